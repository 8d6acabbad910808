package queue

import (
	"slices"

	"cchc/domain/refusal"
)

// Serve begins the service of a called ticket.
type Serve struct{}

// Apply starts the clock of the service.
func (Serve) Apply(t *Ticket, m Moment) (Happened, error) {
	if t.State != Called {
		return Happened{}, notNow(t)
	}
	t.State = Serving
	if t.Served.IsZero() {
		t.Served = m.At
	}
	return Happened{Act: "serve"}, nil
}

// Transfer hands a ticket at a station to another one, where it comes first.
type Transfer struct{ Station int }

// Apply makes the ticket wait for that station.
func (a Transfer) Apply(t *Ticket, m Moment) (Happened, error) {
	if !t.AtStation() {
		return Happened{}, notNow(t)
	}
	if _, err := m.Hall.calling(a.Station); err != nil {
		return Happened{}, err
	}
	if a.Station == t.Station {
		return Happened{}, refusal.Wrong("to", "Số %s đang ở chính quầy này.", t.Code())
	}
	t.State, t.Station, t.Wanted = Waiting, 0, a.Station
	return Happened{Act: "transfer"}, nil
}

// Finish ends a ticket.
type Finish struct{}

// Apply stops the clock of the service.
func (Finish) Apply(t *Ticket, m Moment) (Happened, error) {
	if !t.AtStation() {
		return Happened{}, notNow(t)
	}
	if t.Served.IsZero() {
		t.Served = m.At
	}
	t.State, t.Ended = Done, m.At
	return Happened{Act: "done"}, nil
}

// Received notes a dossier that was received with a ticket.
type Received struct{ Dossier int64 }

// Apply takes a called person for served.
func (a Received) Apply(t *Ticket, m Moment) (Happened, error) {
	if !t.AtStation() {
		return Happened{}, notNow(t)
	}
	if !slices.Contains(t.Dossiers, a.Dossier) {
		t.Dossiers = append(slices.Clone(t.Dossiers), a.Dossier)
	}
	t.State = Serving
	if t.Served.IsZero() {
		t.Served = m.At
	}
	return Happened{Act: "received"}, nil
}
