package dossier

import "cchc/domain/refusal"

// MoveDeadline follows a late change of the calendar: it moves open deadlines, and
// only them, with an event that says why.
type MoveDeadline struct{ Why string }

// Apply refuses when the new calendar gives the same dates, to the dossier, to its open
// steps and to what other agencies were asked.
func (a MoveDeadline) Apply(d *Dossier, m Moment) (Happened, error) {
	if !d.IsOpen() {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s đã đóng, ngày hẹn không đổi.", d.Code)
	}
	stops := d.stops()
	if d.Clock == Paused {
		stops = stops[:len(stops)-1] // the open pause will move it when it ends
	}
	to := m.calendar(d).DueOnly(d.Received, d.Limit, stops...)
	steps, requests := d.moveSteps(m), d.moveRequests(m)
	if !steps && !requests && to == d.Due {
		return Happened{}, refusal.TooEarlyOrLate("Ngày hẹn của hồ sơ %s không đổi.", d.Code)
	}
	d.moveDue(to)
	return Happened{Act: "move_deadline", Note: a.Why}, nil
}
