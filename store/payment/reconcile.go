package payment

import (
	"cmp"
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

// Reconcile sets our book of a day beside a source's and keeps the run. It may be repeated:
// a difference stands once, and settles itself when the books have become equal.
func (s Payments) Reconcile(ctx context.Context, source payment.Source, day calendar.Day, theirs []payment.Item, m account.Stamp) (r payment.Run, err error) {
	done, err := s.do(ctx, m, func(d *deed) error {
		ours, err := movements(ctx, d.tx, source, day)
		if err != nil {
			return err
		}
		equal, found := payment.Compare(ours, theirs)
		r = payment.Run{ID: d.newID(), Source: source, Day: day, At: d.stamp.At, By: m.By, OurCount: len(ours), TheirCount: len(theirs), Equal: equal}
		r.OurSum, r.TheirSum = total(ours), total(theirs)
		key := d.stamp.Key
		d.stamp.Key = ""
		if err := d.compared(ctx, &r, ours, found); err != nil {
			return err
		}
		d.stamp.Key = key
		return runs.Add(ctx, d.tx, &r, d.event(payment.Happened{Act: "compare"}))
	})
	if err == nil && done != 0 {
		return get(ctx, s.db(), runs, "WHERE id = $1", done)
	}
	return r, err
}

// compared opens what differs and settles what has become equal.
func (d *deed) compared(ctx context.Context, r *run, ours []payment.Item, found []difference) error {
	differs := map[string]bool{}
	for _, seen := range found {
		differs[seen.Reference] = true
		seen.Source, seen.Day = r.Source, r.Day
		if err := d.known(ctx, &seen); err != nil {
			return err
		}
		open, err := d.differ(ctx, seen)
		if err != nil {
			return err
		}
		if open {
			r.Differ++
		} else {
			r.Explained++
		}
	}
	open, err := differences.List(ctx, d.tx, "WHERE source = $1 AND settled = '' AND kind NOT IN ('short', 'over')", string(r.Source))
	if err != nil {
		return err
	}
	equal := map[string]bool{}
	for _, item := range ours {
		equal[item.Reference] = !differs[item.Reference]
	}
	for _, was := range open {
		if !equal[was.Reference] {
			continue
		}
		act := payment.Settle{How: payment.ByItself, Reason: "Sao kê ngày " + r.Day.Vietnamese() + " khớp với sổ"}
		if err := d.settle(ctx, was.ID, act); err != nil {
			return err
		}
	}
	return nil
}

// known finds the order that a source's movement names.
func (d *deed) known(ctx context.Context, seen *difference) error {
	if seen.Order != 0 || seen.Code == "" {
		return nil
	}
	k, err := db.One(ctx, d.tx, orders.Scan, orders.SelectFrom()+"WHERE code = $1", seen.Code)
	if errors.Is(err, db.ErrNotFound) {
		return nil
	}
	seen.Order, seen.Unit = k.State.ID, k.State.Unit
	return err
}

// differ opens a difference, or keeps what is seen anew of the one there is. open is false
// when it was settled before.
func (d *deed) differ(ctx context.Context, seen difference) (open bool, err error) {
	k, err := db.One(ctx, d.tx, differences.Scan, differences.SelectFrom()+"WHERE source = $1 AND reference = $2"+d.tx.ForUpdate(), string(seen.Source), seen.Reference)
	if errors.Is(err, db.ErrNotFound) {
		seen.ID, seen.Opened = d.newID(), d.stamp.At
		return true, differences.Add(ctx, d.tx, &seen, d.event(payment.Happened{Act: "open"}))
	}
	if err != nil || !k.State.Settled.IsZero() {
		return false, err
	}
	after := k.State
	happened, err := payment.Observe{Seen: seen}.Apply(&after, d.stamp)
	if err != nil || after == k.State {
		return true, err
	}
	return true, differences.Save(ctx, d.tx, k, &after, d.event(happened))
}

// settle closes one difference.
func (d *deed) settle(ctx context.Context, which id, act payment.Settle) error {
	k, err := differences.Load(ctx, d.tx, int64(which))
	if errors.Is(err, db.ErrNotFound) {
		return refusal.Missing("Không tìm thấy chênh lệch.")
	}
	if err != nil {
		return err
	}
	after := k.State
	happened, err := act.Apply(&after, d.stamp)
	if err != nil {
		return err
	}
	return differences.Save(ctx, d.tx, k, &after, d.event(happened))
}

// settleOf closes what an order's parts had opened.
func (d *deed) settleOf(ctx context.Context, of id, act payment.Settle) error {
	list, err := differences.List(ctx, d.tx, "WHERE order_id = $1 AND settled = '' AND kind IN ('short', 'over')", of)
	for i := 0; err == nil && i < len(list); i++ {
		err = d.settle(ctx, list[i].ID, act)
	}
	return err
}

// Settle closes a difference with a reason. ByRecording first records the payment as the
// statement says; ByRefund asks for the money's return, which a second person approves.
func (s Payments) Settle(ctx context.Context, which payment.ID, act payment.Settle, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		k, err := db.One(ctx, d.tx, differences.Scan, differences.SelectFrom()+"WHERE id = $1", which)
		if errors.Is(err, db.ErrNotFound) {
			return refusal.Missing("Không tìm thấy chênh lệch.")
		}
		if err != nil {
			return err
		}
		if err := checked(k, act, d.stamp); err != nil {
			return err
		}
		switch act.How {
		case payment.ByRecording:
			err = s.record(ctx, d, &k.State, act.Code)
		case payment.ByRefund:
			err = s.giveBack(ctx, d, &k.State, act.Reason)
		}
		if err != nil {
			return err
		}
		return d.settle(ctx, which, act)
	})
	return err
}

// checked tells before anything is done whether a difference can be settled so.
func checked(k book.Kept[difference], act payment.Settle, m account.Stamp) error {
	d := k.State
	_, err := act.Apply(&d, m)
	return err
}

// record takes in a payment that a statement shows and of which no notice came, or brings
// parked money to the order that it is for.
func (s Payments) record(ctx context.Context, d *deed, seen *difference, code string) error {
	n := payment.Notice{Source: seen.Source, Reference: seen.Reference, Code: cmp.Or(code, seen.Code), Amount: seen.Theirs, At: seen.At}
	parked, err := db.One(ctx, d.tx, credits.Scan, credits.SelectFrom()+"WHERE source = $1 AND reference = $2 AND amount = $3"+d.tx.ForUpdate(), string(n.Source), n.Reference, n.Amount)
	var verdict payment.Verdict
	switch {
	case errors.Is(err, db.ErrNotFound):
		verdict, err = s.take(ctx, d, n)
	case err == nil:
		verdict, err = s.assign(ctx, d, parked, n)
	}
	if err == nil && verdict != payment.Applied {
		return refusal.TooEarlyOrLate("Không ghi nhận được khoản %s: %s. Hãy hoàn lại hoặc giải trình.", seen.Reference, payment.Mismatch(verdict).Title())
	}
	return err
}

// assign judges parked money against an order anew.
func (s Payments) assign(ctx context.Context, d *deed, parked book.Kept[credit], n payment.Notice) (payment.Verdict, error) {
	verdict, o, err := s.judge(ctx, d, n)
	if err != nil || verdict != payment.Applied {
		return verdict, err
	}
	after := parked.State
	happened, err := payment.Assign{Order: o.ID, Verdict: verdict}.Apply(&after, d.stamp)
	if err != nil {
		return verdict, err
	}
	return verdict, credits.Save(ctx, d.tx, parked, &after, d.event(happened))
}
