package lateness

import (
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
)

// Ring is a stage of one due date of a dossier, at its instant.
type Ring struct {
	Stage  Stage
	Step   int // 0: the dossier's own due date; negative: the request of that number
	Due    time.Time
	At     time.Time
	Unit   orgunit.ID // that has it
	Holder account.ID // 0 while nobody has
}

// Rings are all stages that concern a dossier as it stands, whether their time has come or
// not. None while the clock stands or when it is closed. A stage whose time had come before
// the work began is none: nobody is warned of what was given out late.
func (r *Rule) Rings(d *dossier.Dossier, rules dossier.Rules) (list []Ring) {
	if !d.IsOpen() || d.Clock != dossier.Running || d.Due.IsZero() {
		return nil
	}
	for _, stage := range r.Stages {
		limit, err := calendar.ParseLimit(stage.Span)
		if err != nil {
			continue // checked when the rule was kept
		}
		for _, t := range targets(d, stage.Of) {
			at := stage.at(rules.Calendar(t.Unit), t.Due, limit)
			if at.After(t.since) {
				t.Ring.Stage, t.Ring.At = stage, at
				list = append(list, t.Ring)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Ring) int { return a.At.Compare(b.At) })
	return list
}

// target is a due date that a stage is about.
type target struct {
	Ring
	since time.Time // when its time began
}

func targets(d *dossier.Dossier, of Of) (list []target) {
	switch of {
	case OfDossier:
		list = []target{{Ring{Due: d.Due.Last(), Unit: d.Unit, Holder: holderOf(d)}, begun(d)}}
	case OfStep:
		for _, w := range d.Open {
			if !w.Due.IsZero() {
				list = append(list, target{Ring{Step: w.Step, Due: w.Due, Unit: w.Unit, Holder: w.Holder}, w.Since})
			}
		}
	case OfRequest:
		for _, r := range d.Waiting() {
			if due := r.DueAt().Last(); !due.IsZero() {
				list = append(list, target{Ring{Step: -r.No, Due: due, Unit: r.Unit}, r.Sent})
			}
		}
	}
	return list
}

// begun is when the limit that runs now began: at receipt, or when the last pause ended.
func begun(d *dossier.Dossier) time.Time {
	at := d.Received
	for _, p := range d.Pauses {
		if p.To.After(at) {
			at = p.To
		}
	}
	return at
}

// holderOf is who has the dossier when one person has all of it.
func holderOf(d *dossier.Dossier) account.ID {
	var holder account.ID
	for _, w := range d.Open {
		if holder != 0 && w.Holder != holder {
			return 0
		}
		holder = w.Holder
	}
	return holder
}

// at is the instant of a stage: working days at the opening of their day, hours to the
// second, and what is to be told at once in the second after the due date.
func (s Stage) at(c *calendar.Calendar, due time.Time, span calendar.Limit) time.Time {
	day := calendar.DayOf(due)
	switch {
	case s.Side == After && span.N == 0:
		return due.Add(time.Second)
	case span.Unit == calendar.WorkDays && s.Side == Before:
		return Opening(c, c.AddWorkDays(day, -span.N))
	case span.Unit == calendar.WorkDays:
		return Opening(c, c.AddWorkDays(day, span.N))
	case s.Side == Before:
		return minutesBefore(c, due, span.N*60)
	}
	return c.AddWorkMinutes(due, span.N*60)
}

// Opening is the first instant of a day at which the offices are open, or of the next
// working day.
func Opening(c *calendar.Calendar, day calendar.Day) time.Time {
	return c.AddWorkMinutes(day.Start(), 0)
}

// minutesBefore is the last instant from which that much working time is left to the due.
func minutesBefore(c *calendar.Calendar, due time.Time, minutes int) time.Time {
	for day := calendar.DayOf(due); ; day = c.AddWorkDays(day, -1) {
		opening := Opening(c, day)
		if left := c.WorkMinutes(opening, due); left >= minutes {
			return c.AddWorkMinutes(opening, left-minutes)
		}
	}
}

// Warning is what is to be told now of one due date: the latest stage, in the name of all
// that were missed before it.
type Warning struct {
	Ring
	Tell []Whom // of the stage and of those merged into it
}

// Now are the warnings whose time has come and that were not given yet. told says of a
// step, its due date and a stage's key whether it was.
func Now(rings []Ring, now time.Time, told func(step int, due time.Time, key string) bool) (list []Warning) {
	steps := map[int]*Warning{}
	var order []int
	for _, r := range rings {
		if r.At.After(now) {
			continue
		}
		w := steps[r.Step]
		if told(r.Step, r.Due, r.Stage.Key()) {
			delete(steps, r.Step) // what came before it was told with it
			continue
		}
		if w == nil {
			w = &Warning{}
			steps[r.Step] = w
			order = append(order, r.Step)
		}
		w.Ring = r
		for _, whom := range r.Stage.Tell {
			if !slices.Contains(w.Tell, whom) {
				w.Tell = append(w.Tell, whom)
			}
		}
	}
	for _, step := range order {
		if w := steps[step]; w != nil {
			list = append(list, *w)
			delete(steps, step)
		}
	}
	return list
}

// Next is the first ring after an instant, zero for none.
func Next(rings []Ring, now time.Time) time.Time {
	for _, r := range rings {
		if r.At.After(now) {
			return r.At
		}
	}
	return time.Time{}
}
