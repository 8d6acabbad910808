package bench

import (
	"context"
	"fmt"
	"strings"

	"cchc/kit/db"
	"cchc/store"
)

// sampleOf reads from the program's tables what one receipt and one completed step left.
// Rows that the step has changed since are those of a dossier that had none: there are
// more receipts than steps.
func sampleOf(ctx context.Context, s *store.Store) (of sample, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		stepped, err := db.Value[int64](ctx, tx, `SELECT min(subject) FROM event WHERE version = 2 AND kind = 'dossier'`)
		if err != nil {
			return err
		}
		for _, part := range []struct {
			to    *row
			table string
			where string
		}{
			{&of.stepped, "dossier", "id = $1"},
			{&of.dossier, "dossier", "id = $1"},
			{&of.person, "dossier_person", "dossier = $1"},
			{&of.event, "event", "subject = $1 AND version = 1"},
			{&of.step, "event", "subject = $1 AND version = 2"},
			{&of.reworked, "dossier_work", "dossier = $1"},
			{&of.work, "dossier_work", "dossier = $1"},
		} {
			list, err := rowsOf(ctx, tx, part.table, part.where, stepped)
			if err != nil {
				return err
			}
			if len(list) != 1 {
				return fmt.Errorf("bench: %d rows of %s", len(list), part.table)
			}
			*part.to = list[0]
		}
		of.dossier = of.dossier.with(map[string]any{"version": int64(1), "state": "received"})
		of.work = of.work.with(map[string]any{"step": int64(1)})
		if of.words, err = rowsOf(ctx, tx, "dossier_word", "dossier = $1", stepped); err != nil {
			return err
		}
		of.tally, err = rowsOf(ctx, tx, "dossier_tally", `unit = $1 AND procedure IN (0, $2) AND received_direct > 0`, of.dossier.value("unit"), of.dossier.value("procedure"))
		return err
	})
	return of, err
}

// rowsOf reads rows of a table whatever its columns are.
func rowsOf(ctx context.Context, tx *db.Tx, table, where string, args ...any) ([]row, error) {
	columns, err := columnsOf(ctx, tx, table)
	if err != nil {
		return nil, err
	}
	return db.All(ctx, tx, func(r db.Row) (row, error) {
		values, dest := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			dest[i] = &values[i]
		}
		return row{table, columns, values}, r.Scan(dest...)
	}, "SELECT "+strings.Join(columns, ", ")+" FROM "+table+" WHERE "+where, args...)
}

func columnsOf(ctx context.Context, tx *db.Tx, table string) ([]string, error) {
	query := `SELECT name FROM pragma_table_info($1) ORDER BY cid`
	if tx.Engine == db.Postgres {
		query = `SELECT column_name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position`
	}
	return db.All(ctx, tx, func(r db.Row) (name string, err error) { return name, r.Scan(&name) }, query, table)
}
