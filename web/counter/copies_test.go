package counter_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/queue"
)

var licence = []string{"person", "Trần Thị Ánh", "kind", "Giấy phép lái xe", "copies", "3", "pages", "2", "signer", "Lê Bình, Phó Chủ tịch", "book", "1"}

func TestCopiesOfSeveralPapersAreEnteredInARow(t *testing.T) {
	h := open(t)
	has(t, h.page("oanh", "/counter/copies", http.StatusOK), "giấy tờ đã ghi sẽ hiện ở đây")
	to, _ := h.send("oanh", "/counter/copies", http.StatusSeeOther, append(licence, "once", "a")...)
	body := h.page("oanh", to, http.StatusOK)
	has(t, body, "quyển số", "01/2026-SCT/BS", "12.000 đ", `value="Trần Thị Ánh"`, `value="Lê Bình, Phó Chủ tịch"`)
	to, _ = h.send("oanh", "/counter/copies", http.StatusSeeOther, "person", "Trần Thị Ánh", "kind", "1", "copies", "1", "pages", "5", "signer", "Lê Bình, Phó Chủ tịch", "once", "b")
	has(t, h.page("oanh", to, http.StatusOK), "19.000 đ", "Số 2")
	if again, _ := h.send("oanh", "/counter/copies", http.StatusSeeOther, append(licence, "once", "a")...); again == to {
		t.Error("a press repeated is the second entry")
	}
	body = h.page("tri", "/counter/copies/register?q=anh+phep", http.StatusOK)
	has(t, body, "2 số chứng thực", "4 bản sao, 11 trang", "Giấy phép lái xe")
	has(t, h.page("tri", "/counter/copies/register?q=khong", http.StatusOK), "Không có số chứng thực nào")
	hasNot(t, h.page("xa", "/counter/copies/register", http.StatusOK), "Trần Thị Ánh")
	if answer, book := h.ask("kiem", "GET", "/counter/copies/register.xlsx", nil); answer.StatusCode != 200 || !strings.HasPrefix(book, "PK") {
		t.Errorf("the workbook: %s", answer.Status)
	}
	has(t, h.page("oanh", "/counter", http.StatusOK), "số chứng thực hôm nay", "4 bản sao")
}

func TestAnEntryIsCorrectedAndCancelledWithAReason(t *testing.T) {
	h := open(t)
	to, _ := h.send("oanh", "/counter/copies", http.StatusSeeOther, licence...)
	one := regexp.MustCompile(`\d+$`).FindString(to)
	path := "/counter/copies/" + one
	has(t, h.page("tri", path, http.StatusOK), "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Ngày 02 tháng 3 năm 2026", "PHÓ CHỦ TỊCH", "Lê Bình")
	h.page("xa", path, http.StatusForbidden)
	h.page("oanh", path+"/correct", http.StatusOK)
	_, body := h.send("oanh", path+"/correct", http.StatusUnprocessableEntity, append(licence, "reason", "")...)
	has(t, body, "Phải ghi lý do.")
	h.send("oanh", path+"/correct", http.StatusSeeOther, "person", "Trần Thị Ánh", "kind", "Bằng tốt nghiệp", "copies", "1", "pages", "1", "signer", "Lê Bình", "book", "1", "reason", "nhầm giấy")
	has(t, h.page("oanh", path, http.StatusOK), "Bằng tốt nghiệp", "Sửa: nhầm giấy")
	_, body = h.send("oanh", path+"/cancel", http.StatusUnprocessableEntity)
	has(t, body, "Phải ghi lý do.")
	h.send("oanh", path+"/cancel", http.StatusSeeOther, "reason", "khách bỏ về")
	body = h.page("oanh", path, http.StatusOK)
	has(t, body, "Đã hủy", "Hủy: khách bỏ về")
	hasNot(t, body, "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH")
	h.send("oanh", path+"/cancel", http.StatusConflict, "reason", "lần nữa")
	h.send("tri", path+"/cancel", http.StatusForbidden, "reason", "không phải việc mình")
}

func TestWhatIsWrongWithACopyStandsAtItsField(t *testing.T) {
	h := open(t)
	_, body := h.send("oanh", "/counter/copies", http.StatusUnprocessableEntity, "person", "", "kind", "", "copies", "0", "pages", "x", "once", "k")
	has(t, body, "Chưa có họ tên người yêu cầu", "Chưa có tên giấy tờ", "Phải là số từ 1 đến 999", "Phải là số từ 1 đến 9999", "người ký chứng thực", `value="k"`)
	to, _ := h.send("oanh", "/counter/copies", http.StatusSeeOther, append([]string{"person", "999186012345|999123456|Đinh Thị Nhung|14081986|Nữ|thôn Phú|01052021"}, licence[2:]...)...)
	has(t, h.page("oanh", to, http.StatusOK), `value="Đinh Thị Nhung"`)
}

func TestTodayAtTheCounterListsDraftsWithoutNamesForOthers(t *testing.T) {
	h := open(t)
	d, err := h.drafts.Keep(t.Context(), desk, queue.Keep{Form: "f"}, map[string][]string{"name": {"Vũ Thị Mơ"}}, account.Stamp{By: 21, Unit: desk, At: h.now})
	if err != nil {
		t.Fatal(err)
	}
	body := h.page("oanh", "/counter", http.StatusOK)
	has(t, body, "Vũ Thị Mơ", "Hôm nay tại quầy")
	hasNot(t, h.page("tri", "/counter", http.StatusOK), "Vũ Thị Mơ")
	hasNot(t, h.page("xa", "/counter", http.StatusOK), "Vũ Thị Mơ")
	path := regexp.MustCompile(`/counter/drafts/\d+/discard`).FindString(body)
	h.send("xa", path, http.StatusForbidden)
	to, _ := h.send("oanh", path, http.StatusSeeOther)
	has(t, h.page("oanh", to, http.StatusOK), "Đã bỏ bản nháp", "Không có bản nháp nào")
	if _, err := h.drafts.Get(t.Context(), d.ID, h.now); err == nil {
		t.Error("what was typed is still there")
	}
	h.now = h.now.Add(queue.DraftLife)
	h.page("may", "/counter", http.StatusForbidden)
}
