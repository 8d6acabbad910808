package calendar_test

import (
	"math/rand/v2"
	"testing"
	"time"

	. "cchc/domain/calendar"
)

// world is one random calendar, known to both calculators.
type world struct {
	calendar *Calendar
	naive    naive
}

func usualOpen(_ time.Month, _, minute int) bool {
	return minute >= 450 && minute < 690 || minute >= 810 && minute < 1050
}

// summerOpen: from 16/4 to 15/10 half an hour earlier, with a longer morning.
func summerOpen(month time.Month, day, minute int) bool {
	if inYear := int(month)*100 + day; inYear < 416 || inYear > 1015 {
		return usualOpen(month, day, minute)
	}
	return minute >= 420 && minute < 690 || minute >= 810 && minute < 1020
}

func newWorld(t *testing.T, rnd *rand.Rand) world {
	t.Helper()
	w := world{naive: naive{map[Day]bool{}, usualOpen}}
	var marks []Mark
	for range rnd.IntN(150) {
		d := MustDay("2022-01-01") + Day(rnd.IntN(365*3))
		if _, twice := w.naive.marked[d]; twice {
			continue
		}
		mark := Mark{Day: d, Effect: Off, Name: "Ngày lễ"}
		if wd := d.Weekday(); (wd == time.Saturday || wd == time.Sunday) && rnd.IntN(2) == 0 {
			mark.Effect = Work
		}
		marks = append(marks, mark)
		w.naive.marked[d] = mark.Effect == Work
	}
	var hours []Hours
	if rnd.IntN(2) == 0 {
		hours = append(hours, Hours{From: 416, To: 1015, Sessions: []Session{{420, 690}, {810, 1020}}})
		w.naive.open = summerOpen
	}
	c, err := New(1, marks, hours...)
	if err != nil {
		t.Fatal(err)
	}
	w.calendar = c
	return w
}

func randomInstant(rnd *rand.Rand) time.Time {
	return MustDay("2021-10-01").Start().Add(time.Duration(rnd.IntN(60*24*365*3)) * time.Minute)
}

func randomPauses(rnd *rand.Rand, received time.Time) (pauses []Pause, stops []stop) {
	at := received
	for range max(0, rnd.IntN(6)-2) {
		at = at.Add(time.Duration(rnd.IntN(3)*rnd.IntN(60*24*6)) * time.Minute)
		p := Pause{From: at, Rule: PauseRule(rnd.IntN(2))}
		at = at.Add(time.Duration(rnd.IntN(3)*rnd.IntN(60*24*10)) * time.Minute)
		if p.To = at; rnd.IntN(20) == 0 {
			p.To = time.Time{}
		}
		pauses = append(pauses, p)
		stops = append(stops, stop{p.From, p.To, p.Rule == Restart})
		if p.To.IsZero() {
			break
		}
	}
	return pauses, stops
}

func randomLimit(rnd *rand.Rand) Limit {
	switch rnd.IntN(5) {
	case 0:
		return Limit{1 + rnd.IntN(80), Days}
	case 1:
		return Limit{1 + rnd.IntN(14), Months}
	case 2:
		return Limit{1 + rnd.IntN(60), WorkHours}
	case 3:
		return Limit{0, WorkDays}
	}
	return Limit{1 + rnd.IntN(45), WorkDays}
}

func (w world) naiveDue(received time.Time, l Limit, stops []stop) Due {
	switch {
	case l.SameDay():
		return Due{Day: w.naive.sameDay(received, stops)}
	case l.Unit == WorkHours:
		at := w.naive.walkMinutes(received, l.N*60, stops)
		return Due{Day: DayOf(at), At: at}
	case l.Unit == Months:
		return Due{Day: w.naive.walkDays(received, monthsLater(l.N), false, stops)}
	}
	return Due{Day: w.naive.walkDays(received, fixed(l.N), l.Unit == WorkDays, stops)}
}

func TestTenThousandRandomDuesEqualThoseOfTheNaiveCalculator(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2022, 462569))
	var w world
	for i := range 10_000 {
		if i%50 == 0 {
			w = newWorld(t, rnd)
		}
		received, limit := randomInstant(rnd), randomLimit(rnd)
		pauses, stops := randomPauses(rnd, received)
		got, steps, err := w.calendar.Due(received, limit, pauses...)
		if err != nil {
			t.Fatalf("%v from %v with %v: %v", limit, received, pauses, err)
		}
		want := w.naiveDue(received, limit, stops)
		if got.Day != want.Day || !got.At.Equal(want.At) {
			t.Fatalf("%v from %v with %v: due %v, naively %v", limit, received, pauses, got, want)
		}
		if only := w.calendar.DueOnly(received, limit, pauses...); only != got {
			t.Fatalf("%v from %v: DueOnly says %v, Due %v", limit, received, only, got)
		}
		checkSteps(t, w.calendar, got, steps)
	}
}

// checkSteps: an explanation ends with the due day, or with the open pause, and
// every day that it skips is off, every make-up day worked.
func checkSteps(t *testing.T, c *Calendar, due Due, steps []Step) {
	t.Helper()
	last := steps[len(steps)-1]
	if due.IsZero() != (last.Kind == StepPause) || !due.IsZero() && (last.Kind != StepDue || last.Days[0] != due.Day) {
		t.Fatalf("the explanation of %v ends with %q", due, last.Text())
	}
	for _, s := range steps {
		for _, d := range s.Days {
			if s.Kind == StepSkipped && c.IsWorking(d) || s.Kind == StepMakeUp && !c.IsWorking(d) {
				t.Fatalf("%q, but of %v the calendar says otherwise", s.Text(), d)
			}
		}
	}
}

func TestRandomCountsOfDaysAndMinutesEqualThoseOfTheNaiveCalculator(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 30))
	for range 60 {
		w := newWorld(t, rnd)
		for range 10 {
			from := randomInstant(rnd)
			to := from.Add(time.Duration(rnd.IntN(60*24*30)) * time.Minute)
			days, minutes := 0, 0
			for d := DayOf(from) + 1; d <= DayOf(to); d++ {
				if w.naive.working(d) {
					days++
				}
			}
			for at := from; at.Before(to); at = at.Add(time.Minute) {
				if w.naive.openIn(at) {
					minutes++
				}
			}
			if got := w.calendar.WorkDaysBetween(DayOf(from), DayOf(to)); got != days {
				t.Errorf("%d working days in (%v, %v], naively %d", got, from, to, days)
			}
			if got := w.calendar.WorkMinutes(from, to); got != minutes {
				t.Errorf("%d minutes from %v to %v, naively %d", got, from, to, minutes)
			}
		}
	}
}
