package lateness_test

import (
	"bytes"
	"strings"
	"testing"

	"cchc/kit/browser"
	"cchc/web/layout"

	"github.com/xuri/excelize/v2"
)

func TestTheRedListShowsWhoHasWhatAndOnePressTellsThem(t *testing.T) {
	h := open(t)
	list := h.page("tri", "GET", "/late", 200)
	h.has(list, "2 hồ sơ đang quá hạn", "Trần Quốc Bảo", "1. Thẩm tra", "✕ Thất hứa 09/12/2022", "Chờ ký", "Đôn đốc")
	if strings.Contains(list, "Hồng Nhung") {
		t.Error("the list names the person")
	}
	h.has(h.page("tri", "GET", "/late?of=none", 200), "Không có thư xin lỗi: 1 hồ sơ đang quá hạn", h.codes[0])
	h.has(h.page("tri", "GET", "/late?sort=harm&field=Đất+đai&level=xa", 200), h.codes[2])
	h.has(h.page("tri", "GET", "/late?level=tinh", 200), "0 hồ sơ đang quá hạn")
	done := h.page("tri", "POST", "/late", 200, "press", h.codes[0], "words", "Xong trong hôm nay")
	h.has(done, "✓ Đã đôn đốc")
	h.has(h.page("tri", "POST", "/late", 200, "row", h.codes[0]), "mỗi người một lần mỗi ngày làm việc")
	h.has(h.page("tri", "POST", "/late", 422), "Chưa chọn hồ sơ nào")
	h.has(h.page("bao", "GET", "/notices", 200), "Đôn đốc", "Võ Minh Trí: Xong trong hôm nay")
	h.page("bao", "POST", "/late", 403, "press", h.codes[0])
}

func TestALeaderReviewsEditsAndSignsAndASecondDateGoesToTheLeaderAbove(t *testing.T) {
	h := open(t)
	h.has(h.page("tri", "GET", "/late/apologies", 200), h.codes[0], h.codes[1], "UBND xã Hòa Lâm đang thực hiện bước 1 “Thẩm tra”")
	path := "/late/apologies/" + h.codes[1]
	h.has(h.page("tri", "GET", path, 200), "Dự thảo chờ ký", "nếu mỗi bước còn lại xong đúng hạn")
	h.page("bao", "POST", path, 403, "do", "sign")
	h.has(h.page("tri", "POST", path, 422, "do", "sign", "to", "17/12/2022", "reason", "Chờ."), "là ngày nghỉ")
	h.page("tri", "POST", path, 303, "do", "save", "to", "20/12/2022", "reason", "Chờ ý kiến.", "once", "a")
	h.page("tri", "POST", path, 303, "do", "sign", "to", "20/12/2022", "reason", "Chờ ý kiến.", "once", "b")
	h.has(h.page("tri", "GET", path+"?done=sign", 200), "Đã ký và chuyển gửi", "✓ Trước hạn một ngày", "20/12/2022", "Chờ ý kiến.")
	h.has(h.page("tri", "POST", path, 409, "do", "sign", "to", "27/12/2022", "reason", "Nữa."), "Đã báo cáo lãnh đạo UBND huyện Tân Bình")
	h.has(h.page("chu", "GET", "/notices", 200), "Lời hẹn lại không giữ được", "Xin hẹn lại lần thứ hai: Nữa.")
	h.has(h.page("chu", "GET", "/late/apologies?tab=reports", 200), h.codes[1], "Xin hẹn lại lần thứ hai")
	h.has(h.page("tri", "POST", "/late/apologies", 200, "row", h.codes[0], "once", "c"), "✓ Đã ký, hẹn lại")
	h.has(h.page("tri", "GET", "/late/apologies?tab=signed", 200), "✕ Khi đã đến hạn")
}

func TestThePublicSeesReasonsAndDatesAndNobodysData(t *testing.T) {
	h := open(t)
	page := h.page("", "GET", "/apologies?month=2022-12", 200)
	h.has(page, "2 hồ sơ trễ hẹn", "H99.28.05-221128-••01", "Chờ xác minh, hỏi •••.", "✓ Đã xin lỗi Thư ngày 02/12/2022, hẹn lại 09/12/2022.", "✕ Chưa xin lỗi")
	for _, secret := range []string{h.codes[0], h.codes[2], "Nhung", "0600"} {
		if strings.Contains(page, secret) {
			t.Errorf("the public page says %q", secret)
		}
	}
	answer, csv := h.ask("", "GET", "/apologies/2022-12.csv")
	if answer.StatusCode != 200 || strings.Count(csv, "\n") != 3 || !strings.Contains(csv, "05/12/2022") {
		t.Errorf("the file: %s\n%s", answer.Status, csv)
	}
	h.page("", "GET", "/apologies/2022-12.pdf", 404)
	h.has(h.page("", "GET", "/apologies?month=2021-01", 200), "Không có hồ sơ trễ nào")
}

func TestEveryNumberOpensTheListThatIsAsLong(t *testing.T) {
	h := open(t)
	h.has(h.page("tinh", "GET", "/late/figures?month=2022-12", 200), "Xin lỗi cho 1 trên 2 hồ sơ trễ", "UBND xã Hòa Lâm 2 1 0 1 0 1 50,0")
	h.has(h.page("tinh", "GET", "/late?month=2022-12&of=broken&unit=5", 200), "Không giữ được ngày hẹn lại, hạn trong tháng 12/2022: 1 hồ sơ", h.codes[2])
}

