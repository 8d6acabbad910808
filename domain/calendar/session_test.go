package calendar_test

import (
	"slices"
	"testing"

	. "cchc/domain/calendar"
	"cchc/domain/refusal"
)

func TestSessionsAreReadAndChecked(t *testing.T) {
	got, err := ParseSessions("07:00-11:30, 13:30–17:00")
	if want := []Session{{420, 690}, {810, 1020}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{"", "7h-11h", "11:30-07:00", "07:00-11:30,11:00-12:00", "07:00-11:30,11:30-12:00", "13:30-17:00,07:00-11:30", "08:00-24:00"} {
		if got, err := ParseSessions(text); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%q was read as %v, %v", text, got, err)
		}
	}
}

func withHours(t *testing.T, hours ...Hours) *Calendar {
	t.Helper()
	c, err := New(1, Standard().Marks(), hours...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var (
	morning = []Session{{480, 720}}             // 08:00–12:00
	summer  = []Session{{420, 660}, {780, 960}} // 07:00–11:00, 13:00–16:00
	winter  = []Session{{480, 720}, {780, 960}} // 08:00–12:00, 13:00–16:00
)

func TestTheNearestUnitWithHoursOfItsOwnDecides(t *testing.T) {
	c := withHours(t, Hours{Sessions: winter}, Hours{Unit: 7, Sessions: morning})
	received := at(t, "2024-03-04T08:00")
	for _, row := range []struct {
		units []int64
		want  string
	}{
		{nil, "2024-03-04T15:00"}, {[]int64{5}, "2024-03-04T15:00"}, {[]int64{5, 7}, "2024-03-05T10:00"}, {[]int64{7, 5}, "2024-03-05T10:00"},
	} {
		if due := c.For(row.units...).DueOnly(received, Limit{6, WorkHours}); !due.At.Equal(at(t, row.want)) {
			t.Errorf("units %v: due %v, want %s", row.units, due.At, row.want)
		}
	}
}

func TestASeasonRunsOverTheNewYear(t *testing.T) {
	c := withHours(t, Hours{From: 1016, To: 415, Sessions: winter}, Hours{From: 416, To: 1015, Sessions: summer})
	for from, want := range map[string]int{"2024-01-03": 420, "2024-12-31": 420, "2024-04-15": 420, "2024-04-16": 420, "2024-10-15": 420} {
		day := MustDay(from)
		if got := c.WorkMinutes(day.Start(), (day + 1).Start()); got != want {
			t.Errorf("%s has %d minutes, want %d", from, got, want)
		}
	}
	if open := c.AddWorkMinutes(MustDay("2024-04-15").Start(), 0); !open.Equal(at(t, "2024-04-15T08:00")) {
		t.Errorf("the last day of winter opens %v", open)
	}
	if open := c.AddWorkMinutes(MustDay("2024-04-16").Start(), 0); !open.Equal(at(t, "2024-04-16T07:00")) {
		t.Errorf("the first day of summer opens %v", open)
	}
}

func TestAUnitKeepsTheGeneralHoursOutsideItsSeason(t *testing.T) {
	c := withHours(t, Hours{Sessions: winter}, Hours{Unit: 7, From: 601, To: 831, Sessions: morning}).For(7)
	for day, want := range map[string]int{"2024-05-31": 420, "2024-06-03": 240} {
		if got := c.WorkMinutes(MustDay(day).Start(), (MustDay(day) + 1).Start()); got != want {
			t.Errorf("%s has %d minutes, want %d", day, got, want)
		}
	}
}

func TestHoursThatCannotBeAreRefused(t *testing.T) {
	for name, hours := range map[string][]Hours{
		"no session":       {{}},
		"half a season":    {{From: 416, Sessions: morning}},
		"30 February":      {{From: 230, To: 415, Sessions: morning}},
		"month 13":         {{From: 101, To: 1301, Sessions: morning}},
		"twice the year":   {{Sessions: morning}, {Sessions: winter}},
		"seasons overlap":  {{From: 101, To: 630, Sessions: morning}, {From: 630, To: 701, Sessions: winter}},
		"a unit twice":     {{Unit: 7, Sessions: morning}, {Unit: 7, Sessions: winter}},
		"past midnight":    {{Sessions: []Session{{1200, 1440}}}},
		"backward session": {{Sessions: []Session{{700, 600}}}},
	} {
		if _, err := New(1, nil, hours...); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNoMinutesEndWhereTheyBeginOrAtTheNextOpening(t *testing.T) {
	for from, want := range map[string]string{
		"2024-03-04T11:30": "2024-03-04T11:30", // the closing minute still counts as open
		"2024-03-04T11:31": "2024-03-04T13:30",
		"2024-03-08T17:31": "2024-03-11T07:30",
		"2024-03-04T09:00": "2024-03-04T09:00",
	} {
		if got := Standard().AddWorkMinutes(at(t, from), 0); !got.Equal(at(t, want)) {
			t.Errorf("from %s: %v, want %s", from, got, want)
		}
	}
}

func TestChangedHoursShowThoughNoDayDoes(t *testing.T) {
	a, b := withHours(t), withHours(t, Hours{Sessions: morning})
	if SameHours(a, b) || !SameHours(a, Standard()) || len(Diff(a, b)) != 0 {
		t.Error("only the hours changed")
	}
}
