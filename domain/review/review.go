// Package review holds what makes procedures simpler every year (rà soát, đơn giản hóa
// TTHC): the map of how a procedure really went, drawn from the log; what running steps
// side by side would save; what a procedure costs the people who follow it; and the
// proposals that come of it, planned and measured.
//
// Everything here is counted in whole working minutes and whole đồng.
package review

import (
	"time"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
)

// Life is a closed dossier with its story, as a process map reads it.
type Life struct {
	Dossier dossier.ID
	Code    string
	Closed  time.Time
	Events  []audit.Event
}

// Hours gives the calendar at the hours of a unit.
type Hours func(orgunit.ID) *calendar.Calendar

// Visit is one time that a dossier was at a step.
type Visit struct {
	Step  int
	Unit  orgunit.ID
	From  time.Time
	Taken time.Time // when somebody took it over; zero when only the end of it was noted
	To    time.Time
	Again bool // the step had been done before: it was sent back to
}

// Passage is a dossier going from one step to another.
type Passage struct {
	From, To int
	Back     bool // returned, with a reason
}

// path is what one life tells: its visits in the order of their beginnings, and passages.
type path struct {
	visits   []Visit
	passages []Passage
	pauses   []dossier.Pause
}

// walk reads a life. Visits that were never ended (the dossier was refused, stopped or
// withdrawn there) end when the dossier was closed.
func walk(l Life) (p path, err error) {
	open := map[place]int{} // index into visits
	done := map[int]bool{}
	for _, e := range l.Events {
		values, err := e.Change.Values()
		if err != nil {
			return p, err
		}
		if v, changed := values["pauses"]; changed {
			if p.pauses, err = dossier.ParsePauses(v.Text()); err != nil {
				return p, err
			}
		}
		v, changed := values["open"]
		if !changed {
			continue
		}
		work, err := dossier.ParseWork(v.Text())
		if err != nil {
			return p, err
		}
		p.turn(open, done, work, e)
	}
	for _, i := range open {
		p.visits[i].To = l.Closed
	}
	return p, nil
}

type place struct {
	step int
	unit orgunit.ID
}

// turn takes the open steps after an event: what is gone is done, what is new begins.
func (p *path) turn(open map[place]int, done map[int]bool, work []dossier.Work, e audit.Event) {
	now := map[place]dossier.Work{}
	for _, w := range work {
		now[place{w.Step, w.Unit}] = w
	}
	var closed []int
	for i := range p.visits { // in order, so that passages come in order too
		v := &p.visits[i]
		at := place{v.Step, v.Unit}
		if j, is := open[at]; !is || j != i {
			continue
		}
		if _, still := now[at]; !still {
			v.To = e.At
			delete(open, at)
			done[v.Step] = true
			closed = append(closed, v.Step)
		}
	}
	for _, w := range work {
		at := place{w.Step, w.Unit}
		i, known := open[at]
		if !known {
			i = len(p.visits)
			open[at] = i
			p.visits = append(p.visits, Visit{Step: w.Step, Unit: w.Unit, From: e.At, Again: done[w.Step]})
			for _, from := range closed {
				if from != w.Step {
					p.passages = append(p.passages, Passage{from, w.Step, e.Act == "send_back"})
				}
			}
		}
		if w.Holder != 0 && p.visits[i].Taken.IsZero() {
			p.visits[i].Taken = e.At
		}
	}
}

// minutes of work between two instants, less those in which the clock lawfully stood.
func (p *path) minutes(c *calendar.Calendar, from, to time.Time) int {
	used := c.WorkMinutes(from, to)
	for _, pause := range p.pauses {
		begin, end := pause.From, pause.To
		if begin.Before(from) {
			begin = from
		}
		if end.IsZero() || end.After(to) {
			end = to
		}
		if begin.Before(end) {
			used -= c.WorkMinutes(begin, end)
		}
	}
	return max(0, used)
}
