package figure_test

import (
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/kit/vntext"
)

func finished(onTime, all int64) figure.Tally {
	return figure.Tally{Early: onTime / 2, OnDay: onTime - onTime/2, Late: all - onTime}
}

// What Quảng Nam published for 2022 (RULES 6), truncated and rounded half up.
func TestThePublishedTableComesOutToTheLastDigit(t *testing.T) {
	for _, c := range []struct {
		all, onTime     int64
		truncate, round string
	}{
		{70237, 70141, "99.8", "99.9"},
		{147125, 139968, "95.1", "95.1"},
		{245207, 236544, "96.4", "96.5"},
	} {
		share := figure.FormulaFinished.Share(finished(c.onTime, c.all))
		if got := figure.Published.Percent(share); got != c.truncate {
			t.Errorf("%d/%d truncated = %s, want %s", c.onTime, c.all, got, c.truncate)
		}
		if got := (figure.Rounding{How: vntext.HalfUp, Decimals: 1}).Percent(share); got != c.round {
			t.Errorf("%d/%d half up = %s, want %s", c.onTime, c.all, got, c.round)
		}
	}
}

func TestHalvesGoWhereTheRoundingSays(t *testing.T) {
	share := figure.Share{Num: 845, Den: 1000}
	for how, want := range map[vntext.Rounding]string{vntext.Truncate: "84", vntext.HalfUp: "85", vntext.HalfEven: "84"} {
		if got := (figure.Rounding{How: how}).Percent(share); got != want {
			t.Errorf("%s: 84.5 = %s, want %s", how, got, want)
		}
	}
}

func TestNoDossiersAreNeitherAllNorNothing(t *testing.T) {
	for _, f := range figure.Formulas {
		share := f.Share(figure.Tally{Withdrawn: 3})
		if f != figure.FormulaWorkload && (!share.None() || figure.Published.Percent(share) != "") {
			t.Errorf("%s of none = %v", f, share)
		}
	}
	if got := figure.Published.Words(figure.Share{}); got != "không phát sinh" {
		t.Errorf("no share reads %q", got)
	}
	if (figure.Share{}).Compare(figure.Share{Num: 0, Den: 1}) <= 0 {
		t.Error("no share must come after the worst")
	}
}

func TestEachFormulaHasItsOwnWhole(t *testing.T) {
	tally := figure.Tally{
		Carried: 10, ReceivedDirect: 80, ReceivedOnline: 20, MovedIn: 5, MovedOut: 5,
		Early: 50, OnDay: 20, Late: 10, Refused: 2, Stopped: 1, Withdrawn: 3,
		OpenInTime: 15, OpenPaused: 4, OpenOverdue: 5, DueMet: 60, DueMissed: 9, DueOpen: 6,
	}
	if !tally.Identity().Holds() {
		t.Fatalf("the example does not balance: %+v", tally.Identity())
	}
	for f, want := range map[figure.Formula]figure.Share{
		figure.FormulaFinished: {Num: 70, Den: 80},
		figure.FormulaDue:      {Num: 60, Den: 75},
		figure.FormulaWorkload: {Num: 95, Den: 110},
	} {
		if got := f.Share(tally); got != want {
			t.Errorf("%s = %v, want %v", f, got, want)
		}
		num, den, missing := f.Lists()
		if num.Of(tally) != want.Num || den.Of(tally) != want.Den || missing.Of(tally) != want.Missing() {
			t.Errorf("%s: its lists have other lengths than its numbers", f)
		}
	}
}

func TestAddingAndTakingAwayLeavesNothing(t *testing.T) {
	one := figure.Tally{Carried: 1, ReceivedPost: 2, OpenPaused: 3, DueOpen: 4}
	sum := one
	sum.Add(one, 1)
	sum.Add(one, -1)
	sum.Add(one, -1)
	if !sum.IsZero() {
		t.Errorf("left over: %+v", sum)
	}
}

