package notify_test

import (
	"net/url"
	"strings"
	"testing"

	"cchc/domain/notify"
	"cchc/web/layout"
)

// token of the link in the first letter.
func (h *house) token() string {
	_, token, ok := strings.Cut(h.letters[0].Stop, "/stop/")
	if !ok {
		h.Fatal("the letter has no link that stops")
	}
	return token
}

func TestEveryPageIsSoundInBothLanguages(t *testing.T) {
	h := open(t)
	client{h, "khoa", "vi"}.page("/messages/providers", 200, "Chưa gửi lần nào", "Không có tin nào đang chờ")
	client{h, "oanh", "vi"}.page("/messages", 200, "Không có tin nhắn nào khớp")
	client{h, "thao", "vi"}.send("/messages/templates/received-sms-vi", 303)
	d, unknown, failed := h.outbox()
	for _, lang := range []string{"vi", "en"} {
		oanh, thao, tri, khoa := client{h, "oanh", lang}, client{h, "thao", lang}, client{h, "tri", lang}, client{h, "khoa", lang}
		oanh.page("/messages", 200, d.Code, "n•••@anson.example")
		oanh.page("/messages?state=unknown&channel=email&provider=thu", 200)
		oanh.page("/messages?q=nobody", 200)
		oanh.page(one(unknown), 200)
		oanh.page(one(failed), 200, "550")
		oanh.page("/messages/of/"+d.Code, 200)
		oanh.page("/messages/own", 200)
		oanh.page("/messages/own?done=1", 200)
		oanh.page("/messages/of/"+d.Code+"?done=1", 200)
		thao.page("/messages/templates", 200)
		for _, words := range []string{"received-email-vi", "received-sms-vi", "received-sms-en", "apology-zalo-vi", "staff_notice-email-vi"} {
			thao.page("/messages/templates/"+words, 200)
			tri.page("/messages/templates/"+words, 200)
		}
		khoa.page("/messages/providers", 200, "thu", "mail.anson.example:587")
		client{h, "", lang}.page("/stop/"+h.token(), 200)
		client{h, "", lang}.page("/stop/none", 404)
		oanh.page("/messages/one/1", 404)
		oanh.page("/messages/of/none", 404)
		thao.page("/messages/templates/none", 404)
	}
	if book := (client{h, "oanh", "en"}).page("/messages.xlsx?state=sent", 200); !strings.HasPrefix(book, "PK") {
		t.Error("no workbook")
	}
	for _, text := range layout.Untranslated() {
		t.Errorf("no English: %q", text)
	}
}

func TestAnOfficerDecidesWithAReason(t *testing.T) {
	h := open(t)
	_, unknown, failed := h.outbox()
	oanh, lan, tri := client{h, "oanh", ""}, client{h, "lan", ""}, client{h, "tri", ""}
	oanh.page(one(unknown), 200, "có thể nhận hai lần")
	lan.page(one(unknown), 403)
	lan.send(one(unknown)+"/retry", 403, "retry_reason", "x")
	tri.send(one(unknown)+"/cancel", 403, "cancel_reason", "x") // a leader's of another unit
	if body := oanh.send(one(unknown)+"/retry", 422); !strings.Contains(body, "Phải ghi lý do") {
		t.Error("the refused form does not say why")
	}
	h.script = nil
	for range 2 {
		oanh.send(one(unknown)+"/retry", 303, "retry_reason", "Đã gọi hỏi, chưa nhận", "once", "k")
	}
	h.deliver()
	oanh.page(one(unknown), 200, "Đã gửi", "Đã gọi hỏi, chưa nhận", "Nguyễn Thị Kim Oanh")
	oanh.send(one(unknown)+"/retry", 409, "retry_reason", "lần nữa")
	oanh.send(one(unknown)+"/cancel", 409, "cancel_reason", "thôi")
	oanh.send(one(failed)+"/cancel", 422)
	oanh.send(one(failed)+"/cancel", 303, "cancel_reason", "Hộp thư không còn")
	client{h, "oanh", "en"}.page(one(failed), 200, "Cancelled: Hộp thư không còn")
}

