package demo

import (
	"math/rand/v2"
	"slices"
	"time"

	"cchc/domain/calendar"
)

// span is the working days of a period, of which days with more receipts are drawn more often.
type span struct {
	cal  *calendar.Calendar
	days []calendar.Day
	upTo []int // sums of the weights
}

// Weights of the days of the week and the months: Mondays are full, Tết is quiet, the
// year's end is busy.
var (
	byWeekday = [7]int{4, 12, 11, 10, 10, 9, 5}
	byMonth   = [13]int{0, 8, 7, 11, 10, 10, 10, 10, 11, 11, 11, 11, 12}
)

func newSpan(cal *calendar.Calendar, from, to calendar.Day) *span {
	s := &span{cal: cal}
	sum := 0
	for d := cal.NextWorking(from); d <= to; d = cal.NextWorking(d + 1) {
		_, month, _ := d.Date()
		sum += byWeekday[d.Weekday()] * byMonth[month]
		s.days, s.upTo = append(s.days, d), append(s.upTo, sum)
	}
	return s
}

func (s *span) day(r *rand.Rand) calendar.Day {
	at, _ := slices.BinarySearch(s.upTo, r.IntN(s.upTo[len(s.upTo)-1])+1)
	return s.days[at]
}

// receipt is an instant at the counter, or, rarely, online after hours.
func receipt(r *rand.Rand, day calendar.Day, online bool) time.Time {
	if online && r.IntN(16) == 0 {
		return second(r, day+calendar.Day(r.IntN(3)), 18*60+r.IntN(5*60))
	}
	return inSession(r, day)
}

// inSession is an instant of the usual sessions of a day, more often in the morning.
func inSession(r *rand.Rand, day calendar.Day) time.Time {
	if r.IntN(9) < 5 {
		return second(r, day, 7*60+32+r.IntN(236))
	}
	return second(r, day, 13*60+31+r.IntN(225))
}

// closing is the minute of the day after which nobody begins anything.
const closing = 17*60 + 28

func second(r *rand.Rand, day calendar.Day, minute int) time.Time {
	return day.Start().Add(time.Duration(minute*60+r.IntN(60)) * time.Second)
}

// later is an instant on a day that is after another: in session, or soon after it when it
// is the same day.
func later(r *rand.Rand, day calendar.Day, after time.Time) time.Time {
	if calendar.DayOf(after) < day {
		return inSession(r, day)
	}
	left := int(day.At(closing).Sub(after) / time.Second)
	if left < 120 {
		return after.Add(time.Duration(30+r.IntN(60)) * time.Second)
	}
	return after.Add(time.Duration(60+r.IntN(left-60)) * time.Second)
}
