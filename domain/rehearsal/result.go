package rehearsal

import (
	"cmp"
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/workflow"
)

// Result is what a draft would have done. Times are working minutes.
type Result struct {
	Dossiers int `json:"dossiers"`
	Skipped  int `json:"skipped"` // without due date or steps: not played

	Before, After Tally
	Rescued       int `json:"rescued"` // were late, would have been in time
	Spoiled       int `json:"spoiled"` // were in time, would have been late

	Steps []StepTime `json:"steps"`
	Desks []Pile     `json:"desks"`
	Lines []Line     `json:"lines"` // the dossiers that change most, at most mostLines
}

const mostLines = 50

// Tally is how a month of dossiers came out; Minutes is the sum of their times from
// receipt to the end, without pauses.
type Tally struct {
	Early, OnTime, Late int
	Minutes             int
}

// StepTime is what is known of a step of the draft: Known dossiers, of which half took at
// most Median. Where Known is 0 the step takes what it is allowed.
type StepTime struct {
	No      int    `json:"no"`
	Content string `json:"content"`
	From    string `json:"from"` // words of the old step whose times it takes, "" for none
	Known   int    `json:"known"`
	Median  int    `json:"median"`
	Allowed int    `json:"allowed"`
}

// Pile is the work of a desk before and after: how many steps, their time, and the most
// that lay there at once.
type Pile struct {
	Desk
	Before, After Load
}

// Load of a desk.
type Load struct{ Steps, Minutes, Most int }

// Line is one dossier before and after.
type Line struct {
	Code          string
	Received      time.Time
	Due           calendar.Due
	Closed, Would time.Time
	Before, After dossier.Outcome
}

// Result plays the dossiers that were added.
func (r *Rehearsal) Result() (Result, error) {
	out := Result{Dossiers: len(r.lives), Skipped: r.skipped, Steps: r.steps()}
	passages := make([]workflow.Passage, len(r.lives))
	for i, l := range r.lives {
		takes := map[int]int{}
		for _, s := range out.Steps {
			takes[s.No] = s.Allowed
			if s.Known > 0 {
				takes[s.No] = s.Median
			}
			if n, known := l.takes[s.No]; known {
				takes[s.No] = n
			}
		}
		passages[i] = workflow.Passage{Takes: takes}
	}
	journeys, err := workflow.Run(r.draft, passages, nil)
	if err != nil {
		return out, err
	}
	piles := newPiles()
	for i := range r.lives {
		r.judge(&out, &r.lives[i], journeys[i])
		r.pile(piles, &r.lives[i], journeys[i])
	}
	out.Desks = piles.list()
	out.sortLines()
	return out, nil
}

// steps says of each step of the draft what is known.
func (r *Rehearsal) steps() []StepTime {
	var list []StepTime
	for i := range r.draft.Steps {
		s := &r.draft.Steps[i]
		t := StepTime{No: s.No, Content: s.Content, Allowed: s.Minutes}
		var times []int
		for _, l := range r.lives {
			if n, known := l.takes[s.No]; known {
				times = append(times, n)
			}
		}
		if t.Known = len(times); t.Known > 0 {
			slices.Sort(times)
			t.Median, t.From = times[(len(times)-1)/2], s.Content
			if words := r.mapping[s.No]; words != "" && words != Nothing {
				t.From = words
			}
		}
		list = append(list, t)
	}
	return list
}

// judge compares the ends of a dossier.
func (r *Rehearsal) judge(out *Result, l *life, j workflow.Journey) {
	line := Line{Code: l.code, Received: l.received, Due: l.due, Closed: l.closed, Would: r.after(l, j.Finish), Before: l.outcome}
	line.After = dossier.Outcome(l.due.Lateness(line.Would).String())
	out.Before.add(line.Before, r.net(l, l.received, l.closed))
	out.After.add(line.After, j.Finish)
	switch was, would := line.Before == dossier.Late, line.After == dossier.Late; {
	case was && !would:
		out.Rescued++
	case would && !was:
		out.Spoiled++
	}
	out.Lines = append(out.Lines, line)
}

func (t *Tally) add(o dossier.Outcome, minutes int) {
	t.Minutes += minutes
	switch o {
	case dossier.Early:
		t.Early++
	case dossier.OnTime:
		t.OnTime++
	case dossier.Late:
		t.Late++
	}
}

// sortLines keeps the dossiers whose outcome changes, then those that gain or lose most.
func (out *Result) sortLines() {
	moved := func(l Line) time.Duration { return l.Closed.Sub(l.Would).Abs() }
	slices.SortStableFunc(out.Lines, func(a, b Line) int {
		if x, y := a.Before != a.After, b.Before != b.After; x != y {
			if x {
				return -1
			}
			return 1
		}
		return cmp.Compare(moved(b), moved(a))
	})
	out.Lines = out.Lines[:min(len(out.Lines), mostLines)]
}
