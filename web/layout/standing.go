package layout

import (
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
)

// Standing says how a dossier stands to its due date at an instant, in working days of a
// calendar; after closing, how it ended. It is the zero Tag for one that was closed without
// a result and for one without a due date.
func Standing(d *dossier.Dossier, c *calendar.Calendar, now time.Time) Tag {
	switch {
	case d.Outcome == dossier.Early:
		return EarlyBy(max(1, c.WorkDaysBetween(calendar.DayOf(d.Closed), d.Due.Day)))
	case d.Outcome == dossier.OnTime:
		return InTime()
	case d.Outcome == dossier.Late:
		return lateAt(c, d.Due, d.Closed)
	case !d.IsOpen():
		return Tag{}
	case d.Clock == dossier.Paused:
		return Paused(pauseWords(d.WaitingFor()))
	case d.Due.IsZero():
		return Tag{}
	case d.Due.Passed(now):
		return lateAt(c, d.Due, now)
	}
	if days := c.WorkDaysBetween(calendar.DayOf(now), d.Due.Day); days > 0 {
		return DaysLeft(days)
	}
	return HoursLeft(c.WorkMinutes(now, d.Due.Last()) / 60)
}

func lateAt(c *calendar.Calendar, due calendar.Due, at time.Time) Tag {
	if days := c.WorkDaysBetween(due.Day, calendar.DayOf(at)); days > 0 {
		return LateBy(days)
	}
	if !due.At.IsZero() {
		return LateByHours(max(1, c.WorkMinutes(due.At, at)/60))
	}
	return LateBy(1) // due on a working day, finished on the days off after it
}

func pauseWords(p *dossier.Pause) string {
	if p != nil && p.Why == dossier.ForPayment {
		return "chờ nộp tiền"
	}
	return "chờ bổ sung"
}
