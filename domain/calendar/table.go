package calendar

import "time"

// table numbers the working days: Monday 01/01/0001 is 1, and so on. Between the
// first and the last marked year the numbers are listed; outside only weekends are
// off, and the number is arithmetic. So every question is a look-up or a sum.
type table struct {
	first, last Day     // the listed days
	number      []int32 // of the last working day up to first-1, first, first+1 …
	days        []Day   // the working days among them, in order
	off         []int   // weekdays off by mark, by year from that of first
}

func newTable(marks []Mark) *table {
	t := &table{first: 1}
	var active []Mark
	for _, m := range marks {
		if m.Effect != Pending {
			active = append(active, m)
		}
	}
	t.number = append(t.number, 0)
	if len(active) == 0 {
		return t
	}
	from, to := yearOf(active[0].Day), yearOf(active[len(active)-1].Day)
	t.first, t.last = On(from, time.January, 1), On(to, time.December, 31)
	t.off = make([]int, to-from+1)
	t.number[0] = int32(weekdaysThrough(t.first - 1))
	for d := t.first; d <= t.last; d++ {
		working := isWeekday(d)
		if len(active) > 0 && active[0].Day == d {
			if working && active[0].Effect == Off {
				t.off[yearOf(d)-from]++
			}
			working = active[0].Effect == Work
			active = active[1:]
		}
		t.list(d, working)
	}
	return t
}

func (t *table) list(d Day, working bool) {
	n := t.number[len(t.number)-1]
	if working {
		n++
		t.days = append(t.days, d)
	}
	t.number = append(t.number, n)
}

// through is the number of the last working day up to d.
func (t *table) through(d Day) int {
	switch {
	case d < t.first:
		return weekdaysThrough(d)
	case d > t.last:
		return weekdaysThrough(d) + t.shift()
	}
	return int(t.number[d-t.first+1])
}

// shift is how many more working days there were up to last than weekdays.
func (t *table) shift() int {
	if t.last == 0 {
		return 0
	}
	return int(t.number[len(t.number)-1]) - weekdaysThrough(t.last)
}

// day is the working day with a number.
func (t *table) day(number int) Day {
	before := int(t.number[0])
	switch {
	case number <= before:
		return weekdayNumber(number)
	case number <= before+len(t.days):
		return t.days[number-before-1]
	}
	return weekdayNumber(number - t.shift())
}

func (t *table) working(d Day) bool {
	if d < t.first || d > t.last {
		return isWeekday(d)
	}
	i := d - t.first
	return t.number[i+1] != t.number[i]
}

func isWeekday(d Day) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// weekdaysThrough counts Monday to Friday from day 1, a Monday, to d.
func weekdaysThrough(d Day) int {
	weeks, rest := int(d-1)/7, int(d-1)%7
	return weeks*5 + min(rest+1, 5)
}

// weekdayNumber is the day that weekdaysThrough counts as n.
func weekdayNumber(n int) Day { return Day((n-1)/5*7 + (n-1)%5 + 1) }

func yearOf(d Day) int {
	year, _, _ := d.Date()
	return year
}

// IsWorking says whether the offices work on a day.
func (c *Calendar) IsWorking(d Day) bool { return c.table.working(d) }

// NextWorking is the day itself when it is worked, else the first working day after it.
func (c *Calendar) NextWorking(d Day) Day {
	if c.table.working(d) {
		return d
	}
	return c.table.day(c.table.through(d) + 1)
}

// AddWorkDays is the n-th working day after d, before it when n is negative, and
// d itself, worked or not, for 0.
func (c *Calendar) AddWorkDays(d Day, n int) Day {
	switch {
	case n == 0:
		return d
	case n < 0 && !c.table.working(d):
		n++
	}
	return c.table.day(c.table.through(d) + n)
}

// WorkDaysBetween counts the working days after a up to and with b; negative when
// b is before a.
func (c *Calendar) WorkDaysBetween(a, b Day) int { return c.table.through(b) - c.table.through(a) }

// holidaysByLaw is how many weekdays of every year are off by Điều 111.3 and 112 of
// the Labour Code 2019; a calendar with fewer has not been filled in.
const holidaysByLaw = 11

// Knows says whether the holidays of a year are in the calendar, all of them. Of
// other years the weekends are off, and what else was marked.
func (c *Calendar) Knows(year int) bool {
	if c.table.last == 0 {
		return false
	}
	i := year - yearOf(c.table.first)
	return i >= 0 && i < len(c.table.off) && c.table.off[i] >= holidaysByLaw
}
