package dossier

import (
	"slices"

	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Transfer moves an open dossier to the unit that took over from one that is no more.
// What the old unit had already closed stays its own.
type Transfer struct {
	From, To orgunit.ID
	Basis    string
}

func (a Transfer) Apply(d *Dossier, m Moment) (Happened, error) {
	if !d.IsOpen() && d.Delivery != Ready {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s đã xong, ở lại đơn vị cũ.", d.Code)
	}
	if u := m.Rules.Units().Unit(a.To); u == nil {
		return Happened{}, refusal.Wrong("to", "Không có đơn vị tiếp nhận.")
	}
	if d.Unit == a.From && d.IsOpen() {
		d.Unit = a.To
		d.Moves = append(slices.Clone(d.Moves), Move{a.From, a.To, m.At})
	}
	if d.Desk == a.From {
		d.Desk = a.To
	}
	d.Open = cloneWork(d.Open)
	for i := range d.Open {
		if d.Open[i].Unit == a.From {
			d.Open[i].Unit = a.To
		}
	}
	d.Requests = slices.Clone(d.Requests)
	for i := range d.Requests { // what was answered stays as it was
		if r := &d.Requests[i]; r.Waits() {
			r.By, r.Unit = heir(r.By, a), heir(r.Unit, a)
		}
	}
	return Happened{Act: "transfer", Note: a.Basis}, nil
}

func heir(unit orgunit.ID, a Transfer) orgunit.ID {
	if unit == a.From {
		return a.To
	}
	return unit
}
