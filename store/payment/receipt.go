package payment

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

// TakeCash takes an order's money at the counter: the order is paid, the fee is taken, a
// numbered receipt is written and the money lies in the officer's drawer, or none of it.
func (s Payments) TakeCash(ctx context.Context, which payment.ID, m account.Stamp) (r payment.Receipt, err error) {
	done, err := s.do(ctx, m, func(d *deed) error {
		before, file, err := s.hold(ctx, d, which)
		if err != nil {
			return err
		}
		if r, err = d.cash(ctx, before, file.Desk); err != nil {
			return err
		}
		return s.fee(ctx, d, &file, r.Number)
	})
	if err == nil && done != 0 {
		return get(ctx, s.db(), receipts, "WHERE id = $1", done)
	}
	return r, err
}

// cash pays an order with money that now lies in the drawer of who acts.
func (d *deed) cash(ctx context.Context, before book.Kept[order], desk orgunit.ID) (receipt, error) {
	box, err := d.ownDrawer(ctx)
	if err != nil {
		return receipt{}, err
	}
	total := before.State.Total
	r, err := d.receipt(ctx, receipt{Desk: desk, Order: before.State.ID, Amount: total, Drawer: box.ID})
	if err != nil {
		return r, err
	}
	_, err = d.change(ctx, before, payment.Receive{Method: payment.Cash, Amount: total, Reference: r.Number})
	return r, err
}

// ownDrawer is drawer, opened without change when there is none yet: money that was taken
// must lie somewhere.
func (d *deed) ownDrawer(ctx context.Context) (drawer, error) {
	open, err := db.Value[int64](ctx, d.tx, `SELECT count(*) FROM payment_drawer WHERE officer = $1 AND state = 'open'`, d.stamp.By)
	if err != nil {
		return drawer{}, err
	}
	if open > 0 {
		return d.drawer(ctx)
	}
	box, happened, err := payment.OpenDrawer(0, d.stamp)
	if err != nil {
		return box, err
	}
	box.ID = d.newID()
	return box, drawers.Add(ctx, d.tx, &box, d.event(happened))
}

// receipt writes the desk's next one.
func (d *deed) receipt(ctx context.Context, r receipt) (receipt, error) {
	year, _, _ := calendar.DayOf(d.stamp.At).Date()
	n, err := serial(ctx, d.tx, r.Desk, year)
	if err != nil {
		return r, err
	}
	r.ID, r.Cashier, r.Issued, r.Prints = d.newID(), d.stamp.By, d.stamp.At, 1
	r.Number = payment.ReceiptNumber(d.refs.Units().Unit(r.Desk).Code, year, n)
	return r, receipts.Add(ctx, d.tx, &r, d.event(payment.Happened{Act: "issue"}))
}

// drawer is the open one of who acts, today's.
func (d *deed) drawer(ctx context.Context) (drawer, error) {
	k, err := db.One(ctx, d.tx, drawers.Scan, drawers.SelectFrom()+"WHERE officer = $1 AND state = 'open'"+d.tx.ForUpdate(), d.stamp.By)
	today := calendar.DayOf(d.stamp.At)
	switch {
	case errors.Is(err, db.ErrNotFound):
		return k.State, refusal.TooEarlyOrLate("Bạn chưa mở két hôm nay: hãy mở két trước khi thu hoặc chi tiền mặt.")
	case err == nil && k.State.Day != today:
		return k.State, refusal.TooEarlyOrLate("Két ngày %s của bạn chưa kiểm đếm: hãy kiểm đếm trước.", k.State.Day.Vietnamese())
	}
	return k.State, err
}

// Receipt reads one by its number.
func (s Payments) Receipt(ctx context.Context, number string) (payment.Receipt, error) {
	return get(ctx, s.db(), receipts, "WHERE number = $1", number)
}

// CancelReceipt voids a spoilt receipt and writes the one that stands for it.
func (s Payments) CancelReceipt(ctx context.Context, number, reason string, m account.Stamp) (instead payment.Receipt, err error) {
	done, err := s.do(ctx, m, func(d *deed) error {
		k, err := db.One(ctx, d.tx, receipts.Scan, receipts.SelectFrom()+"WHERE number = $1"+d.tx.ForUpdate(), number)
		if errors.Is(err, db.ErrNotFound) {
			return refusal.Missing("Không tìm thấy biên lai.")
		}
		if err != nil {
			return err
		}
		old := k.State
		if _, err := (payment.CancelReceipt{Reason: reason}).Apply(&old, d.stamp); err != nil {
			return err // before a number is spent
		}
		if instead, err = d.receipt(ctx, receipt{Desk: old.Desk, Order: old.Order, Amount: old.Amount, Drawer: old.Drawer}); err != nil {
			return err
		}
		after := k.State
		happened, err := payment.CancelReceipt{Reason: reason, Instead: instead.Number}.Apply(&after, d.stamp)
		if err != nil {
			return err
		}
		return receipts.Save(ctx, d.tx, k, &after, d.event(happened))
	})
	if err == nil && done != 0 {
		return get(ctx, s.db(), receipts, "WHERE id = $1", done)
	}
	return instead, err
}

// Printed counts a copy of a receipt that was printed again.
func (s Payments) Printed(ctx context.Context, which payment.ID, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		k, err := receipts.Load(ctx, d.tx, int64(which))
		if err != nil {
			return err
		}
		after := k.State
		happened, err := payment.Print{}.Apply(&after, d.stamp)
		if err != nil {
			return err
		}
		return receipts.Save(ctx, d.tx, k, &after, d.event(happened))
	})
	return err
}

// Receipts lists those of desks on a day, newest first, at most n.
func (s Payments) Receipts(ctx context.Context, desks []orgunit.ID, day calendar.Day, n int) (list []*payment.Receipt, err error) {
	from, to := bounds(day)
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = receipts.List(ctx, tx, "WHERE issued_at >= $1 AND issued_at < $2"+within("desk", desks)+" ORDER BY issued_at DESC, id DESC LIMIT $3", from, to, n)
		return err
	})
	return list, err
}

// ReceiptsOf lists those of an order, the oldest first.
func (s Payments) ReceiptsOf(ctx context.Context, of payment.ID) (list []*payment.Receipt, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = receipts.List(ctx, tx, "WHERE order_id = $1 ORDER BY id", of)
		return err
	})
	return list, err
}
