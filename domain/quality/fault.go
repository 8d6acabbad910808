package quality

import (
	"time"

	"cchc/domain/dossier"
)

// Of lists the faults that the dossier's own row shows. Whether it has a person, and
// whether its steps wait at a unit that lives, is seen where those are kept.
func Of(d *dossier.Dossier) (list []Kind) {
	if d.Received.IsZero() { // refused at intake: nothing was promised
		return nil
	}
	for _, c := range []struct {
		kind Kind
		has  bool
	}{
		{NoDue, d.Due.IsZero()},
		{OutOfOrder, disordered(d)},
		{FiledLong, !d.Filed.At.IsZero() && d.Filed.Lag > LimitOn(d.Received).Minutes()},
		{SameInstant, finished(d) && d.Closed.Equal(d.Received) && !d.Limit.SameDay()},
		{FeeOwed, d.Finance == dossier.FeeDue && d.State == dossier.Issued},
	} {
		if c.has {
			list = append(list, c.kind)
		}
	}
	return list
}

func finished(d *dossier.Dossier) bool {
	return d.Outcome == dossier.Early || d.Outcome == dossier.OnTime || d.Outcome == dossier.Late
}

// disordered says whether something happened before what it follows from.
func disordered(d *dossier.Dossier) bool {
	for _, p := range d.Pauses {
		if before(p.From, d.Received) || before(p.To, p.From) || before(d.Closed, p.From) || before(d.Closed, p.To) {
			return true
		}
	}
	return before(d.Closed, d.Received) || before(d.Handed, d.Closed) || before(d.Handed, d.Received) || before(d.Brought, d.Closed) ||
		before(d.Received, d.Filed.At)
}

// before compares two instants that are both known.
func before(a, b time.Time) bool { return !a.IsZero() && !b.IsZero() && a.Before(b) }
