package dossier

import (
	"time"

	"cchc/domain/calendar"
)

// close ends the work on a dossier. What it counts as is decided here, once.
func (d *Dossier) close(at time.Time, state State, outcome Outcome) {
	d.State, d.Clock, d.Open = state, ClockEnded, nil
	d.Closed, d.Outcome = at, outcome
	d.passRequests(at)
}

// judge closes a dossier with a result and says whether it came in time: by the due
// date of the law, by the one promised at receipt, and by the apology's.
func (d *Dossier) judge(at time.Time) {
	d.close(at, Approved, lateness(d.Due, at))
	if !d.Original.IsZero() {
		if first := lateness(d.Original, at); first != d.Outcome {
			d.First = first
		}
	}
	if d.Promised != 0 {
		d.Kept = KeptIt
		if calendar.DayOf(at) > d.Promised {
			d.Kept = BrokeIt
		}
	}
	d.Delivery = Ready
}

func lateness(due calendar.Due, at time.Time) Outcome {
	switch due.Lateness(at) {
	case calendar.Early:
		return Early
	case calendar.OnTime:
		return OnTime
	}
	return Late
}
