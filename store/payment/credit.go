package payment

import (
	"context"
	"errors"
	"fmt"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

// Take takes in what a source says, once: the same notice again gets the same verdict.
// Only the order's exact amount pays it, in the commit in which the dossier's fee is
// taken; everything else is kept and opens a difference.
func (s Payments) Take(ctx context.Context, n payment.Notice, m account.Stamp) (v payment.Verdict, err error) {
	m.Key = fmt.Sprintf("credit/%s/%s/%d", n.Source, n.Reference, n.Amount)
	done, err := s.do(ctx, m, func(d *deed) error {
		v, err = s.take(ctx, d, n)
		return err
	})
	if err == nil && done != 0 {
		c, err := get(ctx, s.db(), credits, "WHERE id = $1", done)
		return c.Verdict, err
	}
	return v, err
}

func (s Payments) take(ctx context.Context, d *deed, n payment.Notice) (payment.Verdict, error) {
	n.At = book.Whole(n.At)
	verdict, o, err := s.judge(ctx, d, n)
	if err != nil {
		return "", err
	}
	return d.keep(ctx, credit{Notice: n, Order: o.ID, Verdict: verdict}, &o)
}

// judge finds the order that a notice names and what the notice does to it. What pays
// the order is kept at once; an unknown order has no ID.
func (s Payments) judge(ctx context.Context, d *deed, n payment.Notice) (v payment.Verdict, o order, err error) {
	which, err := db.Value[int64](ctx, d.tx, `SELECT id FROM payment_order WHERE code = $1`, n.Code)
	if errors.Is(err, db.ErrNotFound) {
		return payment.Unknown, o, nil
	}
	if err != nil {
		return "", o, err
	}
	before, file, err := s.hold(ctx, d, id(which))
	if err != nil {
		return "", o, err
	}
	known, err := applied(ctx, d.tx, n)
	o, v = before.State, payment.Judge(n, &before.State)
	switch {
	case err != nil:
		return "", o, err
	case known:
		v = payment.WrongAmount // the same money was told of with another amount
	case v == payment.Applied && !payment.Owes(&file):
		v = payment.NotOwed
	case v == payment.Applied:
		o, err = s.pay(ctx, d, before, &file, n)
	}
	return v, o, err
}

// applied says whether a source's reference was recorded already.
func applied(ctx context.Context, tx *db.Tx, n payment.Notice) (bool, error) {
	many, err := db.Value[int64](ctx, tx, `SELECT count(*) FROM payment_credit WHERE source = $1 AND reference = $2 AND verdict = 'applied'`, string(n.Source), n.Reference)
	return many > 0, err
}

// pay records money under an order, and the fee when it is all there.
func (s Payments) pay(ctx context.Context, d *deed, before book.Kept[order], file *dossier.Dossier, n payment.Notice) (order, error) {
	key := d.stamp.Key // the notice's own event bears it
	d.stamp.Key = ""
	defer func() { d.stamp.Key = key }()
	o, err := d.change(ctx, before, payment.Receive{Method: n.Source.Method(), Amount: n.Amount, Reference: n.Reference, At: n.At})
	if err != nil || o.State != payment.Paid {
		return o, err
	}
	if err := s.fee(ctx, d, file, n.Reference); err != nil {
		return o, err
	}
	return o, d.settleOf(ctx, o.ID, payment.Settle{How: payment.ByItself, Reason: "Đã nộp đủ bằng khoản " + n.Reference})
}

// keep writes the notice, and the difference that it opens.
func (d *deed) keep(ctx context.Context, c credit, o *order) (payment.Verdict, error) {
	c.ID = d.newID()
	if err := credits.Add(ctx, d.tx, &c, d.event(payment.Happened{Act: "take"})); err != nil {
		return "", err
	}
	kind := payment.Mismatch(c.Verdict)
	seen := difference{
		Source: c.Source, Day: calendar.DayOf(c.At), Reference: c.Reference, Kind: kind, Code: c.Code, Theirs: c.Amount, At: c.At, Credit: c.ID,
		Order: o.ID, Unit: o.Unit,
	}
	switch {
	case c.Verdict != payment.Applied:
	case o.State == payment.Short || o.State == payment.Over:
		seen.Kind, seen.Ours = payment.Mismatch(o.State), c.Amount
	default:
		return c.Verdict, nil
	}
	_, err := d.differ(ctx, seen)
	return c.Verdict, err
}

// Credit reads a notice that was taken in.
func (s Payments) Credit(ctx context.Context, which payment.ID) (payment.Credit, error) {
	c, err := get(ctx, s.db(), credits, "WHERE id = $1", which)
	if refusal.KindOf(err) == refusal.NotFound {
		return c, nil
	}
	return c, err
}
