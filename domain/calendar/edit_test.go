package calendar_test

import (
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

func TestOnlyWhatChangesADayIsMarked(t *testing.T) {
	c := calendar.Standard()
	for name, m := range map[string]calendar.Mark{
		"a weekday made up for":     {Day: calendar.MustDay("2024-03-06"), Effect: calendar.Work, Name: "Làm bù"},
		"a Sunday off":              {Day: calendar.MustDay("2024-03-10"), Effect: calendar.Off, Name: "Nghỉ"},
		"a day without a name":      {Day: calendar.MustDay("2024-03-06"), Effect: calendar.Off},
		"a day of the last century": {Day: calendar.MustDay("1905-03-06"), Effect: calendar.Off, Name: "Nghỉ"},
	} {
		if _, err := c.WithMark(m); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	day := calendar.MustDay("2024-03-07")
	marks, err := c.WithMark(calendar.Mark{Day: day, Effect: calendar.Off, Name: "Nghỉ bão"})
	if err != nil {
		t.Fatal(err)
	}
	stormy, err := calendar.New(1, marks)
	if err != nil || stormy.IsWorking(day) || len(stormy.SessionsOn(day)) != 0 || len(c.SessionsOn(day)) != 2 {
		t.Errorf("the storm: %v", err)
	}
	if marks, err = stormy.WithoutMark(day); err != nil || len(marks) != len(c.Marks()) {
		t.Errorf("%d marks, %v", len(marks), err)
	}
	if _, err := c.WithoutMark(day); refusal.KindOf(err) != refusal.Invalid {
		t.Errorf("taking away what is not there: %v", err)
	}
}

func TestHoursAreReplacedByOwnerAndSeason(t *testing.T) {
	sessions, err := calendar.ParseSessions("07:00-11:00, 13:00-17:00")
	if err != nil {
		t.Fatal(err)
	}
	c := calendar.Standard()
	c, err = calendar.New(1, c.Marks(), c.WithHours(calendar.Hours{Unit: 5, Sessions: sessions})...)
	if err != nil || len(c.Hours()) != 1 {
		t.Fatalf("%v, %v", c.Hours(), err)
	}
	day := calendar.MustDay("2024-03-06")
	if got := c.For(5).SessionsOn(day)[0].String(); got != "07:00-11:00" {
		t.Errorf("the unit opens %s", got)
	}
	if got := len(c.WithHours(calendar.Hours{Unit: 5})); got != 0 {
		t.Errorf("%d hours are left", got)
	}
}

func TestProposalsAreWhatTheCalendarLacks(t *testing.T) {
	if left := calendar.Standard().Missing(2024); len(left) != 0 {
		t.Errorf("of a year that is known: %v", left)
	}
	if left := calendar.Standard().Missing(2031); len(left) < 11 {
		t.Errorf("of a year to come: %v", left)
	}
}
