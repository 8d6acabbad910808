package postal

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

// Post keeps what the post does. Follow must be among the followers of its dossiers.
type Post struct {
	Dossiers store.Dossiers
}

func (s Post) db() *db.DB { return s.Dossiers.DB }

// deed is a transaction under way: who, when, and the key, which only the first event bears.
type deed struct {
	tx    *db.Tx
	stamp account.Stamp
	refs  *store.Picture
}

// do runs a change. Its key is looked for first, so that a form sent twice is not refused
// for the state that it made itself: then done is the subject of the first time.
func (s Post) do(ctx context.Context, m account.Stamp, f func(*deed) error) (done int64, err error) {
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
	if errors.Is(err, book.ErrDoneBefore) { // another process was quicker
		err = s.db().Read(ctx, func(tx *db.Tx) error {
			done, err = book.SubjectOfKey(ctx, tx, m.Key)
			return err
		})
	}
	return done, err
}

// moment is the deed's for one event more.
func (d *deed) moment() store.Moment {
	m := store.Moment(d.stamp)
	d.stamp.Key = ""
	return m
}

func (d *deed) event(h postal.Happened) audit.Event { return d.moment().Event(h.Act, h.Note) }

func (d *deed) newID() id { return id(store.Moment(d.stamp).NewID()) }

func (d *deed) year() int {
	year, _, _ := calendar.DayOf(d.stamp.At).Date()
	return year
}

// serial is the next number of a unit's lists in a year, or with unit 0 of all orders. It
// is undone with its transaction, so numbers have no gap.
func (d *deed) serial(ctx context.Context, unit orgunit.ID) (int64, error) {
	return db.Value[int64](ctx, d.tx, `INSERT INTO postal_serial (unit, year, last) VALUES ($1, $2, 1)
		ON CONFLICT (unit, year) DO UPDATE SET last = postal_serial.last + 1 RETURNING last`, unit, d.year())
}

// hold holds a dossier until the transaction ends.
func (s Post) hold(ctx context.Context, tx *db.Tx, of dossier.ID) (dossier.Dossier, error) {
	file, err := s.Dossiers.Hold(ctx, tx, of)
	if errors.Is(err, db.ErrNotFound) {
		return file, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	return file, err
}

// ourKey marks acts upon dossiers that this package does itself.
type ourKey struct{}

func ours(ctx context.Context) context.Context { return context.WithValue(ctx, ourKey{}, true) }

// Follow cancels the order of a result that was handed over before the post was told.
func (s Post) Follow(ctx context.Context, tx *db.Tx, t store.Turn) error {
	if t.Before == nil || ctx.Value(ourKey{}) != nil || t.Before.Delivery == t.After.Delivery {
		return nil
	}
	live, err := liveOrder(ctx, tx, t.After.ID)
	if err != nil || live == nil || live.State.State != postal.Waiting {
		return err
	}
	m := t.Moment
	m.Key = ""
	d := &deed{tx: tx, stamp: account.Stamp(m)}
	_, err = d.change(ctx, *live, postal.Cancel{Reason: dossier.EventTitle(t.Happened.Act)})
	return err
}

// liveOrder is the order of a dossier that is on its way, nil for none.
func liveOrder(ctx context.Context, tx *db.Tx, of dossier.ID) (*book.Kept[order], error) {
	k, err := db.One(ctx, tx, orders.Scan, orders.SelectFrom()+"WHERE dossier = $1 AND state IN ('waiting', 'sending', 'accepted', 'transit', 'undelivered')"+tx.ForUpdate(), of)
	if errors.Is(err, db.ErrNotFound) {
		return nil, nil
	}
	return &k, err
}

// change has an act done to an order that is held.
func (d *deed) change(ctx context.Context, before book.Kept[order], act postal.OrderAct) (order, error) {
	after := before.State
	happened, err := act.Apply(&after, d.stamp)
	if err != nil {
		return after, err
	}
	return after, orders.Save(ctx, d.tx, before, &after, d.event(happened))
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
