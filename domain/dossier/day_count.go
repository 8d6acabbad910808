package dossier

import (
	"time"

	"cchc/domain/calendar"
)

// DayCount is the time of a dossier day by day, for the ruler: the days that count, the
// first Used of them gone, the first Allowed of them up to the due day.
type DayCount struct {
	Days    []calendar.Day
	Allowed int
	Used    int
	Working bool // only working days count
}

// Late is how many days beyond the due day are gone.
func (c DayCount) Late() int { return max(0, c.Used-c.Allowed) }

// Left is how many days remain up to the due day.
func (c DayCount) Left() int { return max(0, c.Allowed-c.Used) }

// mostDays bounds what is listed: nobody looks at a ruler of years.
const mostDays = 400

// CountDays counts the days that the limit counts, up to an instant, to the end if the
// dossier was closed before, and on to the due day and the one promised with an apology.
// ok is false for limits in hours and of the same day, which have no days to count, and
// while the due day is unknown.
func (d *Dossier) CountDays(c *calendar.Calendar, now time.Time) (count DayCount, ok bool) {
	if d.Limit.Unit == calendar.WorkHours || d.Limit.SameDay() || d.Due.IsZero() {
		return count, false
	}
	if !d.Closed.IsZero() && d.Closed.Before(now) {
		now = d.Closed
	}
	if p := d.WaitingFor(); p != nil {
		now = p.From
	}
	count.Working = d.Limit.Unit == calendar.WorkDays
	from, today := d.countFrom(), calendar.DayOf(now)
	end := max(today, d.Due.Day, d.Promised)
	for day := from + 1; day <= end && len(count.Days) < mostDays; day++ {
		if count.Working && !c.IsWorking(day) || d.stoodOn(day) {
			continue
		}
		count.Days = append(count.Days, day)
		if day <= d.Due.Day {
			count.Allowed++
		}
		if day <= today {
			count.Used++
		}
	}
	return count, true
}

// countFrom is the day on which the limit began: of receipt, or on which the last pause
// ended that starts it again.
func (d *Dossier) countFrom() calendar.Day {
	from := calendar.DayOf(d.Received)
	for _, p := range d.Pauses {
		if p.Rule == calendar.Restart && !p.To.IsZero() {
			from = calendar.DayOf(p.To)
		}
	}
	return from
}

// stoodOn says whether a day does not count because the clock stood: the day on which the
// pause began is used, the one on which it ended is not.
func (d *Dossier) stoodOn(day calendar.Day) bool {
	for _, p := range d.Pauses {
		if !p.To.IsZero() && day > calendar.DayOf(p.From) && day <= calendar.DayOf(p.To) {
			return true
		}
	}
	return false
}
