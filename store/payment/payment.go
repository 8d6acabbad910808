package payment

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

// Payments keeps the money. Follow must be among the followers of its dossiers.
type Payments struct {
	Dossiers store.Dossiers
}

func (s Payments) db() *db.DB { return s.Dossiers.DB }

// deed is a transaction under way: who, when, and the key, which only the first event bears.
type deed struct {
	tx    *db.Tx
	stamp account.Stamp
	refs  *store.Picture
}

// do runs a change. Its key is looked for first, so that a form sent twice is not refused
// for the state that it made itself: then done is the subject of the first time.
func (s Payments) do(ctx context.Context, m account.Stamp, f func(*deed) error) (done int64, err error) {
	m.At = book.Whole(m.At)
	err = s.db().Write(ctx, func(tx *db.Tx) error {
		refs, err := s.Dossiers.References.Firm(ctx, tx)
		if err != nil {
			return err
		}
		if m.Key != "" {
			if done, err = book.SubjectOfKey(ctx, tx, m.Key); err != nil || done != 0 {
				return err
			}
		}
		return f(&deed{tx, m, refs})
	})
	if !errors.Is(err, book.ErrDoneBefore) && !errors.Is(err, db.ErrConflict) {
		return done, err
	}
	// Another process was quicker: with the key, or with a row that can be there only once.
	failed := s.db().Read(ctx, func(tx *db.Tx) (no error) {
		done, no = book.SubjectOfKey(ctx, tx, m.Key)
		return no
	})
	if failed == nil && done == 0 {
		return 0, err
	}
	return done, failed
}

// moment is the deed's for one event more.
func (d *deed) moment() store.Moment {
	m := store.Moment(d.stamp)
	d.stamp.Key = ""
	return m
}

func (d *deed) event(h payment.Happened) audit.Event { return d.moment().Event(h.Act, h.Note) }

func (d *deed) newID() id { return id(store.Moment(d.stamp).NewID()) }

// change has an act done to an order that is held.
func (d *deed) change(ctx context.Context, before book.Kept[order], act payment.Act) (order, error) {
	after := before.State
	happened, err := act.Apply(&after, d.stamp)
	if err != nil {
		return after, err
	}
	return after, orders.Save(ctx, d.tx, before, &after, d.event(happened))
}

// hold holds an order and, before it, its dossier.
func (s Payments) hold(ctx context.Context, d *deed, which id) (k book.Kept[order], file dossier.Dossier, err error) {
	of, err := db.Value[int64](ctx, d.tx, `SELECT dossier FROM payment_order WHERE id = $1`, which)
	if errors.Is(err, db.ErrNotFound) {
		return k, file, missingOrder()
	}
	if err != nil {
		return k, file, err
	}
	if of != 0 { // else a certified copy's, paid when it was made
		if file, err = s.Dossiers.Hold(ctx, d.tx, dossier.ID(of)); err != nil {
			return k, file, err
		}
	}
	k, err = orders.Load(ctx, d.tx, int64(which))
	return k, file, err
}

func missingOrder() error { return refusal.Missing("Không tìm thấy lệnh thu.") }

// fee takes the fee of a dossier whose order was paid just before, in the same commit.
func (s Payments) fee(ctx context.Context, d *deed, file *dossier.Dossier, reference string) error {
	if !payment.Owes(file) {
		return refusal.TooEarlyOrLate("Hồ sơ %s không còn phí, lệ phí phải thu.", file.Code)
	}
	var act dossier.Act = dossier.TakeFee{Receipt: reference}
	if file.State == dossier.WaitPayment {
		act = dossier.Resume{Receipt: reference}
	}
	_, err := s.Dossiers.DoIn(ours(ctx), d.tx, file.ID, act, d.moment())
	return err
}

// ourKey marks acts upon dossiers that this package does itself.
type ourKey struct{}

func ours(ctx context.Context) context.Context { return context.WithValue(ctx, ourKey{}, true) }

// Follow has the till do its part of a receipt, and cancels the order of a dossier that
// owes something else now, or nothing.
func (s Payments) Follow(ctx context.Context, tx *db.Tx, t store.Turn) error {
	if t.Before == nil {
		return s.received(ctx, tx, t)
	}
	same := t.Before.Finance == t.After.Finance && t.Before.Fee == t.After.Fee && payment.Owes(t.Before) == payment.Owes(t.After)
	if ctx.Value(ourKey{}) != nil || same {
		return nil
	}
	which, err := waiting(ctx, tx, t.After.ID)
	if err != nil || which == 0 {
		return err
	}
	before, err := orders.Load(ctx, tx, int64(which))
	if err != nil || before.State.State != payment.Open {
		return err
	}
	m := t.Moment
	m.Key = ""
	d := &deed{tx: tx, stamp: account.Stamp(m)}
	_, err = d.change(ctx, before, payment.Cancel{Reason: "Khoản phải thu của hồ sơ đã thay đổi: " + dossier.EventTitle(t.Happened.Act)})
	return err
}

// waiting is the order of a dossier under which money may still come, 0 for none.
func waiting(ctx context.Context, tx *db.Tx, of dossier.ID) (id, error) {
	n, err := db.Value[int64](ctx, tx, `SELECT id FROM payment_order WHERE dossier = $1 AND state IN ('open', 'short', 'over')`, of)
	if errors.Is(err, db.ErrNotFound) {
		return 0, nil
	}
	return id(n), err
}

// serial is the next number of a desk's receipts in a year, or with desk 0 of all orders.
// It is undone with its transaction, so numbers have no gap.
func serial(ctx context.Context, tx *db.Tx, desk orgunit.ID, year int) (int64, error) {
	return db.Value[int64](ctx, tx, `INSERT INTO payment_serial (desk, year, last) VALUES ($1, $2, 1)
		ON CONFLICT (desk, year) DO UPDATE SET last = payment_serial.last + 1 RETURNING last`, desk, year)
}

// get reads one subject of a book.
func get[S any](ctx context.Context, d *db.DB, b *book.Book[S], where string, args ...any) (s S, err error) {
	err = d.Read(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, b.Scan, b.SelectFrom()+where, args...)
		s = k.State
		return err
	})
	if errors.Is(err, db.ErrNotFound) {
		return s, refusal.Missing("Không tìm thấy %s.", b.Title)
	}
	return s, err
}
