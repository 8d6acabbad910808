package book

import (
	"context"
	"errors"

	"cchc/domain/audit"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// ChangedMeanwhile refuses to write over what somebody else has just written.
var ChangedMeanwhile = refusal.Clash("Dữ liệu vừa được người khác thay đổi. Hãy tải lại rồi làm lại.")

// Edited writes a draft over; read is the version of the row that the editor saw.
func (b *Book[S]) Edited(ctx context.Context, tx *db.Tx, id int64, read int, e audit.Event, edit func(*S) error) (S, error) {
	return b.Change(ctx, tx, id, func(before *S) (audit.Event, error) {
		if *b.Version(before) != read {
			return audit.Event{}, ChangedMeanwhile
		}
		return e, edit(before)
	})
}

// ByKey finds the subject of a book that a key was used upon, after ErrDoneBefore.
func (b *Book[S]) ByKey(ctx context.Context, handle *db.DB, key string) (s S, err error) {
	err = handle.Read(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, b.Scan, b.SelectFrom()+"WHERE id = (SELECT subject FROM event WHERE key = $1 AND key <> '')", key)
		s = k.State
		return err
	})
	return s, err
}

// Get reads one subject of a book.
func (b *Book[S]) Get(ctx context.Context, handle *db.DB, id int64, missing string) (s S, err error) {
	err = handle.Read(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, b.Scan, b.SelectFrom()+"WHERE id = $1", id)
		s = k.State
		return err
	})
	if errors.Is(err, db.ErrNotFound) {
		return s, refusal.Missing("%s", missing)
	}
	return s, err
}
