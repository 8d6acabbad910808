package dossier

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"time"

	"cchc/domain/audit"
	"cchc/domain/orgunit"
)

// Share is what one agency used of a dossier's time. Part is its portion of the whole; the
// parts of all agencies add up to the whole exactly. The rest is the agency's own account.
type Share struct {
	Unit  orgunit.ID
	Part  *big.Rat // working minutes of the running legal clock, at the hours of the competent unit
	Gross int      // working minutes in which it had something to do, at its own hours
	Asked int      // requests that it got
	Late  int      // of these answered late, or owed past their due
	Over  int      // working minutes by which they were late, at its own hours
}

// Shares divides a dossier's time among the agencies, from its events; whole is the working
// minutes of the running clock from receipt to closing, or now. A minute belongs to the
// agencies that the dossier waits for then: those with an open step, or, where a step
// waits for compulsory answers, those that owe them. When they are several, each has an
// equal part of it. What is not compulsory holds nobody up and has no part.
func Shares(d *Dossier, events []audit.Event, rules Rules, now time.Time) (list []Share, whole int, err error) {
	s := sharing{rules: rules, of: map[orgunit.ID]*Share{}, end: now}
	if !d.Closed.IsZero() {
		s.end = d.Closed
	}
	for i, e := range events {
		if err := s.read(e); err != nil {
			return nil, 0, err
		}
		until := s.end
		if i+1 < len(events) {
			until = events[i+1].At
		}
		s.divide(d, e.At, until)
	}
	for _, r := range d.Requests {
		s.account(&r, now)
	}
	for _, unit := range slices.Sorted(maps.Keys(s.of)) {
		list = append(list, *s.of[unit])
	}
	slices.SortStableFunc(list, func(a, b Share) int { return b.Part.Cmp(a.Part) })
	return list, s.whole, nil
}

// sharing goes through a life from event to event.
type sharing struct {
	rules    Rules
	of       map[orgunit.ID]*Share
	end      time.Time
	whole    int
	open     []Work
	requests []Request
	clock    Clock
}

// read follows what an event changed.
func (s *sharing) read(e audit.Event) error {
	values, err := e.Change.Values()
	if err != nil {
		return err
	}
	if v, ok := values["open"]; ok {
		if s.open, err = ParseWork(v.Text()); err != nil {
			return err
		}
	}
	if v, ok := values["requests"]; ok {
		if s.requests, err = ParseRequests(v.Text()); err != nil {
			return err
		}
	}
	if v, ok := values["clock"]; ok {
		s.clock = Clock(v.Text())
	}
	return nil
}

// divide gives the time between two events to who had the dossier then. Minutes are
// differences of minutes since receipt, so that no second is lost between two pieces.
func (s *sharing) divide(d *Dossier, from, to time.Time) {
	from, to = sooner(from, s.end), sooner(to, s.end)
	if s.clock == Running {
		cal := s.rules.Calendar(d.Unit)
		minutes := cal.WorkMinutes(d.Received, to) - cal.WorkMinutes(d.Received, from)
		s.whole += minutes
		waited := waitedFor(s.open, s.requests)
		if len(waited) == 0 { // it always has a step; but the sum must hold whatever a file says
			waited = append(waited, d.Unit)
		}
		for _, unit := range waited {
			part := s.share(unit).Part
			part.Add(part, big.NewRat(int64(minutes), int64(len(waited))))
		}
	}
	for _, unit := range s.busy() {
		cal := s.rules.Calendar(unit)
		s.share(unit).Gross += cal.WorkMinutes(d.Received, to) - cal.WorkMinutes(d.Received, from)
	}
}

// waitedFor are the units without which a dossier does not go on, in order.
func waitedFor(open []Work, requests []Request) (units []orgunit.ID) {
	for _, w := range open {
		owed := holdsUp(requests, w.Step)
		for _, r := range owed {
			units = append(units, r.Unit)
		}
		if len(owed) == 0 {
			units = append(units, w.Unit)
		}
	}
	slices.Sort(units)
	return slices.Compact(units)
}

// busy are the units that had something to do: a step while the clock ran, or a request,
// whose own clock never stands.
func (s *sharing) busy() (units []orgunit.ID) {
	for _, w := range s.open {
		if s.clock == Running {
			units = append(units, w.Unit)
		}
	}
	for _, r := range s.requests {
		if r.Waits() {
			units = append(units, r.Unit)
		}
	}
	slices.Sort(units)
	return slices.Compact(units)
}

// account notes how a unit kept the due date of a request.
func (s *sharing) account(r *Request, now time.Time) {
	share := s.share(r.Unit)
	share.Asked++
	if !r.IsLate(now) {
		return
	}
	until := r.Until()
	if until.IsZero() {
		until = now
	}
	share.Late++
	share.Over += s.rules.Calendar(r.Unit).WorkMinutes(r.DueAt().Last(), until)
}

func (s *sharing) share(unit orgunit.ID) *Share {
	if s.of[unit] == nil {
		s.of[unit] = &Share{Unit: unit, Part: new(big.Rat)}
	}
	return s.of[unit]
}

// WholeMinutes rounds parts to minutes that still add up to the whole: each part without
// its fraction, and the minutes left over one each to the largest fractions, of equal ones
// to the first.
func WholeMinutes(list []Share, whole int) []int {
	minutes, order, rest := make([]int, len(list)), make([]int, len(list)), whole
	fraction := make([]*big.Rat, len(list))
	for i, s := range list {
		floor := new(big.Int).Quo(s.Part.Num(), s.Part.Denom())
		fraction[i] = new(big.Rat).Sub(s.Part, new(big.Rat).SetInt(floor))
		minutes[i], order[i] = int(floor.Int64()), i
		rest -= minutes[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(0, fraction[a].Cmp(fraction[b])) })
	for _, i := range order[:max(0, min(rest, len(order)))] {
		minutes[i]++
	}
	return minutes
}

func sooner(a, b time.Time) time.Time {
	if a.After(b) {
		return b
	}
	return a
}
