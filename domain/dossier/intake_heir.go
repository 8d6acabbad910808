package dossier

import (
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// inherit lets a dossier of a file go to the heirs of its unit and its desk on the days on
// which these ended, as it would have gone here: whatever is still owed then has an owner
// that lives.
func (p *Past) inherit(units *orgunit.Map, now time.Time) {
	closed, handed := p.ends()
	for _, owed := range []struct {
		from orgunit.ID
		till time.Time // zero while it still is
	}{{p.Receive.Unit, closed}, {p.Receive.Desk, handed}} {
		last := calendar.Day(0)
		for u := units.Unit(owed.from); u != nil && len(u.Heirs) > 0 && u.Until > last; u = units.Unit(u.Heirs[0]) {
			at := u.Until.Start()
			if at.After(now) || !owed.till.IsZero() && owed.till.Before(at) {
				break
			}
			p.transfer(Transfer{From: u.ID, To: u.Heirs[0], Basis: u.Basis}, at)
			last = u.Until
		}
	}
}

// ends is when the dossier was closed and when its result was handed over, zero for not yet.
func (p *Past) ends() (closed, handed time.Time) {
	for _, deed := range p.Deeds {
		if _, ok := deed.Act.(HandOver); ok {
			handed = deed.At
		} else {
			closed = deed.At
		}
	}
	return closed, handed
}

// transfer puts a move among what was done, once for a unit that was the desk as well.
func (p *Past) transfer(act Transfer, at time.Time) {
	same := func(d PastDeed) bool { return d.Act == Act(act) }
	if slices.ContainsFunc(p.Deeds, same) {
		return
	}
	behind := slices.IndexFunc(p.Deeds, func(d PastDeed) bool { return !d.At.Before(at) })
	if behind < 0 {
		behind = len(p.Deeds)
	}
	p.Deeds = slices.Insert(p.Deeds, behind, PastDeed{act, at})
}
