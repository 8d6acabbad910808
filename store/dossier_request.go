package store

import (
	"context"
	"iter"
	"slices"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/kit/db"
)

var requestColumns = []string{"dossier", "no", "unit", "by_unit", "sent_at", "due_by"}

// keepRequests rewrites a dossier's requests that wait, when they changed.
func keepRequests(ctx context.Context, tx *db.Tx, before, after *file) error {
	if before != nil && dossier.RequestText(before.Requests) == dossier.RequestText(after.Requests) {
		return nil
	}
	if before != nil && len(before.Waiting()) > 0 {
		if _, err := tx.Exec(ctx, `DELETE FROM dossier_request WHERE dossier = $1`, after.ID); err != nil {
			return err
		}
	}
	for row := range requestRows(after) {
		_, err := tx.Exec(ctx, `INSERT INTO dossier_request (dossier, no, unit, by_unit, sent_at, due_by)
			VALUES ($1, $2, $3, $4, $5, $6)`, row...)
		if err != nil {
			return err
		}
	}
	return nil
}

func requestRows(d *file) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, r := range d.Waiting() {
			if !yield([]any{int64(d.ID), int64(r.No), int64(r.Unit), int64(r.By),
				dossier.Instant(r.Sent), dossier.Instant(r.DueAt().Last())}) {
				return
			}
		}
	}
}

// Requests lists requests to units that wait for an answer, the most urgent first.
func (s Desk) Requests(ctx context.Context, q dossier.WorkQuery) (list []dossier.Listed, err error) {
	err = s.read(ctx, func(tx *db.Tx) error {
		w, err := requestWhere(ctx, tx, q)
		if err != nil {
			return err
		}
		if q.After != (dossier.WorkKey{}) {
			w.and("(due_by, dossier, no) > (?, ?, ?)", dossier.Instant(q.After.Due), q.After.Dossier, q.After.Step)
		}
		rows, err := db.All(ctx, tx, func(row db.Row) (r stepRow, err error) {
			err = row.Scan((*int64)(&r.id), &r.step)
			return r, err
		}, `SELECT dossier, no FROM dossier_request WHERE `+w.String()+` ORDER BY due_by, dossier, no LIMIT `+w.value(q.Limit), w.args...)
		if err != nil {
			return err
		}
		list, err = ofWork(ctx, tx, rows)
		for i := range list {
			list[i].Step, list[i].Owed = 0, list[i].Step
		}
		return err
	})
	return list, err
}

// CountRequests counts requests that wait, up to a limit.
func (s Desk) CountRequests(ctx context.Context, q dossier.WorkQuery, limit int) (n int, err error) {
	err = s.read(ctx, func(tx *db.Tx) error {
		w, err := requestWhere(ctx, tx, q)
		if err != nil {
			return err
		}
		n, err = db.Value[int](ctx, tx, `SELECT count(*) FROM (SELECT 1 AS one FROM dossier_request WHERE `+w.String()+` LIMIT `+w.value(limit)+`) AS bounded`, w.args...)
		return err
	})
	return n, err
}

func requestWhere(ctx context.Context, tx *db.Tx, q dossier.WorkQuery) (*where, error) {
	w := &where{}
	w.and("unit IN (??)", anys(q.Units))
	return w, narrow(ctx, tx, w, q)
}

// StandsIn are the people for whom one stands in on the day of an act.
func (s Desk) StandsIn(ctx context.Context, by account.Stamp) (ids []account.ID, err error) {
	err = s.read(ctx, func(tx *db.Tx) error {
		ids, err = standsIn(ctx, tx, Moment(by))
		return err
	})
	return ids, err
}

func standsIn(ctx context.Context, tx *db.Tx, m Moment) ([]account.ID, error) {
	return db.All(ctx, tx, func(row db.Row) (id account.ID, err error) {
		err = row.Scan((*int64)(&id))
		return id, err
	}, `SELECT id FROM account WHERE substitute > 0 AND substitute = $1 AND away_from <= $2 AND away_until >= $2 ORDER BY id`, int64(m.By), m.Day().String())
}

// absentFor are the people for whom who acts stands in, asked only where a step is held by
// somebody else.
func absentFor(ctx context.Context, tx *db.Tx, d *file, m Moment) ([]account.ID, error) {
	others := func(w dossier.Work) bool { return w.Holder != 0 && w.Holder != account.ID(m.By) }
	if m.By == 0 || !slices.ContainsFunc(d.Open, others) {
		return nil, nil
	}
	return standsIn(ctx, tx, m)
}

// Colleagues are the people of units who can sign in, by name: what pages show of them.
func (s Desk) Colleagues(ctx context.Context, units []orgunit.ID) (list []account.Account, err error) {
	err = s.read(ctx, func(tx *db.Tx) error {
		var w where
		w.and("unit IN (??)", anys(units))
		rows, err := accountBook.List(ctx, tx, "WHERE "+w.String()+" ORDER BY name_key, id", w.args...)
		list = nil
		for _, a := range rows {
			if !a.Locked {
				list = append(list, account.Account{ID: a.ID, Name: a.Name, Title: a.Title, Unit: a.Unit, Roles: a.Roles, Away: a.Away})
			}
		}
		return err
	})
	return list, err
}
