package dossier

import (
	"slices"

	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// openStep puts a step on somebody's table.
func (d *Dossier) openStep(step *workflow.Step, m Moment) {
	unit := step.Place.Resolve(m.Rules.Units(), d.Desk, d.Unit, step.Unit, step.Block, m.Today())
	w := Work{Step: step.No, Role: step.Role, Unit: unit, Since: m.At}
	if step.Minutes > 0 {
		w.Due = m.calendar(d).AddWorkMinutes(m.At, step.Minutes)
	}
	d.Open = append(d.Open, w)
	for _, ask := range step.Asks {
		d.sendRequest(ask, &w, m) // a step that opens again does not ask twice who has not answered
	}
}

// workOn finds the open step that an act is about: the one named, or the only one.
func (d *Dossier) workOn(step int) (*Work, error) {
	if step == 0 && len(d.Open) == 1 {
		return &d.Open[0], nil
	}
	for i := range d.Open {
		if d.Open[i].Step == step {
			return &d.Open[i], nil
		}
	}
	if step == 0 {
		return nil, refusal.Wrong("step", "Hồ sơ có %d bước đang mở, hãy chọn một bước.", len(d.Open))
	}
	return nil, refusal.TooEarlyOrLate("Bước %d của hồ sơ %s không còn mở: có thể người khác vừa hoàn thành.", step, d.Code)
}

// holdBy refuses when somebody else has the step, unless who acts stands in for them: then
// the step stays theirs.
func (w *Work) holdBy(m Moment) error {
	switch {
	case w.Holder == 0:
		w.Holder = m.By
	case w.Holder != m.By && !slices.Contains(m.For, w.Holder):
		return refusal.TooEarlyOrLate("Bước %d đang do người khác xử lý.", w.Step)
	}
	return nil
}

// done closes a step and opens those that waited only for it.
func (d *Dossier) done(step int, flow *workflow.Version, m Moment) {
	d.Open = slices.DeleteFunc(slices.Clone(d.Open), func(w Work) bool { return w.Step == step })
	d.passRequests(m.At)
	for _, next := range flow.Follows(step) {
		if d.ready(next, flow) {
			d.openStep(next, m)
		}
	}
}

// ready reports whether nothing that a step waits for is open or still to come.
func (d *Dossier) ready(step *workflow.Step, flow *workflow.Version) bool {
	for _, w := range d.Open {
		if w.Step == step.No || leadsTo(flow, w.Step, step.No) {
			return false
		}
	}
	return true
}

func leadsTo(flow *workflow.Version, from, to int) bool {
	for _, next := range flow.Follows(from) {
		if next.No == to || leadsTo(flow, next.No, to) {
			return true
		}
	}
	return false
}
