package demo

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
)

// work completes the steps at the distances of their pace, sends a few back, and ends
// with the decision. What will be late is apologised for, or not.
func (t *telling) work(after, end time.Time) {
	steps := t.order()
	minutes, pace := t.cal.WorkMinutes(after, end), t.pace(steps)
	at := func(i int) time.Time {
		when := t.cal.AddWorkMinutes(after, minutes*pace[i+1]/pace[len(steps)])
		if when.Before(after) || when.After(end) {
			return end
		}
		return when
	}
	if t.edition == 1 && t.r.IntN(2) == 0 {
		by, unit := t.actor(t.flow.Step(steps[0]))
		waited := t.cal.AddWorkMinutes(after, minutes*pace[1]/pace[len(steps)]/3)
		if waited.Before(after) || waited.After(at(0)) {
			waited = after
		}
		t.do(waited, by, unit, dossier.TakeOver{Step: steps[0]})
	}
	reason := ""
	if t.k.ending == late {
		reason = pick(t.r, lateReasons)
		t.apologise(after, end, reason)
	}
	opened := after
	for i, no := range steps[:len(steps)-1] {
		step := t.flow.Step(no)
		t.answers(step, opened, at(i))
		opened = at(i)
		by, unit := t.actor(step)
		t.do(at(i), by, unit, dossier.CompleteStep{Step: no})
	}
	if last := len(steps) - 1; last > 0 && minutes > 60 && t.r.IntN(60) == 0 {
		t.sendBack(at(last-1), steps)
	}
	t.do(end, t.crew.at[t.seat.unit].leader, t.seat.unit, dossier.Finish{Result: reason})
}

// slowStep is the step of a workflow that everybody waits for: the map of the process is
// to find it.
var slowStep = map[string]int{"gpxd": 2}

// slowness is how many times longer than its share such a step takes.
const slowness = 4

// pace is how the time is shared among the steps: after the first i of them, pace[i] of
// pace[len(steps)] is over.
func (t *telling) pace(steps []int) []int {
	pace := make([]int, len(steps)+1)
	for i, no := range steps {
		share := max(1, t.flow.Step(no).Minutes)
		if slowStep[t.item.flow] == no {
			share *= slowness
		}
		pace[i+1] = pace[i] + share
	}
	return pace
}

// order is the numbers of the steps, each after those it waits for: as they are written.
func (t *telling) order() []int {
	nos := make([]int, len(t.flow.Steps))
	for i, s := range t.flow.Steps {
		nos[i] = s.No
	}
	return nos
}

// sendBack returns the last step to the one before it, which is then done again.
func (t *telling) sendBack(at time.Time, steps []int) {
	last := t.flow.Step(steps[len(steps)-1])
	before := t.flow.Step(last.After[0])
	t.do(at, t.crew.at[t.seat.unit].leader, t.seat.unit, dossier.SendBack{Step: last.No, To: before.No, Reason: pick(t.r, backReasons)})
	by, unit := t.actor(before)
	t.do(at, by, unit, dossier.CompleteStep{Step: before.No, Opinion: "đã sửa"})
}

// actor is who does a step, and for which unit.
func (t *telling) actor(step *workflow.Step) (account.ID, orgunit.ID) {
	unit := step.Unit
	switch step.Place {
	case workflow.AtDesk:
		unit = t.seat.desk
	case workflow.AtUnit:
		unit = t.seat.unit
	}
	people := t.crew.at[unit]
	switch step.Role {
	case account.Counter:
		return people.counter, unit
	case account.Leader:
		return people.leader, unit
	}
	return people.official, unit
}

// apologise names a new date the working day before the due day, where there is one: for
// seven of ten, most of which keep it. A few apologise only when it is too late.
func (t *telling) apologise(after, end time.Time, reason string) {
	n := t.r.IntN(10)
	day := t.cal.AddWorkDays(t.k.due, -1)
	if n >= 7 {
		if n > 7 {
			return
		}
		day = t.k.due
	}
	at := inSession(t.r, day)
	if day < calendar.DayOf(after) || !at.After(after) || !at.Before(end) || calendar.DayOf(at) >= calendar.DayOf(end) {
		return
	}
	to := t.cal.AddWorkDays(t.cal.NextWorking(calendar.DayOf(end)), t.r.IntN(3))
	if t.r.IntN(4) == 0 { // a promise that is broken, when there is room for one
		to = t.cal.AddWorkDays(t.k.due, 1)
	}
	if to <= t.k.due {
		return
	}
	t.do(at, t.crew.at[t.seat.unit].leader, t.seat.unit, dossier.Extend{To: to, Reason: reason})
}
