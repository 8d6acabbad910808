package dossier

import (
	"slices"

	"cchc/domain/refusal"
)

// SendBack returns an open step to an earlier one with the reason. The clock runs on.
type SendBack struct {
	Step   int
	To     int
	Reason string
}

func (a SendBack) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("trả lại bước trước", Received, Processing); err != nil {
		return Happened{}, err
	}
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	d.Open = cloneWork(d.Open)
	w, err := d.workOn(a.Step)
	if err != nil {
		return Happened{}, err
	}
	flow := m.Rules.Workflow(d.Workflow)
	to := flow.Step(a.To)
	if to == nil || !leadsTo(flow, a.To, w.Step) {
		return Happened{}, refusal.Wrong("to", "Bước %d không đứng trước bước %d.", a.To, w.Step)
	}
	// Whatever follows the step that is done again must be done again too.
	d.Open = slices.DeleteFunc(d.Open, func(other Work) bool {
		return other.Step == w.Step || leadsTo(flow, a.To, other.Step)
	})
	d.passRequests(m.At)
	if !slices.ContainsFunc(d.Open, func(other Work) bool { return other.Step == a.To }) {
		d.openStep(to, m)
	}
	d.State = Processing
	return Happened{Act: "send_back", Note: a.Reason}, nil
}
