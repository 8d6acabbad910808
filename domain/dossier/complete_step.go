package dossier

import "cchc/domain/refusal"

// CompleteStep hands a dossier on to the steps that follow. The last step is not
// completed but decided: by Finish, Refuse or Stop.
type CompleteStep struct {
	Step    int
	Opinion string
	Past    bool // entered from a file that does not tell who else was asked
}

func (a CompleteStep) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("chuyển bước", Received, Processing); err != nil {
		return Happened{}, err
	}
	d.Open = cloneWork(d.Open)
	w, err := d.workOn(a.Step)
	if err != nil {
		return Happened{}, err
	}
	if err := w.holdBy(m); err != nil {
		return Happened{}, err
	}
	flow := m.Rules.Workflow(d.Workflow)
	if len(flow.Follows(w.Step)) == 0 {
		return Happened{}, refusal.TooEarlyOrLate("Bước %d là bước cuối: hãy kết thúc hoặc từ chối hồ sơ %s.", w.Step, d.Code)
	}
	if err := d.joined(w.Step, m.Rules.Units()); err != nil && !a.Past {
		return Happened{}, err
	}
	d.done(w.Step, flow, m)
	d.State = Processing
	return Happened{Act: "complete_step", Note: a.Opinion}, nil
}