func TestAnInstantOnAnEdgeBelongsToTheLaterPeriodOnly(t *testing.T) {
	now := time.Date(2024, 1, 1, 0, 0, 0, 0, calendar.Local)
	december, january := figure.Month(calendar.MustDay("2022-12-15"), now), figure.Month(calendar.MustDay("2023-01-15"), now)
	midnight := time.Date(2023, 1, 1, 0, 0, 0, 0, calendar.Local)
	if !december.End().Equal(midnight) || !january.Start().Equal(midnight) {
		t.Errorf("december ends %s, january starts %s", december.End(), january.Start())
	}
	december.AsOf = time.Date(2022, 12, 30, 16, 35, 0, 0, calendar.Local)
	if want := december.AsOf; !december.LastSecond().Equal(want) {
		t.Errorf("the last second is %s, want %s", december.LastSecond(), want)
	}
}

func TestPeriodsAreReadAsPeopleSayThem(t *testing.T) {
	now := time.Date(2024, 3, 4, 9, 0, 0, 0, calendar.Local)
	for title, w := range map[string]figure.Words{
		"năm 2022":              {Year: "2022"},
		"tháng 12/2022":         {Month: "2022-12"},
		"01/02/2023–15/02/2023": {From: "2023-02-01", To: "15/02/2023"},
		"ngày 01/02/2023":       {From: "2023-02-01", To: "2023-02-01"},
	} {
		p, err := w.Period(now)
		if err != nil || p.Title() != title {
			t.Errorf("%+v = %q, %v", w, p.Title(), err)
		}
	}
	for field, w := range map[string]figure.Words{
		"chọn": {}, "năm": {Year: "22"}, "tháng": {Month: "2022-13"}, "trước ngày đầu": {From: "2023-02-02", To: "2023-02-01"},
		"tương lai": {Year: "2022", AsOf: "2025-01-01T00:00"}, "sau thời điểm": {Year: "2022", AsOf: "2021-01-01T00:00"},
		"một kỳ": {Year: "2022", Month: "2022-01"}, "không đọc được": {From: "31/02/2023", To: "2023-03-01"},
	} {
		if _, err := w.Period(now); err == nil || !strings.Contains(strings.ToLower(err.Error()), field) {
			t.Errorf("%+v: %v, want something about %q", w, err, field)
		}
	}
}

func TestAShareExplainsItself(t *testing.T) {
	now := time.Date(2022, 12, 30, 16, 35, 0, 0, calendar.Local)
	got := figure.FormulaFinished.Explain(finished(236544, 245207), figure.Published, figure.Year(2022, now))
	for _, part := range []string{"II.06a", "236.544 / 245.207 = 96,4 %", "cắt, 1 số lẻ", "năm 2022", "16:35 30/12/2022"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q does not say %q", got, part)
		}
	}
}

func TestLatenessIsByTheDayAndWithinItByTheHour(t *testing.T) {
	due := time.Date(2024, 3, 11, 23, 59, 59, 0, calendar.Local)
	at := func(day, hour int) time.Time { return time.Date(2024, 3, day, hour, 0, 0, 0, calendar.Local) }
	for _, c := range []struct {
		row  figure.Row
		want figure.Lateness
	}{
		{figure.Row{DueBy: due, Closed: at(9, 8)}, figure.Lateness{Days: 2}},
		{figure.Row{DueBy: due, Closed: at(11, 20)}, figure.Lateness{}},
		{figure.Row{DueBy: due, Closed: at(14, 8)}, figure.Lateness{Late: true, Days: 3}},
		{figure.Row{DueBy: at(11, 16), Closed: at(11, 18)}, figure.Lateness{Late: true, Hours: 2}},
		{figure.Row{DueBy: due}, figure.Lateness{Late: true, Days: 9}},
		{figure.Row{}, figure.Lateness{}},
	} {
		if got := c.row.Lateness(at(20, 8)); got != c.want {
			t.Errorf("%v → %v: %+v, want %+v", c.row.DueBy, c.row.Closed, got, c.want)
		}
	}
}
