package admin_test

import (
	"net/http"
	"strings"
	"testing"

	"cchc/domain/calendar"
)

func TestAChangeOfTheCalendarTellsFirstHowManyDeadlinesMove(t *testing.T) {
	s := set(t)
	const ask = "/admin/calendar/change?do=add&day=04/07/2025&effect=off&name=Ngh%E1%BB%89+b%C3%A3o&year=2025"
	answer, body := s.ask("GET", ask, "vi", nil)
	if answer.StatusCode != http.StatusOK || !strings.Contains(body, "Ngày hẹn của 3 hồ sơ đang giải quyết sẽ đổi") || !strings.Contains(body, "04/07/2025") {
		t.Errorf("before: %s", answer.Status)
	}
	form := []string{"do", "add", "day", "04/07/2025", "effect", "off", "name", "Nghỉ bão", "year", "2025", "version", "0", "once", "K"}
	if answer, body := s.post("/admin/calendar/change", form...); answer.StatusCode != 422 || !strings.Contains(body, "Phải ghi lý do") {
		t.Errorf("without a reason: %s", answer.Status)
	}
	if answer, _ := s.post("/admin/calendar/change", append(form, "reason", "Công điện 12")...); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("with one: %s", answer.Status)
	}
	c, err := s.store.References.Now(t.Context())
	s.must(err)
	if c.Calendar(communeA).IsWorking(calendar.MustDay("2025-07-04")) {
		t.Error("the storm is not in the calendar")
	}
	if answer, body := s.post("/admin/calendar/change", "do", "remove", "day", "2025-07-04", "year", "2025", "version", "0", "reason", "Nhầm", "once", "L"); answer.StatusCode != http.StatusConflict || !strings.Contains(body, "vừa được người khác thay đổi") {
		t.Errorf("from an old page: %s", answer.Status)
	}
}

func TestHoursAndMakeUpDaysAreReadFromTheirForms(t *testing.T) {
	s := set(t)
	for query, want := range map[string]string{
		"do=hours&unit=14&sessions=07:00-11:00,13:00-17:00":                    "UBND xã Hòa Lâm, cả năm: làm việc 07:00–11:00, 13:00–17:00.",
		"do=hours&unit=0&sessions=07:00-11:00,14:00-18:00&from=15/04&to=15/10": "Mọi đơn vị, từ 15/04 đến 15/10: làm việc",
		"do=hours&unit=14": "bỏ giờ làm việc riêng",
		"do=add&day=05/07/2025&effect=work&name=L%C3%A0m+b%C3%B9": "Thứ Bảy, 05/07/2025, thành ngày làm việc",
		"do=remove&day=2025-09-02":                                "Bỏ đánh dấu ngày 02/09/2025",
	} {
		if answer, body := s.ask("GET", "/admin/calendar/change?"+query, "vi", nil); answer.StatusCode != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %s, not %q", query, answer.Status, want)
		}
	}
	for query, want := range map[string]string{
		"do=add&day=07/07/2025&effect=work&name=X": "ngày trong tuần",
		"do=add&day=32/07/2025&name=X":             "không đọc được",
		"do=hours&unit=0&sessions=sáng":            "không đọc được",
		"do=hours&from=40/40&sessions=07:00-11:00": "không đọc được",
		"": "Chưa chọn thay đổi nào",
	} {
		if answer, body := s.ask("GET", "/admin/calendar/change?"+query, "vi", nil); answer.StatusCode != 200 && answer.StatusCode != 422 || !strings.Contains(body, want) {
			t.Errorf("%q: %s, not %q", query, answer.Status, want)
		}
	}
	s.who = officer
	if answer, _ := s.ask("GET", "/admin/calendar/change?do=remove&day=2025-09-02", "vi", nil); answer.StatusCode != http.StatusForbidden {
		t.Errorf("an official: %s", answer.Status)
	}
}
