package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "cchc/domain/calendar"
)

func TestADayIsTheSameInEveryForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.IntRange(1, int(MustDay("9999-12-31"))).Draw(t, "day"))
		parsed, err := ParseDay(d.String())
		if err != nil || parsed != d || On(d.Date()) != d || DayOf(d.Start()) != d || DayOf(d.At(24*60-1)) != d {
			t.Fatalf("%d is %v, %v", d, parsed, err)
		}
		if year, month, day := d.Date(); time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Weekday() != d.Weekday() {
			t.Fatalf("%v is a %v", d, d.Weekday())
		}
		text, err := json.Marshal(d)
		var back Day
		if err != nil || json.Unmarshal(text, &back) != nil || back != d {
			t.Fatalf("%v travels as %s and comes back as %v", d, text, back)
		}
	})
}

func TestADayBeginsAtMidnightInVietnam(t *testing.T) {
	last := time.Date(2026, 1, 7, 16, 59, 59, 0, time.UTC)
	if DayOf(last).String() != "2026-01-07" || DayOf(last.Add(time.Second)).Vietnamese() != "08/01/2026" || DayOf(time.Time{}) != 0 {
		t.Errorf("17:00 UTC is midnight, but gave %v and %v", DayOf(last), DayOf(last.Add(time.Second)))
	}
}

func TestAMonthLaterIsTheSameDayOrTheLast(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2024-01-31", 1, "2024-02-29"}, {"2023-01-31", 1, "2023-02-28"}, {"2024-08-31", 1, "2024-09-30"},
		{"2023-12-15", 1, "2024-01-15"}, {"2024-02-29", 12, "2025-02-28"}, {"2024-03-31", -1, "2024-02-29"},
	} {
		if got := MustDay(c.from).AddMonths(c.months); got.String() != c.want {
			t.Errorf("%s and %d months is %v, want %s", c.from, c.months, got, c.want)
		}
	}
}