func TestNobodySeesTheMessagesOfOthers(t *testing.T) {
	h := open(t)
	d, _, _ := h.outbox()
	lan := client{h, "lan", ""}
	if body := lan.page("/messages", 200); strings.Contains(body, d.Code) {
		t.Error("another commune sees the message")
	}
	if body := lan.page("/messages?q="+d.Code, 200); strings.Contains(body, "/messages/of/") {
		t.Error("another commune finds the message")
	}
	lan.page("/messages/of/"+d.Code, 403)
	lan.send("/messages/of/"+d.Code, 403, "way", "sms")
	for login, paths := range map[string][]string{"lan": {"/messages/providers"}, "khoa": {"/messages", "/messages.xlsx"}} {
		for _, path := range paths {
			client{h, login, ""}.page(path, 403)
		}
	}
	client{h, "", ""}.page("/messages", 303)
}

func TestTheWishIsChanged(t *testing.T) {
	h := open(t)
	d := h.receive("nhung@anson.example")
	oanh := client{h, "oanh", ""}
	at := "/messages/of/" + d.Code
	oanh.send(at, 422, "way", "fax")
	oanh.send(at, 303, "way", notify.NoWay)
	if body := oanh.page(at+"?done=1", 200); !strings.Contains(body, `value="none" selected`) {
		t.Error("the page does not show the wish")
	}
	oanh.send("/messages/own", 422, "email", "khong phai")
	oanh.send("/messages/own", 303, "email", "oanh@anson.example")
	oanh.page("/messages/own", 200, "oanh@anson.example")
}

func TestWordsAreWrittenByOneAndApprovedByAnother(t *testing.T) {
	h := open(t)
	thao, tri, oanh := client{h, "thao", ""}, client{h, "tri", ""}, client{h, "oanh", ""}
	at := "/messages/templates/received-sms-vi"
	oanh.send(at, 403)
	tri.send(at, 403)
	thao.send(at, 303)
	thao.send(at, 409)
	thao.page(at, 200, "Dự thảo phiên bản 1")
	for body, want := range map[string]string{
		"":                           "Chưa có nội dung",
		"Chao {ten}":                 "Không có chỗ điền {ten}",
		"{ho_ten}: {thu_tuc}":        "họ tên cùng với nội dung",
		"{ly_do}":                    "chữ tự do",
		strings.Repeat("dai ", 200):  "tối đa 3",
		"<script>x</script> {ho_ten": "đứng lẻ",
	} {
		if page := thao.send(at+"/save", 422, "version", "1", "body", body); !strings.Contains(page, want) {
			t.Errorf("%q is not answered with %q", body, want)
		}
	}
	thao.send(at+"/save", 409, "version", "9", "body", "Da nhan {ma_ho_so}")
	thao.send(at+"/save", 303, "version", "1", "body", "Da nhan {ma_ho_so}")
	thao.send(at+"/approve", 403, "from", "05/03/2026")
	tri.send(at+"/approve", 422, "from", "hôm nay")
	tri.send(at+"/approve", 422, "from", "04/03/2026")
	tri.send(at+"/approve", 303, "from", "05/03/2026")
	thao.page(at, 200, "Phiên bản 1", "Da nhan H99.28-221205-0031")
	thao.send(at+"/save", 409, "version", "2", "body", "Da nhan")
}

func TestALinkStopsWithOnePressAndNotByBeingLookedAt(t *testing.T) {
	h := open(t)
	h.receive("nhung@anson.example")
	h.deliver()
	at, anybody := "/stop/"+h.token(), client{h, "", ""}
	for range 2 {
		anybody.page(at, 200, "Ngừng nhận thông báo?", "n•••@anson.example")
	}
	if _, to := anybody.ask("POST", at, 303, url.Values{}); to != at {
		t.Errorf("it leads to %q", to)
	}
	anybody.page(at, 200, "Đã ngừng gửi")
	anybody.send(at, 303, "resume", "1")
	anybody.ask("POST", at, 200, url.Values{"List-Unsubscribe": {"One-Click"}}, "Đã ngừng gửi")
	anybody.send("/stop/none", 404)
	before := len(h.letters)
	h.receive("nhung@anson.example")
	if m := h.deliver(); m.State != notify.Cancelled || len(h.letters) != before {
		t.Errorf("%s after the link was pressed", m.State)
	}
}

func TestOnlySignedReportsAreTaken(t *testing.T) {
	h := open(t)
	client{h, "", ""}.send("/callbacks/messages/sms", 403, "x", "y")
}
