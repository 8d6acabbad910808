package calendar_test

import (
	"strings"
	"testing"
	"time"

	. "cchc/domain/calendar"
	"cchc/domain/refusal"
)

func explained(t *testing.T, received, limit string, pauses ...Pause) (Due, string) {
	t.Helper()
	l, err := ParseLimit(limit)
	if err != nil {
		t.Fatal(err)
	}
	due, steps, err := Standard().Due(at(t, received), l, pauses...)
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	for _, s := range steps {
		text = append(text, s.Text())
	}
	return due, strings.Join(text, "\n")
}

func TestTheExplanationNamesHolidaysWeekendsAndMakeUpDays(t *testing.T) {
	_, got := explained(t, "2024-04-26T14:00", "4 workdays")
	want := `Tiếp nhận lúc 14:00 26/04/2024.
Ngày đầu tiên 26/04/2024 không tính; đếm từ ngày 27/04/2024.
Ngày cuối tuần 04/05/2024 là ngày làm việc (Làm bù cho 29/4): có tính.
Không tính 3 ngày nghỉ cuối tuần: 27/04/2024–28/04/2024, 05/05/2024.
Không tính 1 ngày nghỉ Hoán đổi dịp 30/4-01/5 (hoán đổi sang 04/5): 29/04/2024.
Không tính 1 ngày nghỉ Ngày Chiến thắng (ngày lễ): 30/04/2024.
Không tính 1 ngày nghỉ Quốc tế lao động (ngày lễ): 01/05/2024.
Đếm đủ 4 ngày làm việc: ngày cuối là 06/05/2024.
Hạn trả kết quả: hết ngày 06/05/2024.`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheDaysOfOneHolidayAreToldTogether(t *testing.T) {
	_, got := explained(t, "2024-02-07T16:00", "1 workday")
	want := "Không tính 5 ngày nghỉ Tết Nguyên đán (ngày lễ + nghỉ bù): 08/02/2024–09/02/2024, 12/02/2024–14/02/2024."
	if !strings.Contains(got, want) {
		t.Error(got)
	}
	if _, long := explained(t, "2024-02-07T16:00", "100 workdays"); !strings.Contains(long, "Không tính 43 ngày nghỉ cuối tuần: 10/02/2024–11/02/2024, ") || !strings.Contains(long, ", ….") {
		t.Error(long)
	}
}

// A limit in calendar days or months that ends on a day off gives way (Điều 148.5).
func TestACalendarLimitThatEndsOnADayOffSaysWhereItMovedAndWhy(t *testing.T) {
	for _, c := range []struct{ received, limit, due, words string }{
		{"2024-01-31T09:00", "10 days", "2024-02-15", "Ngày cuối 10/02/2024 là ngày nghỉ"},
		{"2024-01-31T09:00", "1 month", "2024-02-29", "tháng cuối không có ngày 31 nên ngày cuối là 29/02/2024"},
		{"2024-01-10T09:00", "1 month", "2024-02-15", "nghỉ Tết Nguyên đán"},
		{"2024-03-01T09:00", "7 days", "2024-03-08", "kể cả ngày nghỉ"},
	} {
		due, text := explained(t, c.received, c.limit)
		if due.Day.String() != c.due || !strings.Contains(text, c.words) {
			t.Errorf("%s from %s is due %v\n%s", c.limit, c.received, due.Day, text)
		}
	}
}

func TestAnHourLimitStartsAtTheNextOpening(t *testing.T) {
	for received, want := range map[string]string{
		"2024-03-02T10:00": "2024-03-04T09:30", // Saturday
		"2024-03-04T12:15": "2024-03-04T15:30",
		"2024-03-04T05:00": "2024-03-04T09:30",
		"2024-03-04T17:30": "2024-03-05T09:30",
		"2024-03-04T15:30": "2024-03-04T17:30", // ends with the day, not with the next opening
	} {
		due, text := explained(t, received, "2 workhours")
		if !due.At.Equal(at(t, want)) {
			t.Errorf("received %s due %v, want %s\n%s", received, due.At, want, text)
		}
	}
}

func TestAYearWithoutHolidaysWarns(t *testing.T) {
	_, text := explained(t, "2026-12-29T09:00", "5 workdays")
	if !strings.Contains(text, "Lịch nghỉ lễ năm 2027 chưa có đủ") || strings.Contains(text, "năm 2026 chưa có") {
		t.Error(text)
	}
	_, text = explained(t, "2026-12-01T09:00", "5 workdays")
	if strings.Contains(text, "chưa có") {
		t.Error(text)
	}
}

func TestAnOpenPauseLeavesTheDueUnknown(t *testing.T) {
	due, text := explained(t, "2024-03-04T09:00", "5 workdays", Pause{From: at(t, "2024-03-06T09:00")})
	if !due.IsZero() || !strings.HasSuffix(text, "khi đó thời hạn tính lại từ đầu.") {
		t.Errorf("due %v\n%s", due, text)
	}
	later := at(t, "2030-01-01T00:00")
	if due.Passed(later) || due.Lateness(later) != Undecided || due.Before(Due{Day: 1}) || !(Due{Day: 1}).Before(due) || due.Vietnamese() != "" {
		t.Error("an unknown due has not passed, and ends after every other")
	}
}

func TestAPauseAfterTheLimitHasPassedDoesNotUndoTheLateness(t *testing.T) {
	for _, rule := range []PauseRule{Restart, Resume} {
		due, text := explained(t, "2024-03-04T09:00", "2 workdays", Pause{at(t, "2024-03-07T08:00"), at(t, "2024-03-12T10:00"), rule})
		if due.Day.String() != "2024-03-06" || !strings.Contains(text, "không kéo dài hạn") {
			t.Errorf("%v: due %v\n%s", rule, due, text)
		}
	}
}

func TestPausesAddUp(t *testing.T) {
	due, text := explained(t, "2024-03-04T09:00", "5 workdays",
		Pause{at(t, "2024-03-06T09:00"), at(t, "2024-03-12T10:00"), Restart},
		Pause{at(t, "2024-03-13T09:00"), at(t, "2024-03-15T10:00"), Resume})
	if due.Day.String() != "2024-03-21" {
		t.Errorf("due %v\n%s", due, text)
	}
}

func TestWhatCannotBeCountedIsRefused(t *testing.T) {
	received, day := at(t, "2024-03-04T09:00"), 24*time.Hour
	for name, c := range map[string]struct {
		received time.Time
		limit    Limit
		pauses   []Pause
	}{
		"no receipt":           {time.Time{}, Limit{5, WorkDays}, nil},
		"no limit":             {received, Limit{}, nil},
		"limit below nothing":  {received, Limit{-1, WorkDays}, nil},
		"pause before receipt": {received, Limit{5, WorkDays}, []Pause{{received.Add(-day), received, Resume}}},
		"pause ends first":     {received, Limit{5, WorkDays}, []Pause{{received.Add(day), received, Resume}}},
		"pauses overlap":       {received, Limit{5, WorkDays}, []Pause{{received, received.Add(2 * day), Resume}, {received.Add(day), received.Add(3 * day), Resume}}},
		"pause after open one": {received, Limit{5, WorkDays}, []Pause{{From: received}, {received.Add(day), received.Add(2 * day), Resume}}},
		"pause without rule":   {received, Limit{5, WorkDays}, []Pause{{received, received, 9}}},
		"pause without begin":  {received, Limit{5, WorkDays}, []Pause{{}}},
	} {
		if due, _, err := Standard().Due(c.received, c.limit, c.pauses...); refusal.KindOf(err) != refusal.Invalid || !due.IsZero() {
			t.Errorf("%s: %v, %v", name, due, err)
		}
		if due := Standard().DueOnly(c.received, c.limit, c.pauses...); !due.IsZero() {
			t.Errorf("%s: DueOnly says %v", name, due)
		}
	}
}

func TestTheServersZoneDoesNotMatter(t *testing.T) {
	received := at(t, "2024-02-07T16:00")
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("west", -11*3600), time.FixedZone("east", 13*3600)} {
		for _, l := range []Limit{{0, WorkDays}, {1, WorkDays}, {1, Months}, {8, WorkHours}} {
			a, b := Standard().DueOnly(received, l), Standard().DueOnly(received.In(zone), l)
			if a.Day != b.Day || !a.At.Equal(b.At) {
				t.Errorf("%v in %v: %v, not %v", l, zone, b, a)
			}
		}
	}
}
