package postal

import (
	"context"
	"errors"
	"fmt"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/postal"
	"cchc/kit/db"
	"cchc/store/book"
)

// Take takes in what the post says, once: the same notice again gets the same verdict. A
// delivery hands the result over in the same commit.
func (s Post) Take(ctx context.Context, n postal.Notice, m account.Stamp) (v postal.Verdict, err error) {
	m.Key = "postal/" + n.Reference
	done, err := s.do(ctx, m, func(d *deed) error {
		v, err = s.take(ctx, d, n)
		return err
	})
	if err == nil && done != 0 {
		first, err := get(ctx, s.db(), notices, "WHERE reference = $1", n.Reference)
		return first.Verdict, err
	}
	return v, err
}

// take keeps a notice whatever it says.
func (s Post) take(ctx context.Context, d *deed, n notice) (postal.Verdict, error) {
	key := d.stamp.Key // the notice's own event bears it
	d.stamp.Key = ""
	n.At = book.Whole(n.At)
	if err := s.judge(ctx, d, &n); err != nil {
		return "", err
	}
	d.stamp.Key = key
	n.ID = d.newID()
	return n.Verdict, notices.Add(ctx, d.tx, &n, d.event(postal.Happened{Act: "take"}))
}

// judge finds the order that a notice names and has it take effect.
func (s Post) judge(ctx context.Context, d *deed, n *notice) error {
	of, err := db.Value[int64](ctx, d.tx, `SELECT dossier FROM postal_order WHERE number = $1`, n.Number)
	if errors.Is(err, db.ErrNotFound) {
		n.Verdict = postal.Unknown
		return nil
	}
	if err != nil {
		return err
	}
	file, err := s.hold(ctx, d.tx, dossier.ID(of))
	if err != nil {
		return err
	}
	before, err := db.One(ctx, d.tx, orders.Scan, orders.SelectFrom()+"WHERE number = $1"+d.tx.ForUpdate(), n.Number)
	if err != nil {
		return err
	}
	n.Order, n.Verdict = before.State.ID, before.State.Judge(n)
	if n.Verdict != postal.Applied {
		return nil
	}
	o, err := d.change(ctx, before, postal.Hear{Notice: n})
	if err != nil || o.State != postal.Delivered {
		return err
	}
	return s.handOver(ctx, d, &file, &o)
}

// handOver keeps in the dossier that its owner has the result, and the fee that the postman
// collected. A result that was handed over otherwise meanwhile is left as it is.
func (s Post) handOver(ctx context.Context, d *deed, file *dossier.Dossier, o *order) (err error) {
	if file.Delivery == dossier.HandedOver {
		return nil
	}
	if file.Finance == dossier.FeeDue && o.Collected >= file.Fee {
		if _, err := s.Dossiers.DoIn(ours(ctx), d.tx, file.ID, dossier.TakeFee{Receipt: "Bưu chính thu hộ, " + o.Tracking}, d.moment()); err != nil {
			return err
		}
	}
	_, err = s.Dossiers.DoIn(ours(ctx), d.tx, file.ID, dossier.HandOver{To: o.Taker, How: dossier.ByPost}, d.moment())
	return err
}

// noticeOf is what the post's book says, as a notice of its own.
func noticeOf(e postal.Entry) postal.Notice {
	return postal.Notice{
		Reference: fmt.Sprintf("sổ/%s/%s/%s", e.Number, e.State, dossier.Instant(e.At)), Number: e.Number, Tracking: e.Tracking,
		Status: e.State, At: e.At, Taker: e.Taker, Reason: e.Reason, Collected: e.Collected,
	}
}
