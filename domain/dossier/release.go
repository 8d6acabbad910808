package dossier

import (
	"cchc/domain/account"
	"cchc/domain/refusal"
)

// Release hands a step that one took over back to the office, with the reason.
type Release struct {
	Step   int
	Reason string
}

// Apply refuses who does not hold the step, or stands in for who does.
func (a Release) Apply(d *Dossier, m Moment) (Happened, error) {
	w, err := d.heldStep("trả lại việc đã nhận", a.Step, a.Reason)
	if err != nil {
		return Happened{}, err
	}
	if w.Holder == 0 {
		return Happened{}, refusal.TooEarlyOrLate("Bước %d chưa ai nhận.", w.Step)
	}
	if err := w.holdBy(m); err != nil {
		return Happened{}, err
	}
	w.Holder = 0
	return Happened{Act: "release", Note: a.Reason}, nil
}

// Assign gives an open step to a person, from whoever had it: the leader decides and says
// why. Whether that person works there is for who knows the accounts to check.
type Assign struct {
	Step   int
	To     account.ID
	Reason string
}

// Apply refuses what changes nothing.
func (a Assign) Apply(d *Dossier, m Moment) (Happened, error) {
	w, err := d.heldStep("giao việc", a.Step, a.Reason)
	if err != nil {
		return Happened{}, err
	}
	switch {
	case a.To == 0:
		return Happened{}, refusal.Wrong("holder", "Chưa chọn người được giao.")
	case a.To == w.Holder:
		return Happened{}, refusal.Wrong("holder", "Người này đang giữ bước %d.", w.Step)
	}
	if err := m.sameOffice(w.Unit, "giao việc ở bước này"); err != nil {
		return Happened{}, err
	}
	if w.Holder = a.To; d.State == Received { // one that waits for the person goes on waiting
		d.State = Processing
	}
	return Happened{Act: "assign", Note: a.Reason}, nil
}

func (d *Dossier) heldStep(act string, step int, reason string) (*Work, error) {
	if err := d.require(act, Received, Processing, WaitSupplement, WaitPayment); err != nil {
		return nil, err
	}
	if err := needReason(reason); err != nil {
		return nil, err
	}
	d.Open = cloneWork(d.Open)
	return d.workOn(step)
}
