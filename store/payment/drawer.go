package payment

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// OpenDrawer opens the officer's drawer of the day.
func (s Payments) OpenDrawer(ctx context.Context, change int64, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		open, err := db.Value[int64](ctx, d.tx, `SELECT count(*) FROM payment_drawer WHERE officer = $1 AND state = 'open'`, m.By)
		if err != nil {
			return err
		}
		if open > 0 {
			return refusal.TooEarlyOrLate("Bạn đang có một két chưa kiểm đếm.")
		}
		box, happened, err := payment.OpenDrawer(change, d.stamp)
		if err != nil {
			return err
		}
		box.ID = d.newID()
		return drawers.Add(ctx, d.tx, &box, d.event(happened))
	})
	return err
}

// CountDrawer closes a drawer with what was counted in it.
func (s Payments) CountDrawer(ctx context.Context, which payment.ID, counted int64, explanation string, m account.Stamp) error {
	return s.drawer(ctx, which, m, func(d *deed, box *drawer) (payment.Happened, error) {
		expected, err := inDrawer(ctx, d.tx, box)
		if err != nil {
			return payment.Happened{}, err
		}
		return payment.Count{Expected: expected, Counted: counted, Explanation: explanation}.Apply(box, d.stamp)
	})
}

// HandIn gives a drawer's money to somebody else.
func (s Payments) HandIn(ctx context.Context, which payment.ID, to account.ID, m account.Stamp) error {
	return s.drawer(ctx, which, m, func(d *deed, box *drawer) (payment.Happened, error) {
		return payment.HandIn{To: to}.Apply(box, d.stamp)
	})
}

func (s Payments) drawer(ctx context.Context, which id, m account.Stamp, act func(*deed, *drawer) (payment.Happened, error)) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		k, err := drawers.Load(ctx, d.tx, int64(which))
		if err != nil {
			return err
		}
		after := k.State
		happened, err := act(d, &after)
		if err != nil {
			return err
		}
		return drawers.Save(ctx, d.tx, k, &after, d.event(happened))
	})
	return err
}

// inDrawer is what a drawer should hold: change, receipts, less cash given back. A receipt
// that stands for a cancelled one counts instead of it.
func inDrawer(ctx context.Context, tx *db.Tx, box *drawer) (int64, error) {
	in, err := db.Value[int64](ctx, tx, `SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM payment_receipt WHERE drawer = $1 AND cancelled = ''`, box.ID)
	if err != nil {
		return 0, err
	}
	out, err := db.Value[int64](ctx, tx, `SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM payment_refund WHERE drawer = $1`, box.ID)
	return box.Float + in - out, err
}

// Drawers lists those of desks since a day, newest first, at most n; for those still open
// Expected is what should be in them now.
func (s Payments) Drawers(ctx context.Context, desks []orgunit.ID, since calendar.Day, n int) (list []*payment.Drawer, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = drawers.List(ctx, tx, "WHERE day >= $1"+within("desk", desks)+" ORDER BY day DESC, id DESC LIMIT $2", since.String(), n)
		for _, box := range list {
			if err == nil && box.State == payment.DrawerOpen {
				box.Expected, err = inDrawer(ctx, tx, box)
			}
		}
		return err
	})
	return list, err
}

// MyDrawer is the officer's open one; not found for none.
func (s Payments) MyDrawer(ctx context.Context, officer account.ID) (box payment.Drawer, err error) {
	if box, err = get(ctx, s.db(), drawers, "WHERE officer = $1 AND state = 'open'", officer); err != nil {
		return box, err
	}
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		box.Expected, err = inDrawer(ctx, tx, &box)
		return err
	})
	return box, err
}
