package demo

import (
	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/payment"
)

// till is a drawer with receipts, orders that wait for a transfer, one that came, one that
// came with another amount.
func (t *town) till() error {
	bank := payment.SetBeneficiary{Bank: "970436", Name: "Ngân hàng hư cấu", Number: "0010000000999", Holder: "UBND phuong An Hoi"}
	if err := t.money.SetBeneficiary(t.ctx, t.place, bank, t.by("quantri")); err != nil {
		return err
	}
	if err := t.money.OpenDrawer(t.ctx, 200_000, t.cashier()); err != nil {
		return err
	}
	n := 0
	for i := range t.received {
		if t.received[i].Finance != dossier.FeeDue {
			continue
		}
		if err := t.charge(&t.received[i], n); err != nil {
			return err
		}
		n++
	}
	return nil
}

// charge takes the fee of the nth dossier in one of the ways.
func (t *town) charge(d *dossier.Dossier, n int) error {
	o, err := t.money.Open(t.ctx, d.ID, nil, t.by(clerk))
	if err != nil {
		return err
	}
	by := t.by(clerk)
	credit := payment.Notice{
		Source: payment.FromBank, Reference: "FT" + calendar.DayOf(by.At).String() + o.Code, Code: o.Code, Amount: o.Total, At: by.At, Text: o.Code + " nop le phi",
	}
	switch n {
	case 0, 3, 6:
		_, err = t.money.TakeCash(t.ctx, o.ID, t.cashier())
	case 1:
		_, err = t.money.Take(t.ctx, credit, by)
	case 2:
		credit.Amount -= 5_000
		_, err = t.money.Take(t.ctx, credit, by)
	}
	return err // the others wait for a transfer
}

// cashier is a colleague of the presented counter officer, whose own drawer is not open yet.
func (t *town) cashier() account.Stamp {
	by := t.by(clerk)
	by.By = t.colleague(0)
	return by
}
