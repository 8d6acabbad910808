package store

import (
	"context"

	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/store/book"
)

type stepRow struct {
	id   dossier.ID
	step int
}

// Work lists open steps, the most urgent first.
func (s Desk) Work(ctx context.Context, q dossier.WorkQuery) (list []dossier.Listed, err error) {
	err = s.read(ctx, func(tx *db.Tx) error {
		w, err := workWhere(ctx, tx, q)
		if err != nil {
			return err
		}
		if q.After != (dossier.WorkKey{}) {
			w.and("(due_by, dossier, step) > (?, ?, ?)", dossier.Instant(q.After.Due), q.After.Dossier, q.After.Step)
		}
		rows, err := db.All(ctx, tx, func(row db.Row) (r stepRow, err error) {
			err = row.Scan((*int64)(&r.id), &r.step)
			return r, err
		}, `SELECT dossier, step FROM dossier_work WHERE `+w.String()+` ORDER BY due_by, dossier, step LIMIT `+w.value(q.Limit), w.args...)
		if err != nil {
			return err
		}
		list, err = ofWork(ctx, tx, rows)
		return err
	})
	return list, err
}

// ofWork is the dossiers of the steps, once for each step.
func ofWork(ctx context.Context, tx *db.Tx, rows []stepRow) ([]dossier.Listed, error) {
	ids := make([]dossier.ID, len(rows))
	for i, r := range rows {
		ids[i] = r.id
	}
	list, err := listed(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Step = rows[i].step
	}
	return list, nil
}

// CountWork counts open steps, up to a limit.
func (s Desk) CountWork(ctx context.Context, q dossier.WorkQuery, limit int) (n int, err error) {
	err = s.read(ctx, func(tx *db.Tx) error {
		w, err := workWhere(ctx, tx, q)
		if err != nil {
			return err
		}
		n, err = db.Value[int](ctx, tx, `SELECT count(*) FROM (SELECT 1 AS one FROM dossier_work WHERE `+w.String()+` LIMIT `+w.value(limit)+`) AS bounded`, w.args...)
		return err
	})
	return n, err
}

func workWhere(ctx context.Context, tx *db.Tx, q dossier.WorkQuery) (*where, error) {
	w := &where{}
	if q.Holders != nil {
		w.and("holder > 0 AND holder IN (??)", anys(q.Holders)) // the index is over held steps only
	} else {
		w.and("unit IN (??)", anys(q.Units))
	}
	if q.Free {
		w.and("holder = 0")
	}
	if q.Roles != nil {
		w.and("role IN (??)", anys(q.Roles))
	}
	clock := dossier.Running
	if q.Paused {
		clock = dossier.Paused
	}
	w.and("clock = ?", string(clock))
	return w, narrow(ctx, tx, w, q)
}

// narrow adds what lists of steps and of requests have in common: time and words.
func narrow(ctx context.Context, tx *db.Tx, w *where, q dossier.WorkQuery) error {
	if !q.DueTill.IsZero() {
		w.and("due_by <= ?", dossier.Instant(book.Whole(q.DueTill)))
	}
	if !q.DueFrom.IsZero() {
		w.and("due_by > ?", dossier.Instant(book.Whole(q.DueFrom)))
	}
	words, err := terms(ctx, tx, q.Words)
	for _, t := range words {
		w.and("dossier IN (SELECT also.dossier FROM dossier_word AS also WHERE also.word IN (??))", []any(t))
	}
	return err
}
