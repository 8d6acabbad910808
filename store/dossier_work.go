package store

import (
	"context"
	"iter"

	"cchc/domain/dossier"
	"cchc/kit/db"
)

var workColumns = []string{"dossier", "step", "unit", "role", "holder", "since", "step_by", "due_by", "clock"}

// keepWork rewrites a dossier's open steps when they, the due date or the clock changed.
func keepWork(ctx context.Context, tx *db.Tx, before, after *file) error {
	if before != nil {
		if dossier.WorkText(before.Open) == dossier.WorkText(after.Open) && before.Due == after.Due && before.Clock == after.Clock {
			return nil
		}
		if _, err := tx.Exec(ctx, `DELETE FROM dossier_work WHERE dossier = $1`, after.ID); err != nil {
			return err
		}
	}
	if len(after.Open) == 0 {
		return nil
	}
	for row := range workRows(after) {
		_, err := tx.Exec(ctx, `INSERT INTO dossier_work (dossier, step, unit, role, holder, since, step_by, due_by, clock)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, row...)
		if err != nil {
			return err
		}
	}
	return nil
}

func workRows(d *file) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, w := range d.Open {
			if !yield([]any{int64(d.ID), w.Step, int64(w.Unit), string(w.Role), int64(w.Holder),
				dossier.Instant(w.Since), dossier.Instant(w.Due), dueBy(d), string(d.Clock)}) {
				return
			}
		}
	}
}
