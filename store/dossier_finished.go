package store

import (
	"context"
	"strings"
	"time"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/store/book"
)

// Finished lists the dossiers of some versions of a procedure whose result was ready from
// one instant to before another, in order.
func (s Dossiers) Finished(ctx context.Context, versions []procedure.ID, from, until time.Time) (ids []int64, err error) {
	if len(versions) == 0 {
		return nil, nil
	}
	args := []any{dossier.Instant(from), dossier.Instant(until)}
	for _, v := range versions {
		args = append(args, int64(v))
	}
	in := strings.TrimPrefix(book.Placeholders(len(args)), "$1, $2, ")
	scan := func(row db.Row) (id int64, err error) { return id, row.Scan(&id) }
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		ids, err = db.All(ctx, tx, scan, `SELECT id FROM dossier WHERE closed_at >= $1 AND closed_at < $2 AND closed_at <> ''
			AND outcome IN ('early', 'on_time', 'late') AND procedure IN (`+in+`) ORDER BY id`, args...)
		return err
	})
	return ids, err
}

// Lives reads dossiers with their events, by identifier; a few hundred at a time.
func (s Dossiers) Lives(ctx context.Context, ids []int64) (list []*dossier.Dossier, events map[dossier.ID][]audit.Event, err error) {
	args, in := make([]any, len(ids)), book.Placeholders(len(ids))
	for i, id := range ids {
		args[i] = id
	}
	events = map[dossier.ID][]audit.Event{}
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		if list, err = dossierBook.List(ctx, tx, "WHERE id IN ("+in+") ORDER BY id", args...); err != nil {
			return err
		}
		all, err := db.All(ctx, tx, book.ScanEvent, `SELECT `+book.EventColumns+` FROM event WHERE subject IN (`+in+`) ORDER BY subject, version`, args...)
		for _, e := range all {
			events[dossier.ID(e.Subject)] = append(events[dossier.ID(e.Subject)], e)
		}
		return err
	})
	return list, events, err
}
