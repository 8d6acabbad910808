package calendar_test

import (
	"strings"
	"testing"

	. "cchc/domain/calendar"
	"cchc/domain/refusal"
)

func TestTheStandardCalendarKnowsItsYearsAndLeavesPendingDaysAlone(t *testing.T) {
	c := Standard()
	for year, want := range map[int]bool{2020: false, 2021: true, 2026: true, 2027: false} {
		if c.Knows(year) != want {
			t.Errorf("knows %d: %v", year, !want)
		}
	}
	pending, found := c.MarkOn(MustDay("2026-11-24"))
	if !found || pending.Effect != Pending || !c.IsWorking(pending.Day) {
		t.Errorf("24/11/2026 is not decided yet, but is %v", pending)
	}
	for day, want := range map[string]bool{"2024-05-04": true, "2024-04-29": false, "2024-05-05": false, "2031-01-01": true, "2031-01-04": false} {
		if c.IsWorking(MustDay(day)) != want {
			t.Errorf("%s worked: %v", day, !want)
		}
	}
}

func TestAYearWithFewerHolidaysThanTheLawGivesIsNotKnown(t *testing.T) {
	marks := Propose(2027)
	if c, err := New(1, marks); err != nil || !c.Knows(2027) {
		t.Errorf("all holidays are there: %v", err)
	}
	if c, err := New(1, marks[1:]); err != nil || c.Knows(2027) {
		t.Errorf("one holiday is missing: %v", err)
	}
}

func TestEveryMarkHasItsSource(t *testing.T) {
	for _, m := range Standard().Marks() {
		if m.Source == "" || m.Name == "" {
			t.Errorf("%v has no source or no name", m)
		}
	}
}

func TestAllFaultsOfATableAreToldWithTheirLines(t *testing.T) {
	_, err := ParseMarks(strings.NewReader("\ufeffeffect,date,name_vi,weekday\n" +
		"OFF,2026-13-01,Tết,\n" +
		"FREE,2026-01-02,Tết,\n" +
		"OFF,2026-01-05,,\n" +
		"OFF,2026-01-06,Tết,Thứ Hai\n" +
		"OFF,2026-01-07,Tết,Thứ Tư\n" +
		"WORK,2026-01-07,Làm bù,\n" +
		"OFF,1026-01-07,Tết,\n"))
	faults := refusal.Of(err)
	want := []struct {
		row   int
		field string
	}{{2, "date"}, {3, "effect"}, {4, "name_vi"}, {5, "weekday"}, {7, "date"}, {8, "date"}}
	if len(faults) != len(want) {
		t.Fatalf("faults:\n%v", err)
	}
	for i, w := range want {
		if faults[i].Row != w.row || faults[i].Field != w.field {
			t.Errorf("fault %d: line %d, column %s: %v", i, faults[i].Row, faults[i].Field, faults[i])
		}
	}
}

func TestARowIsPendingWhereverItSaysSo(t *testing.T) {
	marks, err := ParseMarks(strings.NewReader("date,effect,name_vi,reason,verified\n" +
		"2027-02-08,PENDING until announced,Tết,,\n2027-02-09,OFF,Tết,PENDING,\n2027-02-10,OFF,Tết,ngày lễ,pending\n2027-02-11,OFF,Tết,ngày lễ,no\n"))
	if err != nil || len(marks) != 4 {
		t.Fatal(marks, err)
	}
	for i, want := range []Effect{Pending, Pending, Pending, Off} {
		if marks[i].Effect != want {
			t.Errorf("%v is %v, want %v", marks[i].Day, marks[i].Effect, want)
		}
	}
}

func TestATableThatIsNoneIsRefused(t *testing.T) {
	for _, text := range []string{"", "date,effect\n", "date,effect,name_vi\n2026-01-01,OFF\n", "date,effect,name_vi\n\"2026"} {
		if _, err := ParseCSV(1, strings.NewReader(text)); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzParseCSV(f *testing.F) {
	f.Add("date,effect,name_vi\n2026-01-01,OFF,Tết Dương lịch\n")
	f.Add("date,weekday,effect,name_vi,reason\n2026-01-10,Thứ Bảy,WORK,Làm bù,\"hoán\nđổi\"\n")
	f.Add("date,effect,name_vi\n2026-01-01,PENDING,x\n2026-01-01,OFF,x\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseCSV(1, strings.NewReader(text))
		if err != nil {
			if refusal.KindOf(err) != refusal.Invalid {
				t.Fatalf("a fault, not a refusal: %v", err)
			}
			return
		}
		for _, m := range c.Marks() {
			if m.Effect != Pending && c.IsWorking(m.Day) != (m.Effect == Work) {
				t.Fatalf("%v has no effect", m)
			}
		}
	})
}
