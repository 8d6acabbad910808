package rehearsal

import (
	"cmp"
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/workflow"
)

// piles collects what lies on each desk, before and after.
type piles map[Desk]*[2]heap

type heap struct {
	load  Load
	turns []turn
}

// turn is a step that comes to a desk (+1) or leaves it (−1).
type turn struct {
	at time.Time
	by int
}

func newPiles() piles { return piles{} }

func (p piles) put(which int, s stretch) {
	if p[s.who] == nil {
		p[s.who] = &[2]heap{}
	}
	h := &p[s.who][which]
	h.load.Steps++
	h.load.Minutes += s.minutes
	if s.to.After(s.from) {
		h.turns = append(h.turns, turn{s.from, 1}, turn{s.to, -1})
	}
}

// pile puts the steps of a dossier on the desks where they lay, and where they would have.
func (r *Rehearsal) pile(p piles, l *life, j workflow.Journey) {
	for _, s := range l.was {
		p.put(0, s)
	}
	on := calendar.DayOf(l.received)
	for i := range r.draft.Steps {
		s := &r.draft.Steps[i]
		stay := j.Stays[s.No]
		unit := s.Place.Resolve(r.rules.Units(), l.desk, l.unit, s.Unit, s.Block, on)
		p.put(1, stretch{Desk{unit, s.Role}, r.after(l, stay.From), r.after(l, stay.To), stay.To - stay.From})
	}
}

// list is the desks, those with the most work after first.
func (p piles) list() []Pile {
	var list []Pile
	for desk, heaps := range p {
		list = append(list, Pile{desk, heaps[0].sum(), heaps[1].sum()})
	}
	slices.SortFunc(list, func(a, b Pile) int {
		return cmp.Or(cmp.Compare(b.After.Most, a.After.Most), cmp.Compare(b.After.Minutes, a.After.Minutes),
			cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Role, b.Role))
	})
	return list
}

// sum is the load with the most that lay there at once; what leaves at an instant makes
// room for what comes then.
func (h *heap) sum() Load {
	slices.SortFunc(h.turns, func(a, b turn) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.by, b.by)) })
	now := 0
	for _, t := range h.turns {
		now += t.by
		h.load.Most = max(h.load.Most, now)
	}
	return h.load
}
