package desk

import (
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/web/layout"
)

// clock judges how dossiers stand at one instant.
type clock struct {
	rules Rules
	now   time.Time
}

// soonDays is when a due date begins to press: the last working day.
const soonDays = 1

// tag says how a dossier stands to its due date.
func (c clock) tag(d *dossier.Dossier) layout.Tag {
	cal := c.rules.Calendar(d.Unit)
	closed := calendar.DayOf(d.Closed)
	switch d.Outcome {
	case dossier.Early:
		return layout.EarlyBy(max(1, cal.WorkDaysBetween(closed, d.Due.Day)))
	case dossier.OnTime:
		return layout.InTime()
	case dossier.Late:
		return late(cal, d.Due, d.Closed)
	}
	switch {
	case !d.IsOpen():
		return layout.Plain(d.State.Title())
	case d.Clock == dossier.Paused:
		return layout.Paused(pauseWords(d))
	case d.Due.IsZero():
		return layout.Plain("Chưa có ngày hẹn")
	case d.Due.Passed(c.now):
		return late(cal, d.Due, c.now)
	}
	if days := cal.WorkDaysBetween(calendar.DayOf(c.now), d.Due.Day); days >= soonDays {
		return layout.DaysLeft(days)
	}
	return layout.HoursLeft(cal.WorkMinutes(c.now, d.Due.Last()) / 60)
}

func late(cal *calendar.Calendar, due calendar.Due, at time.Time) layout.Tag {
	if days := cal.WorkDaysBetween(due.Day, calendar.DayOf(at)); days > 0 {
		return layout.LateBy(days)
	}
	if !due.At.IsZero() {
		return layout.LateByHours(max(1, cal.WorkMinutes(due.At, at)/60))
	}
	return layout.LateBy(1) // due on a working day, finished on the days off after it
}

func pauseWords(d *dossier.Dossier) string {
	if p := d.WaitingFor(); p != nil && p.Why == dossier.ForPayment {
		return "chờ nộp tiền"
	}
	return "chờ bổ sung"
}

// ruler is how much of the time allowed was used, in working minutes.
func (c clock) ruler(d *dossier.Dossier) layout.Ruler {
	if d.Due.IsZero() || d.Clock == dossier.Paused || d.Received.IsZero() {
		return layout.Ruler{}
	}
	cal, until := c.rules.Calendar(d.Unit), c.now
	if !d.Closed.IsZero() {
		until = d.Closed
	}
	allowed := cal.WorkMinutes(d.Received, d.Due.Last())
	used := cal.WorkMinutes(d.Received, until)
	soon := cal.WorkDaysBetween(calendar.DayOf(c.now), d.Due.Day) <= soonDays
	if d.Due.Passed(until) && used <= allowed {
		used = allowed + 1
	}
	return layout.NewRuler(int64(used), int64(allowed), soon)
}
