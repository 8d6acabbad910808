package dossier

import (
	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// PauseForPayment stands the clock still while the person owes money to the State.
type PauseForPayment struct {
	Amount int64 // đồng
	Basis  string
}

func (a PauseForPayment) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("tạm dừng chờ nộp tiền", Received, Processing); err != nil {
		return Happened{}, err
	}
	if err := needReason(a.Basis); err != nil {
		return Happened{}, err
	}
	if a.Amount <= 0 {
		return Happened{}, refusal.Wrong("amount", "Số tiền phải nộp phải lớn hơn 0.")
	}
	d.pause(m.At, calendar.Resume, ForPayment)
	if d.Finance == FeeDue { // what was not paid yet is owed besides
		a.Amount += d.Fee
	}
	d.State, d.Finance, d.Fee = WaitPayment, FeeDue, a.Amount
	return Happened{Act: "pause_for_payment", Note: a.Basis}, nil
}
