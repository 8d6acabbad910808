package calendar_test

import (
	"slices"
	"strings"
	"testing"

	. "cchc/domain/calendar"
)

// tetDays are the first days of the Vietnamese lunar years 1968–2030. They differ
// from the Chinese ones in 1968, 1969, 1985, 2007 and 2030.
const tetDays = `1968-01-29 1969-02-16 1970-02-06 1971-01-27 1972-02-15 1973-02-03 1974-01-23
1975-02-11 1976-01-31 1977-02-18 1978-02-07 1979-01-28 1980-02-16 1981-02-05 1982-01-25
1983-02-13 1984-02-02 1985-01-21 1986-02-09 1987-01-29 1988-02-17 1989-02-06 1990-01-27
1991-02-15 1992-02-04 1993-01-23 1994-02-10 1995-01-31 1996-02-19 1997-02-07 1998-01-28
1999-02-16 2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29
2007-02-17 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31
2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01
2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02`

func TestTetFallsWhereItFell(t *testing.T) {
	for i, want := range strings.Fields(tetDays) {
		if got := FromLunar(1968+i, 1, 1); got.String() != want {
			t.Errorf("Tết %d: %v, want %s", 1968+i, got, want)
		}
	}
}

func TestOtherLunarDatesFallWhereTheyFell(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             string
	}{
		{2015, 3, 10, "2015-04-28"}, {2016, 3, 10, "2016-04-16"}, {2017, 3, 10, "2017-04-06"},
		{2018, 3, 10, "2018-04-25"}, {2019, 3, 10, "2019-04-14"}, {2020, 3, 10, "2020-04-02"},
		{2021, 3, 10, "2021-04-21"}, {2022, 3, 10, "2022-04-10"}, {2023, 3, 10, "2023-04-29"}, // 2023 has a leap month 2
		{2024, 3, 10, "2024-04-18"}, {2025, 3, 10, "2025-04-07"}, {2026, 3, 10, "2026-04-26"},
		{2020, 8, 15, "2020-10-01"}, // after the leap month 4
		{2023, 12, 23, "2024-02-02"},
	} {
		if got := FromLunar(c.year, c.month, c.day); got.String() != c.want {
			t.Errorf("%d/%d lunar %d: %v, want %s", c.day, c.month, c.year, got, c.want)
		}
	}
}

// swapped are days that the Prime Minister exchanged with a Saturday: nothing computes them.
var swapped = []string{"2024-04-29", "2025-05-02", "2026-01-02", "2026-08-31"}

func TestTheProposalIsWhatWasAnnouncedLessTheSwaps(t *testing.T) {
	for year := 2021; year <= 2026; year++ {
		var want, got []string
		for _, m := range Standard().Marks() {
			if y, _, _ := m.Day.Date(); y == year && m.Effect == Off && !slices.Contains(swapped, m.Day.String()) {
				want = append(want, m.Day.String()+" "+m.Name)
			}
		}
		for _, m := range Propose(year) {
			got = append(got, m.Day.String()+" "+m.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d: proposed\n%s\nannounced\n%s", year, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestTheDayBesideTheNationalDayIsAWeekdayOfItsOwn(t *testing.T) {
	for _, m := range Propose(2024) { // 01/9 is a Sunday: 03/9 is the day beside, not a compensation
		if m.Day == MustDay("2024-09-03") && m.Reason != "ngày lễ" {
			t.Errorf("%v", m)
		}
	}
}

func TestAProposalChangesNothingUntilItIsEntered(t *testing.T) {
	tet := MustDay("2027-02-08") // Monday, third day of Tết
	if !slices.ContainsFunc(Propose(2027), func(m Mark) bool { return m.Day == tet }) || !Standard().IsWorking(tet) {
		t.Error("Tết 2027 must be proposed, and must still be a working day")
	}
}

func TestEveryProposedYearMakesACalendar(t *testing.T) {
	for year := 1968; year <= 2199; year++ {
		marks := Propose(year)
		if _, err := New(1, marks); err != nil {
			t.Fatalf("%d: %v", year, err)
		}
		if len(marks) != 11 {
			t.Errorf("%d: %d days off, want 11 (Điều 112)", year, len(marks))
		}
	}
}
