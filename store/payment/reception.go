package payment

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/kit/db"
	"cchc/store"
)

// received does at a receipt what a dossier's fee asks of the till, in the commit of the
// receipt: money that was taken gets its order and its receipt and lies in the drawer of
// who received; a fee that was reduced and is still due gets the order that says why.
func (s Payments) received(ctx context.Context, tx *db.Tx, t store.Turn) error {
	file := t.After
	act, _ := t.Act.(dossier.Receive)
	if file.Finance != dossier.FeePaid && (file.Finance != dossier.FeeDue || len(act.Grounds) == 0) {
		return nil
	}
	m := t.Moment
	m.Key = "" // the dossier's own event bears it
	d := &deed{tx: tx, stamp: account.Stamp(m), refs: t.Refs}
	lines, err := payment.Lines(offerOf(t.Refs.Procedure(file.Procedure), file.Channel), calendar.DayOf(file.Received), act.Grounds...)
	if err != nil {
		return err
	}
	o, err := d.order(ctx, file, lines)
	if err != nil || file.Finance == dossier.FeeDue {
		return err
	}
	k, err := orders.Load(ctx, tx, int64(o.ID))
	if err != nil {
		return err
	}
	_, err = d.cash(ctx, k, file.Desk)
	return err
}
