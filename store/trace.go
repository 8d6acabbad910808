package store

import (
	"context"

	"cchc/domain/audit"
	"cchc/kit/db"
	"cchc/store/book"
)

// Trace reads what happened.
type Trace struct{ DB *db.DB }

// Of lists the events of one subject in order.
func (t Trace) Of(ctx context.Context, subject int64) (list []audit.Event, err error) {
	err = t.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, book.ScanEvent, `SELECT `+book.EventColumns+` FROM event WHERE subject = $1 ORDER BY version`, subject)
		return err
	})
	return list, err
}

// Latest lists up to n events newest first: those not sealed yet, then by their place in
// the log, below a leaf; before < 0 begins at the end.
func (t Trace) Latest(ctx context.Context, before int64, n int) (list []audit.Event, err error) {
	err = t.DB.Read(ctx, func(tx *db.Tx) error {
		list = nil
		if before < 0 {
			list, err = db.All(ctx, tx, book.ScanEvent, `SELECT `+book.EventColumns+` FROM event WHERE leaf < 0 ORDER BY subject DESC, version DESC LIMIT $1`, n)
			if err != nil {
				return err
			}
			before = 1<<62 - 1
		}
		sealed, err := db.All(ctx, tx, book.ScanEvent, `SELECT `+book.EventColumns+` FROM event WHERE leaf >= 0 AND leaf < $1 ORDER BY leaf DESC LIMIT $2`, before, n-len(list))
		list = append(list, sealed...)
		return err
	})
	return list, err
}
