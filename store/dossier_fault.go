package store

import (
	"context"
	"iter"
	"slices"

	"cchc/domain/quality"
	"cchc/kit/db"
)

var faultColumns = []string{"dossier", "kind", "unit"}

// keepFaults rewrites what a dossier's row shows to be wrong, when that changed.
func keepFaults(ctx context.Context, tx *db.Tx, before, after *file) error {
	now := quality.Of(after)
	if before != nil {
		was := quality.Of(before)
		if before.Unit == after.Unit && slices.Equal(was, now) {
			return nil
		}
		if len(was) > 0 {
			if _, err := tx.Exec(ctx, `DELETE FROM dossier_fault WHERE dossier = $1`, after.ID); err != nil {
				return err
			}
		}
	}
	for row := range faultRows(after) {
		if _, err := tx.Exec(ctx, `INSERT INTO dossier_fault (dossier, kind, unit) VALUES ($1, $2, $3)`, row...); err != nil {
			return err
		}
	}
	return nil
}

func faultRows(d *file) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, kind := range quality.Of(d) {
			if !yield([]any{int64(d.ID), int64(kind), int64(d.Unit)}) {
				return
			}
		}
	}
}
