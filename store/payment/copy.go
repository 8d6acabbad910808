package payment

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/certify"
	"cchc/domain/payment"
	"cchc/kit/db"
)

// Copied follows the register of certified copies, in its transaction: the fee is taken in
// cash with a receipt. What a correction makes dearer is taken besides; what must go back is
// proposed at the till. Before is nil for a new entry.
func (s Payments) Copied(ctx context.Context, tx *db.Tx, before, after *certify.Entry, m account.Stamp) error {
	had, err := db.Value[int64](ctx, tx, `SELECT CAST(coalesce(sum(received - refunded), 0) AS BIGINT) FROM payment_order WHERE copy_id = $1 AND copy_id <> 0`, after.ID)
	if err != nil {
		return err
	}
	owed := after.Fee - had
	if owed <= 0 || after.Cancelled || before != nil && had == 0 { // an entry of before the till followed
		return nil
	}
	refs, err := s.Dossiers.References.Firm(ctx, tx)
	if err != nil {
		return err
	}
	m.Key = "" // the entry's own event bears it
	return (&deed{tx: tx, stamp: m, refs: refs}).sell(ctx, after, owed)
}

func (d *deed) sell(ctx context.Context, e *certify.Entry, amount int64) error {
	year, _, _ := calendar.DayOf(d.stamp.At).Date()
	n, err := serial(ctx, d.tx, 0, year)
	if err != nil {
		return err
	}
	box, err := d.ownDrawer(ctx)
	if err != nil {
		return err
	}
	which := d.newID()
	r, err := d.receipt(ctx, receipt{Desk: e.Desk, Order: which, Amount: amount, Drawer: box.ID})
	if err != nil {
		return err
	}
	o, happened := payment.SellCopies(e, amount, payment.Code(year, n), r.Number, d.stamp)
	o.ID = which
	return orders.Add(ctx, d.tx, &o, d.event(happened))
}

// OfCopy lists the orders of a certified copy, newest first.
func (s Payments) OfCopy(ctx context.Context, of certify.ID) (list []*payment.Order, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = orders.List(ctx, tx, "WHERE copy_id = $1 AND copy_id <> 0 ORDER BY id DESC", of)
		return err
	})
	return list, err
}
