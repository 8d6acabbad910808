package dossier

import (
	"slices"
	"time"

	"cchc/domain/calendar"
)

// pause stops the clock.
func (d *Dossier) pause(at time.Time, rule calendar.PauseRule, why PauseReason) {
	d.Pauses = append(slices.Clone(d.Pauses), Pause{calendar.Pause{From: at, Rule: rule}, why})
	d.Clock = Paused
}

// resume starts the clock again and moves the due date by the rule of the pause.
func (d *Dossier) resume(m Moment) {
	d.Pauses = slices.Clone(d.Pauses)
	d.Pauses[len(d.Pauses)-1].To = m.At
	d.Clock, d.State = Running, Processing
	d.moveDue(m.calendar(d).DueOnly(d.Received, d.Limit, d.stops()...))
	d.moveSteps(m)
}

// moveDue changes the due date and keeps the one that was promised at receipt.
func (d *Dossier) moveDue(to calendar.Due) {
	if d.Original.IsZero() && to != d.Due {
		d.Original = d.Due
	}
	d.Due = to
}

// Stops is the pauses as the calendar counts them.
func (d *Dossier) stops() []calendar.Pause {
	list := make([]calendar.Pause, len(d.Pauses))
	for i, p := range d.Pauses {
		list[i] = p.Pause
	}
	return list
}

// WaitingFor is the pause that the dossier is in, nil when its clock runs.
func (d *Dossier) WaitingFor() *Pause {
	if d.Clock != Paused || len(d.Pauses) == 0 {
		return nil
	}
	return &d.Pauses[len(d.Pauses)-1]
}

func cloneWork(list []Work) []Work { return slices.Clone(list) }
