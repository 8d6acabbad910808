package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/domain/dossier"
	"cchc/web"
	"cchc/web/paper"
)

var mint = paper.Mint{Key: []byte("0123456789abcdef0123456789abcdef")}

// address of a paper of a dossier, as its QR code has it.
func (o *office) address(d *dossier.Dossier, ref, secret string) string {
	o.Helper()
	events, err := o.store.Trace.Of(o.Context(), int64(d.ID))
	o.must(err)
	issued, ok := paper.Find(events, ref)
	if !ok {
		o.Fatalf("%s has no %s", d.Code, ref)
	}
	return mint.Address(paper.Reference(d), issued, secret)
}

func TestAPaperIsConfirmedWithItsDatesAndWhatIsTrueToday(t *testing.T) {
	o := furnished(t)
	o.pages.Papers = mint
	d := o.lives()["late"]
	answer, body := o.get(o.address(&d, "receipt", dossier.TrackingSecret(&d)), "vi")
	if answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status)
	}
	for _, want := range []string{"Giấy này do hệ thống phát hành.", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Mẫu số 01, TT 01/2018/TT-VPCP", d.Code, "L. T. T. H.",
		"Phiếu xin lỗi và hẹn lại ngày trả kết quả", "05/01/2023", "/track/" + d.Code + "?s=" + dossier.TrackingSecret(&d)} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, secret := range personal {
		if strings.Contains(body, secret) {
			t.Errorf("the page tells %q", secret)
		}
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"} {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	_, body = o.get(o.address(&d, "apology", ""), "vi")
	if !strings.Contains(body, "Chưa có giấy nào thay giấy này.") || strings.Contains(body, "/track/"+d.Code) {
		t.Error("the apology leads to more than it says, or is replaced")
	}
	if _, body = o.get(o.address(&d, "receipt", "AAAAAAAAAAAAAAAA"), "vi"); strings.Contains(body, "/track/"+d.Code) {
		t.Error("a wrong secret leads to the dossier")
	}
}

func TestAForgedPaperIsAnsweredAsOneThatNeverWas(t *testing.T) {
	o := furnished(t)
	o.pages.Papers = mint
	d := o.lives()["late"]
	good, err := url.Parse(o.address(&d, "receipt", ""))
	o.must(err)
	unknown, page := o.get("/verify/H99.28-200101-0001?p=receipt-1&k=AAAAAAAAAAAAAAAA", "vi")
	if unknown.StatusCode != http.StatusNotFound || !strings.Contains(page, "Không xác nhận được giấy này") {
		t.Fatal(unknown.Status)
	}
	k := good.Query().Get("k")
	for _, forged := range []string{
		good.Path, good.Path + "?p=receipt-1", good.Path + "?p=receipt-1&k=" + k[:15], good.Path + "?p=receipt&k=" + k, good.Path + "?p=apology-4&k=" + k,
		good.Path + "?p=receipt-99&k=" + k, "/verify/RABC123?" + good.RawQuery, "/verify/xin-chao?" + good.RawQuery, strings.ToLower(good.Path) + "?" + good.RawQuery,
	} {
		if answer, body := o.get(forged, "vi"); answer.StatusCode != http.StatusNotFound || body != page {
			t.Errorf("%s: %s", forged, answer.Status)
		}
	}
	o.pages.Codes = web.NewLimiter(1, 2)
	for range 3 {
		unknown, _ = o.get(good.Path, "vi")
	}
	if unknown.StatusCode != http.StatusTooManyRequests {
		t.Errorf("who tries many: %s", unknown.Status)
	}
}

func TestAPaperStaysConfirmedWhenThePersonWasErased(t *testing.T) {
	o := furnished(t)
	o.pages.Papers = mint
	d := o.lives()["issued"]
	address := o.address(&d, "receipt", dossier.TrackingSecret(&d))
	o.do(&d, "2022-12-30 10:00", dossier.ErasePerson{Basis: "đơn đề nghị"})
	answer, body := o.get(address, "en")
	if answer.StatusCode != http.StatusOK || strings.Contains(body, "L. T. T. H.") || strings.Contains(body, "/track/"+d.Code) || !strings.Contains(body, "This paper was issued by this system.") {
		t.Errorf("%s", answer.Status)
	}
}
