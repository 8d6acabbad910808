package dossier

import (
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/orgunit"
)

// Span is the time in which a unit had a step on its table.
type Span struct {
	Step     int
	Role     account.Role
	Unit     orgunit.ID
	Holder   account.ID // who had it last
	From, To time.Time  // To is zero while it is open
	Due      time.Time  // by the workflow, zero for none
}

// Spans reads from a dossier's events who had which step, and how long: what each agency
// used of the time is measured, whatever the dossier as a whole counts as.
func Spans(events []audit.Event) ([]Span, error) {
	var spans []Span
	for _, e := range events {
		values, err := e.Change.Values()
		if err != nil {
			return nil, err
		}
		value, changed := values["open"]
		if !changed {
			continue
		}
		open, err := ParseWork(value.Text())
		if err != nil {
			return nil, err
		}
		spans = follow(spans, open, e.At)
	}
	return spans, nil
}

// follow ends the spans of steps that are no longer open and begins those that are new.
func follow(spans []Span, open []Work, at time.Time) []Span {
	for i := range spans {
		s := &spans[i]
		if s.To.IsZero() && !slices.ContainsFunc(open, s.is) {
			s.To = at
		}
	}
	for _, w := range open {
		i := slices.IndexFunc(spans, func(s Span) bool { return s.To.IsZero() && s.is(w) })
		if i >= 0 {
			spans[i].Holder, spans[i].Due = w.Holder, w.Due
			continue
		}
		spans = append(spans, Span{Step: w.Step, Role: w.Role, Unit: w.Unit, Holder: w.Holder, From: at, Due: w.Due})
	}
	return spans
}

func (s Span) is(w Work) bool { return s.Step == w.Step && s.Unit == w.Unit }
