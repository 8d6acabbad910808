package calendar

import (
	"slices"
	"time"

	"cchc/domain/refusal"
)

// arrange gives every day of the year its sessions: the usual ones, the general
// ones over them, and a unit's own on top. General and own are the same list when
// the view is for all.
func (c *Calendar) arrange(general, own []Hours) error {
	var days [13 * 32]*shift
	usual := newShift(usualSessions)
	for i := range days {
		days[i] = usual
	}
	for _, hours := range [][]Hours{general, own} {
		if err := cover(&days, hours); err != nil {
			return err
		}
	}
	c.usual, c.byDate = days[0], nil
	if slices.ContainsFunc(days[:], func(s *shift) bool { return s != days[0] }) {
		c.usual, c.byDate = nil, &days
	}
	return nil
}

// cover puts hours of one owner over what was there, seasons over the whole year.
// Two seasons on one day, or two rules for the year, are refused.
func cover(days *[13 * 32]*shift, hours []Hours) error {
	for _, seasonal := range []bool{false, true} {
		var decided [13 * 32]bool
		for _, h := range hours {
			if (h.From != 0) != seasonal {
				continue
			}
			s := newShift(h.Sessions)
			for i := range days {
				if !h.covers(MonthDay(i/32*100 + i%32)) {
					continue
				}
				if decided[i] {
					return refusal.Wrong("season", "Giờ làm việc được quy định hai lần cho cùng một ngày.")
				}
				days[i], decided[i] = s, true
			}
		}
	}
	return nil
}

func (c *Calendar) shiftOn(d Day) *shift {
	if c.byDate == nil {
		return c.usual
	}
	_, month, day := d.Date()
	return c.byDate[int(month)*32+day]
}

// split is the local day of an instant and its second of that day.
func split(t time.Time) (Day, int) {
	local := t.In(Local)
	hour, minute, second := local.Clock()
	return DayOf(local), hour*3600 + minute*60 + second
}

// WorkMinutes is how many whole minutes the offices were open from one instant to
// another; 0 when the second is not later.
func (c *Calendar) WorkMinutes(from, to time.Time) int { return c.workSeconds(from, to) / 60 }

func (c *Calendar) workSeconds(from, to time.Time) int {
	if !from.Before(to) {
		return 0
	}
	a, secondA := split(from)
	b, secondB := split(to)
	return c.secondsOfDays(a, b) - c.workedOn(a, secondA) + c.workedOn(b, secondB)
}

// secondsOfDays is the opening time of the days from a until b, without b.
func (c *Calendar) secondsOfDays(a, b Day) int {
	if c.byDate == nil {
		return c.WorkDaysBetween(a-1, b-1) * c.usual.seconds
	}
	sum := 0
	for d := c.NextWorking(a); d < b; d = c.NextWorking(d + 1) {
		sum += c.shiftOn(d).seconds
	}
	return sum
}

func (c *Calendar) workedOn(d Day, second int) int {
	if !c.IsWorking(d) {
		return 0
	}
	return c.shiftOn(d).before(second)
}

// AddWorkMinutes is the first instant at which that many minutes of opening have
// passed since t. For 0 it is t itself when the offices are open, else the next
// opening; the closing minute counts as open.
func (c *Calendar) AddWorkMinutes(t time.Time, minutes int) time.Time {
	return c.addWorkSeconds(t, max(0, minutes)*60)
}

func (c *Calendar) addWorkSeconds(t time.Time, n int) time.Time {
	d, second := split(t)
	if !c.IsWorking(d) {
		d, second = c.NextWorking(d), 0
	}
	for {
		s := c.shiftOn(d)
		for _, part := range s.sessions {
			from, to := max(second, part.From*60), part.To*60
			if from > to {
				continue
			}
			if n <= to-from {
				return d.Start().Add(time.Duration(from+n) * time.Second)
			}
			n -= to - from
		}
		d, second = c.NextWorking(d+1), 0
	}
}
