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

// tag says how a dossier stands to its due date, or in which state it was closed.
func (c clock) tag(d *dossier.Dossier) layout.Tag {
	tag := layout.Standing(d, c.rules.Calendar(d.Unit), c.now)
	switch {
	case tag.Format != "":
		return tag
	case !d.IsOpen():
		return layout.Plain(d.State.Title())
	}
	return layout.Plain("Chưa có ngày hẹn")
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
