// Package rehearsal plays a draft of a workflow with the dossiers of the past (chạy thử):
// each step takes the time that the same step really took the same dossier, and only the
// order of the steps is the draft's. So it says what the draft would have done to finish
// dates and lateness, and with whom work would have piled up.
//
// It takes for granted, and the page says so: a step takes as long as it took, whatever
// else is on the table, because the waiting at a table is within its real time; pauses
// stay when they were; a step that nothing is known of takes what the draft allows it.
package rehearsal

import (
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
	"cchc/kit/vntext"
)

// Nothing in a mapping says that a step is like none of the past.
const Nothing = "-"

// Past is a finished dossier as it went.
type Past struct {
	Dossier dossier.Dossier
	Flow    *workflow.Version // by which it went
	Spans   []dossier.Span
}

// Rehearsal collects dossiers and plays them.
type Rehearsal struct {
	rules   dossier.Rules
	draft   *workflow.Version
	mapping map[int]string
	matches map[workflow.ID]map[int]int // by the old workflow: new step → old step
	lives   []life
	skipped int
}

// New begins a rehearsal of a draft. mapping names for some of its steps, by number, the
// old step whose time they take, by its words, or Nothing; the others take the time of the
// step with the same words. It refuses a draft without a longest path.
func New(rules dossier.Rules, draft *workflow.Version, mapping map[int]string) (*Rehearsal, error) {
	if _, err := draft.Longest(); err != nil {
		return nil, err
	}
	return &Rehearsal{rules: rules, draft: draft, mapping: mapping, matches: map[workflow.ID]map[int]int{}}, nil
}

// life is what the rehearsal needs of one dossier: no more, so that a month of them fits.
type life struct {
	id       dossier.ID
	code     string
	received time.Time
	closed   time.Time
	due      calendar.Due
	outcome  dossier.Outcome
	unit     orgunit.ID
	desk     orgunit.ID
	pauses   []dossier.Pause
	takes    map[int]int // by step of the draft, where something is known
	was      []stretch
}

// stretch is a step on somebody's table.
type stretch struct {
	who      Desk
	from, to time.Time
	minutes  int
}

// Desk is who has work: a unit in a role.
type Desk struct {
	Unit orgunit.ID
	Role account.Role
}

// Add takes a dossier in. Those without a due date, or whose steps are not known, are
// left out and counted.
func (r *Rehearsal) Add(p Past) {
	d := p.Dossier
	if d.Due.IsZero() || d.Closed.IsZero() || len(p.Spans) == 0 || p.Flow == nil {
		r.skipped++
		return
	}
	l := life{
		id: d.ID, code: d.Code, received: d.Received, closed: d.Closed, due: d.Due, outcome: d.Outcome, unit: d.Unit, desk: d.Desk,
		pauses: d.Pauses, takes: map[int]int{},
	}
	took := map[int]int{} // by step of the old workflow; a step that came back counts each time
	for _, s := range p.Spans {
		to := s.To
		if to.IsZero() || to.After(d.Closed) {
			to = d.Closed
		}
		n := r.net(&l, s.From, to)
		took[s.Step] += n
		l.was = append(l.was, stretch{Desk{s.Unit, s.Role}, s.From, to, n})
	}
	for step, old := range r.match(p.Flow) {
		if n, known := took[old]; known {
			l.takes[step] = n
		}
	}
	r.lives = append(r.lives, l)
}

// match finds the old step of each new one, once for each workflow.
func (r *Rehearsal) match(old *workflow.Version) map[int]int {
	if m, known := r.matches[old.ID]; known {
		return m
	}
	m := workflow.Matches(old, r.draft)
	for no, words := range r.mapping {
		delete(m, no)
		i := slices.IndexFunc(old.Steps, func(s workflow.Step) bool { return vntext.Fold(s.Content) == vntext.Fold(words) })
		if words != Nothing && i >= 0 {
			m[no] = old.Steps[i].No
		}
	}
	r.matches[old.ID] = m
	return m
}

// net is the working minutes between two instants in which the dossier was not paused.
func (r *Rehearsal) net(l *life, from, to time.Time) int {
	cal := r.rules.Calendar(l.unit)
	minutes := cal.WorkMinutes(from, to)
	for _, p := range l.pauses {
		if begin, end := later(from, p.From), sooner(to, p.To); !p.To.IsZero() {
			minutes -= cal.WorkMinutes(begin, end)
		}
	}
	return max(minutes, 0)
}

// after is the instant at which so many unpaused working minutes have passed since receipt.
func (r *Rehearsal) after(l *life, minutes int) time.Time {
	cal := r.rules.Calendar(l.unit)
	at := cal.AddWorkMinutes(l.received, minutes)
	for _, p := range l.pauses {
		if !p.To.IsZero() && at.After(p.From) {
			minutes += cal.WorkMinutes(p.From, p.To)
			at = cal.AddWorkMinutes(l.received, minutes)
		}
	}
	return at
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func sooner(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
