package dossier

import (
	"slices"
	"time"

	"cchc/domain/calendar"
)

// stepDue is until when an open step is to be done that may take so many working minutes:
// lawful pauses and the time without compulsory answers are not counted, and a pause after
// which the limit restarts gives the step its whole time again, as it does to the dossier.
func (d *Dossier) stepDue(c *calendar.Calendar, w Work, minutes int) time.Time {
	since := w.Since
	for _, p := range d.Pauses {
		if p.Rule == calendar.Restart && p.To.After(since) {
			since = p.To
		}
	}
	for _, s := range d.Stood(w.Step, time.Time{}) {
		if s.To.After(since) {
			minutes += c.WorkMinutes(later(s.From, since), s.To)
		}
	}
	return c.AddWorkMinutes(since, minutes)
}

// moveSteps sets the due dates of open steps by the calendar and the pauses as they are
// now, and reports whether any moved. A step without time of its own has none.
func (d *Dossier) moveSteps(m Moment) (moved bool) {
	flow := m.Rules.Workflow(d.Workflow)
	if flow == nil {
		return false
	}
	open := cloneWork(d.Open)
	for i := range open {
		step := flow.Step(open[i].Step)
		if step == nil || step.Minutes == 0 || open[i].Due.IsZero() {
			continue
		}
		due := d.stepDue(m.calendar(d), open[i], step.Minutes)
		moved = moved || !due.Equal(open[i].Due)
		open[i].Due = due
	}
	d.Open = open
	return moved
}

// moveRequests sets the due dates of requests that wait for an answer by the calendar as it
// is now, and reports whether any moved. They are no pause and have none.
func (d *Dossier) moveRequests(m Moment) (moved bool) {
	list := slices.Clone(d.Requests)
	for i := range list {
		r := &list[i]
		if !r.Waits() {
			continue
		}
		due := DueText(m.Rules.Calendar(r.Unit).DueOnly(r.Sent, r.Limit))
		moved = moved || due != r.Due
		r.Due = due
	}
	if moved {
		d.Requests = list
	}
	return moved
}
