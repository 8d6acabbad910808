package desk_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/store"
)

func TestADossierIsReceivedAndItsPageSaysSo(t *testing.T) {
	h := open(t)
	oanh := h.as("oanh")
	oanh.page("/desk/receive", http.StatusOK)
	to, _ := oanh.send("/desk/receive", http.StatusSeeOther, reception...)
	body := oanh.page(to, http.StatusOK)
	has(t, body, "Đã tiếp nhận H99.28-221230-0001. Hẹn trả 30/01/2023.", "Đinh Thị Hồng Nhung", "999186012345", "Cấp giấy phép xây dựng nhà ở riêng lẻ (Xây mới)", "75.000 đ, đã nộp", "Còn 15 ngày", "Đang ở bước")
	d := h.file("H99.28-221230-0001")
	if d.Desk != counter || d.Unit != district || d.Finance != dossier.FeePaid || !strings.HasPrefix(d.Papers, "Đơn đề nghị cấp phép") {
		t.Errorf("received as %+v", d)
	}
	if p, err := h.store.Dossiers.Person(t.Context(), d.ID); err != nil || p.Born != "1986-08-14" || p.Phone != "0600000123" {
		t.Errorf("of %+v, %v", p, err)
	}
}

func TestAFormThatIsSentTwiceMakesOneDossier(t *testing.T) {
	h := open(t)
	first := h.received("once", "key-1")
	if again := h.received("once", "key-1"); again != first {
		t.Errorf("again: %s, first %s", again, first)
	}
	if next := h.received("once", "key-2"); next != "H99.28-221230-0002" {
		t.Errorf("next is %s", next)
	}
}

func TestAFormThatIsFilledInForTheNextCitizenIsNotMistakenForTheFirstOne(t *testing.T) {
	oanh := open(t).as("oanh")
	of := func(name string) []string {
		return []string{"name", name, "procedure", "gpxd", "case", "1", "paper", "1", "paper", "2", "paper", "3", "once", "k"}
	}
	oanh.send("/desk/receive", http.StatusSeeOther, of("Trần An")...)
	_, body := oanh.send("/desk/receive", http.StatusConflict, of("Lê Bình")...)
	has(t, body, "Mẫu này đã tiếp nhận hồ sơ H99.28-221230-0001 của Trần An.")
	if !strings.Contains(body, `value="Lê Bình"`) || strings.Contains(body, `name="once" value="k"`) {
		t.Error("the form is not ready for a dossier of its own")
	}
}

func TestWhatIsWrongStandsAtItsFieldAndNothingTypedIsLost(t *testing.T) {
	h := open(t)
	oanh := h.as("oanh")
	_, body := oanh.send("/desk/receive", http.StatusUnprocessableEntity, "card", "99918601234", "phone", "06", "born", "32/13/1986", "procedure", "dang ky", "note", "ghi chú riêng", "once", "k")
	has(t, body, "Số căn cước phải có 12 chữ số.", "Chưa có họ tên", "Số điện thoại phải có 10 chữ số.", "không đọc được")
	for _, kept := range []string{`value="99918601234"`, `value="dang ky"`, `value="ghi chú riêng"`, `value="32/13/1986"`, `name="once" value="k"`} {
		if !strings.Contains(body, kept) {
			t.Errorf("%s is lost", kept)
		}
	}
	_, body = oanh.send("/desk/receive", http.StatusUnprocessableEntity, "name", "A", "procedure", "khong co", "once", "k")
	has(t, body, "Không có thủ tục nào khớp “khong co”")
	_, body = oanh.send("/desk/receive", http.StatusUnprocessableEntity, "name", "A", "procedure", "1.00", "once", "k")
	has(t, body, "2 thủ tục khớp “1.00”: hãy chọn một.")
	_, body = oanh.send("/desk/receive", http.StatusUnprocessableEntity, "name", "A", "procedure", "gpxd", "case", "1", "paper", "1", "once", "k")
	has(t, body, "Còn thiếu giấy tờ bắt buộc: Giấy chứng nhận quyền sử dụng đất; Bản vẽ thiết kế xây dựng.")
}

func TestThePreviewIsTheReceiptAsItWillBe(t *testing.T) {
	h := open(t)
	_, body := h.as("oanh").send("/desk/receive/preview", http.StatusOK, reception...)
	has(t, body, "Hẹn trả 30/01/2023", "ngày 30 tháng 01 năm 2023", "15 ngày làm việc", "Tiếp nhận hồ sơ của bà: Đinh Thị Hồng Nhung", "75.000 đồng, đã nộp", "(cấp khi tiếp nhận)", "Khớp năm sinh, giới tính")
}

func TestAReadersTextFillsInThePersonAndADigitTheProcedure(t *testing.T) {
	h := open(t)
	_, body := h.as("oanh").send("/desk/receive/preview", http.StatusOK,
		"card", "999186012345|999123456|Đinh Thị Hồng Nhung|14081986|Nữ|thôn Phú Thạnh|01052021", "procedure", "2")
	has(t, body, "Đinh Thị Hồng Nhung", "Đăng ký khai sinh có yếu tố nước ngoài")
	if !strings.Contains(body, `name="born" value="14/08/1986"`) || !strings.Contains(body, `value="999186012345"`) {
		t.Error("the card was not read")
	}
}

func TestAPersonIsKnownFromAnEarlierDossier(t *testing.T) {
	h := open(t)
	h.received()
	_, body := h.as("oanh").send("/desk/receive/preview", http.StatusOK, "card", "999186012345")
	has(t, body, "Đinh Thị Hồng Nhung , nữ, 14/08/1986, thôn Phú Thạnh, xã Hòa Lâm. Một hồ sơ trước đây")
	if !strings.Contains(body, `name="phone" value="0600000123"`) {
		t.Error("the telephone is not known")
	}
	// Another number typed over the first takes nothing along from it.
	_, body = h.as("oanh").send("/desk/receive/preview", http.StatusOK, "card", "999186099999", "for", "999186012345", "name", "Đinh Thị Hồng Nhung")
	hasNot(t, body, `name="name" value="Đinh Thị Hồng Nhung"`)
}

func TestHowThePersonWantsToBeToldIsKeptAndAskedForOnlyWhereItCanBe(t *testing.T) {
	h := open(t)
	var kept string
	h.store.Dossiers.Follow(func(_ context.Context, _ *db.Tx, turn store.Turn) error {
		if act, ok := turn.Act.(dossier.Receive); ok {
			kept = act.Tell
		}
		return nil
	})
	oanh := h.as("oanh")
	_, body := oanh.send("/desk/receive", http.StatusUnprocessableEntity, append([]string{"tell", "email"}, reception...)...)
	has(t, body, "Chưa có địa chỉ thư điện tử đúng")
	_, body = oanh.send("/desk/receive", http.StatusUnprocessableEntity, append([]string{"tell", "pigeon"}, reception...)...)
	has(t, body, "Hãy chọn cách nhận thông báo")
	oanh.send("/desk/receive", http.StatusSeeOther, append([]string{"tell", "email", "email", "nhung@anson.example"}, reception...)...)
	if kept != "email" {
		t.Errorf("kept %q", kept)
	}
	if p, err := h.store.Dossiers.Person(t.Context(), h.file("H99.28-221230-0001").ID); err != nil || p.Email != "nhung@anson.example" {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestOnlyTheCounterReceives(t *testing.T) {
	h := open(t)
	for _, who := range []string{"bao", "tri", "kiem", "xa", "may"} {
		h.as(who).page("/desk/receive", http.StatusForbidden)
		h.as(who).send("/desk/receive", http.StatusForbidden, reception...)
	}
}