func TestEveryTableGoesToExcelWithItsSource(t *testing.T) {
	h := open(t)
	for _, path := range []string{"/late.xlsx?of=none", "/late/apologies.xlsx", "/late/apologies.xlsx?tab=reports", "/late/figures.xlsx?month=2022-12", "/apologies/2022-12.xlsx"} {
		answer, body := h.ask("tri", "GET", path)
		book, err := excelize.OpenReader(bytes.NewReader([]byte(body)))
		if answer.StatusCode != 200 || err != nil {
			t.Fatalf("%s: %s %v", path, answer.Status, err)
		}
		rows, err := book.GetRows(book.GetSheetName(0))
		if err != nil || len(rows) < 2 || book.GetSheetName(1) != "Nguồn" {
			t.Errorf("%s: %d rows, %q, %v", path, len(rows), book.GetSheetName(1), err)
		}
	}
}

func TestTheRulesOfWarningAreDatedData(t *testing.T) {
	h := open(t)
	h.has(h.page("tri", "GET", "/late/rules", 200), "21/06/2018", "Trước hạn của cả hồ sơ 1 ngày làm việc: báo người đang giữ, lãnh đạo đơn vị", "Người quản trị thay đổi quy tắc này")
	line := []string{"of1", "dossier", "side1", "before", "span1", "2 ngày làm việc", "tell1", "holder", "tell1", "head"}
	h.page("tri", "POST", "/late/rules", 403, line...)
	h.has(h.page("may", "POST", "/late/rules", 422, append(line, "from", "14/12/2022")...), "Ngày áp dụng phải sau hôm nay", "Phải ghi căn cứ")
	h.has(h.page("may", "POST", "/late/rules", 422, "from", "01/01/2023", "basis", "QĐ 1", "span1", "2 tuần", "of1", "step", "side1", "after", "tell1", "head"), "phải tính bằng thời gian làm việc")
	h.page("may", "POST", "/late/rules", 303, append(line, "from", "01/01/2023", "basis", "QĐ 1", "once", "x")...)
	h.has(h.page("may", "GET", "/late/rules", 200), "Từ ngày 01/01/2023", "Trước hạn của cả hồ sơ 2 ngày làm việc")
}

func TestNoticesAreReadOneByOneOrAllAtOnce(t *testing.T) {
	h := open(t)
	h.has(h.page("tri", "GET", "/notices", 200), "thông báo chưa đọc", "Thư xin lỗi chờ ký", "Quá hạn")
	h.page("tri", "POST", "/notices", 303, "up_to", "9000000000000000000")
	h.has(h.page("tri", "GET", "/notices", 200), "Không có thông báo chưa đọc")
	h.has(h.page("tri", "GET", "/notices?all=1", 200), "Thư xin lỗi chờ ký")
}

// everywhere is the pages of the room with those who look at them.
var everywhere = []struct{ who, path string }{
	{"tri", "/late"}, {"tri", "/late?month=2022-12"}, {"tinh", "/late?level=tinh"}, {"tri", "/late/apologies"}, {"tri", "/late/apologies?tab=signed"}, {"chu", "/late/apologies?tab=reports"},
	{"tinh", "/late/figures?month=2022-12"}, {"tinh", "/late/figures?month=2020-12"}, {"may", "/late/rules"}, {"tri", "/late/rules"}, {"tri", "/notices?all=1"}, {"may", "/notices"}, {"", "/apologies?month=2022-12"}, {"", "/apologies?month=2020-01"},
}

func TestNothingIsLeftInVietnameseOnAnEnglishPage(t *testing.T) {
	h := open(t)
	for _, code := range h.codes {
		h.page("tri:en", "GET", "/late/apologies/"+code, 200)
		h.page("chu:en", "GET", "/late/apologies/"+code, 200)
	}
	for _, p := range everywhere {
		h.page(p.who+":en", "GET", p.path, 200)
	}
	for range 2 {
		h.page("tri:en", "POST", "/late", 200, "row", h.codes[0])
	}
	h.page("tri:en", "POST", "/late/apologies/"+h.codes[1], 422, "to", "x")
	h.page("tri:en", "POST", "/late/apologies/"+h.codes[2], 409, "to", "20/12/2022", "reason", "x")
	h.page("may:en", "POST", "/late/rules", 422, "from", "x", "span1", "x")
	h.page("may:en", "POST", "/late/rules", 422, "from", "01/01/2023", "span1", "x")
	for _, path := range []string{"/late.xlsx", "/late/apologies.xlsx", "/late/figures.xlsx", "/apologies/2022-12.xlsx"} {
		h.ask("tri:en", "GET", path)
	}
	for _, left := range layout.Untranslated() {
		t.Errorf("no English for %q", left)
	}
}

func TestEveryPageIsAccessibleAtBothWidths(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	tab := b.Tab(t, h.base)
	look := func(who, path, name string) {
		if who == "" {
			tab.Go(path)
		} else {
			tab.Go("/as/" + who + "?to=" + strings.ReplaceAll(strings.ReplaceAll(path, "?", "%3F"), "&", "%26"))
		}
		tab.Look(name)
	}
	for i, p := range everywhere {
		look(p.who, p.path, "late-"+string(rune('a'+i)))
	}
	look("tri", "/late/apologies/"+h.codes[1], "late-letter")
	look("tri", "/late/apologies/"+h.codes[2], "late-signed")
	look("tri", "/late", "late-red")
	tab.ClickOn(`button[value="` + h.codes[0] + `"]`)
	if said := tab.Text("main"); !strings.Contains(said, "Đã đôn đốc") {
		t.Errorf("after the press: %s", said)
	}
}
