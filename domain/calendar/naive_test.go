package calendar_test

import (
	"time"

	. "cchc/domain/calendar"
)

// naive is a second calculator, written from the rules alone and sharing only Day
// with the first: it walks through time day by day, or minute by minute, with no
// table and no arithmetic.
type naive struct {
	marked map[Day]bool // true: worked, false: off
	open   func(month time.Month, day, minute int) bool
}

type stop struct {
	from, to time.Time // to zero: still stopped
	restart  bool
}

func (n naive) working(d Day) bool {
	if worked, found := n.marked[d]; found {
		return worked
	}
	switch d.Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	return true
}

// walkDays finds the end of a limit of n days, of working days only when asked; 0
// when the clock still stands. length gives n anew for each start, for months.
func (n naive) walkDays(received time.Time, length func(Day) int, onlyWorked bool, stops []stop) Day {
	today := DayOf(received)
	left := length(today)
	stopped, first := false, true
	for ; ; today++ {
		if !first && !stopped && (n.working(today) || !onlyWorked) {
			left--
		}
		first = false
		for len(stops) > 0 {
			if !stopped && DayOf(stops[0].from) == today {
				stopped = true
			}
			if !stopped {
				break
			}
			if stops[0].to.IsZero() {
				return 0
			}
			if DayOf(stops[0].to) != today {
				break
			}
			stopped = false
			if stops[0].restart {
				left = length(today)
			}
			stops = stops[1:]
		}
		if !stopped && left <= 0 && n.working(today) {
			return today
		}
	}
}

// sameDay walks from the receipt to the first working day that has not yet struck
// three when the dossier is there.
func (n naive) sameDay(received time.Time, stops []stop) Day {
	there := received
	due := n.sameDayFrom(there)
	for _, s := range stops {
		if DayOf(s.from) > due {
			continue
		}
		if s.to.IsZero() {
			return 0
		}
		again := n.sameDayFrom(s.to)
		if s.restart || DayOf(s.to) > DayOf(s.from) && again > due {
			due = again
		}
	}
	return due
}

func (n naive) sameDayFrom(there time.Time) Day {
	for d := DayOf(there); ; d++ {
		if n.working(d) && !there.After(d.At(15*60)) {
			return d
		}
	}
}

// walkMinutes finds the instant at which a limit of minutes ends.
func (n naive) walkMinutes(received time.Time, minutes int, stops []stop) time.Time {
	left, stopped := minutes, false
	for now := received; ; now = now.Add(time.Minute) {
		for len(stops) > 0 {
			if !stopped && stops[0].from.Equal(now) {
				stopped = true
			}
			if !stopped {
				break
			}
			if stops[0].to.IsZero() {
				return time.Time{}
			}
			if !stops[0].to.Equal(now) {
				break
			}
			stopped = false
			if stops[0].restart {
				left = minutes
			}
			stops = stops[1:]
		}
		opening, closing := n.around(now)
		if !stopped && left == 0 && (opening || closing) {
			return now
		}
		if !stopped && opening {
			left--
		}
	}
}

// around says whether the offices work in the minute after and before an instant.
func (n naive) around(now time.Time) (after, before bool) {
	return n.openIn(now), n.openIn(now.Add(-time.Minute))
}

func (n naive) openIn(minute time.Time) bool {
	local := minute.In(Local)
	return n.open(local.Month(), local.Day(), local.Hour()*60+local.Minute()) && n.working(DayOf(minute))
}

// monthsLater is how many days lie between a day and the corresponding day n months
// on, or the last of that month.
func monthsLater(n int) func(Day) int {
	return func(start Day) int {
		year, month, day := start.Date()
		for range n {
			if month++; month > 12 {
				year, month = year+1, 1
			}
		}
		for ; ; day-- {
			end := On(year, month, day)
			if _, m, _ := end.Date(); m == month {
				return int(end - start)
			}
		}
	}
}

func fixed(n int) func(Day) int { return func(Day) int { return n } }
