package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/domain/dossier"
	"cchc/web"
)

func TestACodeIsTakenAsPeopleTypeIt(t *testing.T) {
	o := furnished(t)
	d := o.receive("2022-12-27 09:00", dossier.AtCounter)
	secret := dossier.TrackingSecret(&d)
	for typed, want := range map[string]string{
		d.Code:                                                    "/track/" + d.Code,
		"  " + strings.ToLower(d.Code) + "\t":                     "/track/" + d.Code,
		strings.ReplaceAll(d.Code, "-", " "):                      "/track/" + d.Code,
		strings.ReplaceAll(d.Code, "-", "."):                      "/track/" + d.Code,
		strings.ReplaceAll(d.Code, ".", ""):                       "/track/" + d.Code,
		"https://motcua.example/track/" + d.Code + "?s=" + secret: "/track/" + d.Code + "?s=" + secret,
	} {
		answer, _ := o.get("/track?code="+url.QueryEscape(typed), "vi")
		if got := answer.Header.Get("Location"); got != want {
			t.Errorf("%q leads to %q, want %q", typed, got, want)
		}
	}
	answer, _ := o.get("/track/"+strings.ToLower(d.Code)+"?s="+secret, "vi")
	if got := answer.Header.Get("Location"); got != "/track/"+d.Code+"?s="+secret {
		t.Errorf("a lower-case address leads to %q", got)
	}
	if answer, body := o.get("/track?code=xin+chao", "vi"); answer.StatusCode != 422 || !strings.Contains(body, "“xin chao” không phải là mã hồ sơ") {
		t.Errorf("no code: %s", answer.Status)
	}
}

// personal is everything about the person that may not be seen without the secret.
var personal = []string{"Lê Thị Thu Hà", "Thu Hà", "1986", "999186012345", "Bãi Đá", "0600000123", "ha@example", "thửa 12", "của bà Hà", "bà Hà", "kết hôn", "Võ Minh Trí", "thông báo thuế"}

func TestWithoutTheReceiptNobodySeesWhoItIsAbout(t *testing.T) {
	o := furnished(t)
	for name, d := range o.lives() {
		answer, body := o.get("/track/"+d.Code, "vi")
		if answer.StatusCode != http.StatusOK || !strings.Contains(body, "Lê T. T. H.") {
			t.Errorf("%s: %s, the masked name is missing", name, answer.Status)
		}
		for _, secret := range append(personal, dossier.TrackingSecret(&d)) {
			if strings.Contains(body, secret) {
				t.Errorf("%s shows %q", name, secret)
			}
		}
	}
}

func TestWithTheReceiptAllOfItIsThereAndNothingKeepsTheSecret(t *testing.T) {
	o := furnished(t)
	d := o.lives()["late"]
	secret := dossier.TrackingSecret(&d)
	answer, body := o.get("/track/"+d.Code+"?s="+secret, "vi")
	for _, want := range []string{"Lê Thị Thu Hà", "Cấp đổi giấy chứng nhận thửa 12", "Võ Minh Trí, UBND huyện Tân Bình: Ký giấy chứng nhận",
		"✕ Quá hạn 5 ngày", "Chúng tôi hẹn lại ngày 05/01/2023", "cơ quan thuế trả lời chậm", "tính lại từ đầu", "hết ngày 23/12/2022", "Đã dùng 15 ngày làm việc, hạn là 10"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"} {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	for rest := body; ; {
		_, after, found := strings.Cut(rest, `href="`)
		if !found {
			break
		}
		link, _, _ := strings.Cut(after, `"`)
		if strings.Contains(link, secret) && !strings.HasPrefix(link, "/track/"+d.Code+"?") {
			t.Errorf("the secret leaves by %s", link)
		}
		rest = after
	}
	if strings.Contains(o.log.String(), secret) || strings.Contains(o.log.String(), d.Code) {
		t.Error("the log tells")
	}
}

func TestAWrongSecretAnswersAsAnUnknownCodeDoes(t *testing.T) {
	o := furnished(t)
	d := o.receive("2022-12-27 09:00", dossier.AtCounter)
	unknown, page := o.get("/track/H99.28-200101-0001?s=AAAAAAAAAAAAAAAA", "vi")
	for _, secret := range []string{"AAAAAAAAAAAAAAAA", "x", dossier.TrackingSecret(&d)[:15]} {
		wrong, body := o.get("/track/"+d.Code+"?s="+secret, "vi")
		if wrong.StatusCode != unknown.StatusCode || body != page {
			t.Errorf("secret %q: %s, a page of its own", secret, wrong.Status)
		}
	}
	if unknown.StatusCode != http.StatusNotFound || !strings.Contains(page, "Chưa tìm thấy hồ sơ với mã này") {
		t.Errorf("an unknown code: %s", unknown.Status)
	}
}

func TestErasingThePersonEndsTheSecret(t *testing.T) {
	o := furnished(t)
	d := o.lives()["issued"]
	before := dossier.TrackingSecret(&d)
	o.do(&d, "2022-12-30 10:00", dossier.ErasePerson{Basis: "đơn đề nghị"})
	for _, secret := range []string{before, dossier.TrackingSecret(&d)} {
		if answer, _ := o.get("/track/"+d.Code+"?s="+secret, "vi"); answer.StatusCode != http.StatusNotFound {
			t.Errorf("after erasing: %s", answer.Status)
		}
	}
	if answer, body := o.get("/track/"+d.Code, "vi"); answer.StatusCode != http.StatusOK || !strings.Contains(body, "Dữ liệu cá nhân đã được xóa") {
		t.Errorf("without a secret: %s", answer.Status)
	}
}

func TestWhoTriesManyCodesIsSlowedDown(t *testing.T) {
	o := furnished(t)
	o.pages.Codes = web.NewLimiter(1, 3)
	last := 0
	for range 5 {
		answer, _ := o.get("/track/H99.28-200101-0001", "vi")
		last = answer.StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the fifth code: %d", last)
	}
	if answer, _ := o.get("/procedures", "vi"); answer.StatusCode != http.StatusOK {
		t.Errorf("other pages: %s", answer.Status)
	}
}

func TestEveryStateSaysWhatToDoNow(t *testing.T) {
	o := furnished(t)
	all := o.lives()
	for name, says := range map[string][]string{
		"running":   {"✓ Còn 7 ngày", "Không phải làm gì thêm.", "Chi cục Thuế Tân Bình: Xác định nghĩa vụ tài chính", "Đã dùng 3 trong 10 ngày làm việc, còn 7"},
		"due":       {"◔ Còn 3 giờ", "bưu chính sẽ mang đến"},
		"waits":     {"‖ Tạm dừng – chờ bổ sung", "Bổ sung giấy tờ còn thiếu.", "Hồ sơ đang chờ ông/bà"},
		"pays":      {"‖ Tạm dừng – chờ nộp tiền", "Nộp 1.250.000 đ theo thông báo."},
		"ready":     {"▲ Trước hạn 7 ngày", "Đến nhận kết quả.", "UBND huyện Tân Bình đang giữ kết quả"},
		"issued":    {"✕ Quá hạn 3 ngày", "Kết quả đã được trả.", "Chúng tôi xin lỗi vì trả kết quả chậm"},
		"refused":   {"Từ chối giải quyết", "quyền khiếu nại"},
		"withdrawn": {"Đã rút", "Nhận lại giấy tờ."},
	} {
		d := all[name]
		_, body := o.get("/track/"+d.Code, "vi")
		for _, want := range says {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
}
