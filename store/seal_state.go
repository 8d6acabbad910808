package store

import (
	"context"
	"errors"
	"time"

	"cchc/domain/dossier"
	"cchc/kit/db"
)

// SealState is how far the log has come.
type SealState struct {
	Waiting int64     // events without a place in the log
	Oldest  time.Time // the earliest of them took effect; zero without any
	Last    time.Time // the last checkpoint; zero without one
}

// SealState reads it. It walks over the waiting events only.
func (s *Store) SealState(ctx context.Context) (of SealState, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		var oldest, last string
		of.Waiting, err = db.One(ctx, tx, func(row db.Row) (n int64, err error) {
			return n, row.Scan(&n, &oldest)
		}, `SELECT count(*), coalesce(min(at), '') FROM event WHERE leaf < 0`)
		if err != nil {
			return err
		}
		last, err = db.Value[string](ctx, tx, `SELECT at FROM log_checkpoint ORDER BY size DESC LIMIT 1`)
		if err != nil && !errors.Is(err, db.ErrNotFound) {
			return err
		}
		if of.Oldest, err = dossier.ParseInstant(oldest); err != nil {
			return err
		}
		of.Last, err = dossier.ParseInstant(last)
		return err
	})
	return of, err
}
