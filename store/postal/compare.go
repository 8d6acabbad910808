package postal

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/postal"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// Compare sets our book of a day beside the post's. What no notice told but the post's book
// does is taken in first, as a notice of that book; what then still differs is kept with
// the run. It may be repeated.
func (s Post) Compare(ctx context.Context, day calendar.Day, theirs []postal.Entry, m account.Stamp) (r postal.Run, err error) {
	known, err := s.entries(ctx, day)
	if err != nil {
		return r, err
	}
	mended, err := s.mend(ctx, known, theirs, m)
	if err != nil {
		return r, err
	}
	done, err := s.do(ctx, m, func(d *deed) error {
		mine, err := entries(ctx, d.tx, day)
		if err != nil {
			return err
		}
		r = postal.Run{ID: d.newID(), Day: day, At: d.stamp.At, By: m.By, OurCount: len(mine), TheirCount: len(theirs), OurSum: sum(mine), TheirSum: sum(theirs), Mended: mended}
		r.Equal, r.Left = postal.Compare(mine, theirs)
		return runs.Add(ctx, d.tx, &r, d.event(postal.Happened{Act: "compare"}))
	})
	if err == nil && done != 0 {
		return get(ctx, s.db(), runs, "WHERE id = $1", done)
	}
	return r, err
}

// mend takes in what the post's book tells, each order in a commit of its own, and counts
// how often that changed something.
func (s Post) mend(ctx context.Context, known map[string]postal.Entry, theirs []postal.Entry, m account.Stamp) (mended int, err error) {
	m.Key = ""
	for _, e := range theirs {
		o, err := s.Order(ctx, e.Number)
		if refusal.KindOf(err) == refusal.NotFound {
			continue // theirs alone: the run says so
		}
		if err != nil {
			return mended, err
		}
		changed := false
		if o.ToTell() && (o.Tracking == "" || o.Tracking == e.Tracking) {
			err = s.act(ctx, o.ID, postal.Accept{Tracking: e.Tracking, At: e.Accepted}, m)
			changed = err == nil
			if refusal.KindOf(err) == refusal.NotNow {
				err = nil
			}
		}
		if mine, ok := known[e.Number]; err == nil && (!ok || mine.State != e.State) {
			var v postal.Verdict
			v, err = s.Take(ctx, noticeOf(e), m)
			changed = changed || v == postal.Applied
		}
		if err != nil {
			return mended, err
		}
		if changed {
			mended++
		}
	}
	return mended, nil
}

func (s Post) entries(ctx context.Context, day calendar.Day) (byNumber map[string]postal.Entry, err error) {
	byNumber = map[string]postal.Entry{}
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err := entries(ctx, tx, day)
		for _, e := range list {
			byNumber[e.Number] = e
		}
		return err
	})
	return byNumber, err
}

// entries is our book of a day: what the post took in on it.
func entries(ctx context.Context, tx *db.Tx, day calendar.Day) ([]postal.Entry, error) {
	found, err := orders.List(ctx, tx, "WHERE accepted_at >= $1 AND accepted_at < $2 AND accepted_at <> '' ORDER BY number", dossier.Instant(day.Start()), dossier.Instant((day + 1).Start()))
	list := make([]postal.Entry, 0, len(found))
	for _, o := range found {
		list = append(list, postal.Entry{Number: o.Number, Tracking: o.Tracking, State: o.State, At: o.StatusAt, COD: o.COD, Collected: o.Collected, Accepted: o.Accepted})
	}
	return list, err
}

func sum(list []postal.Entry) (total int64) {
	for _, e := range list {
		total += e.Collected
	}
	return total
}

// Runs lists comparisons, newest first.
func (s Post) Runs(ctx context.Context, n int) (list []*postal.Run, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = runs.List(ctx, tx, "ORDER BY id DESC LIMIT $1", n)
		return err
	})
	return list, err
}

// Parked lists notices that could not be taken for any order, newest first.
func (s Post) Parked(ctx context.Context, n int) (list []*postal.Notice, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = notices.List(ctx, tx, "WHERE verdict IN ('unknown', 'clashes') ORDER BY id DESC LIMIT $1", n)
		return err
	})
	return list, err
}
