package paper

import (
	"context"
	"log/slog"
	"time"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/blob"
	"cchc/kit/db"
	"cchc/store/book"
)

const (
	// orphanAfter is how long a form may stay unsent: nobody types longer than a day.
	orphanAfter = 24 * time.Hour
	// sweepAfter is how long a content without a row stays: as long as any upload could
	// take from its content's keeping to its row.
	sweepAfter = time.Hour
	sweepEvery = 10 * time.Minute
)

// Run sweeps from time to time until ctx ends; it never fails.
func (s *Papers) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := s.Sweep(ctx, time.Now()); err != nil && ctx.Err() == nil {
			slog.Error("papers could not be swept", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Sweep takes away what nobody sent and destroys contents that no row refers to.
func (s *Papers) Sweep(ctx context.Context, now time.Time) error {
	m := book.Moment{At: book.Whole(now)}
	err := s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := dropUses(ctx, tx, m); err != nil {
			return err
		}
		old, err := sheetBook.List(ctx, tx, "WHERE pending <> '' AND state <> 'removed' AND at < $1 ORDER BY id LIMIT 500", dossier.Instant(m.At.Add(-orphanAfter)))
		for i := 0; err == nil && i < len(old); i++ {
			_, err = change(ctx, tx, old[i].ID, scan.Remove{Reason: "biểu mẫu không được gửi trong một ngày"}, m)
		}
		return err
	})
	if err != nil {
		return err
	}
	for info, err := range s.Files.Each(ctx) {
		if err != nil {
			return err
		}
		if before := now.Add(-sweepAfter); info.Kept.Before(before) {
			if err := s.destroy(ctx, info.Name, before); err != nil {
				return err
			}
		}
	}
	return nil
}

func dropUses(ctx context.Context, tx *db.Tx, m book.Moment) error {
	old, err := useBook.List(ctx, tx, "WHERE pending <> '' AND NOT dropped AND at < $1 ORDER BY id LIMIT 500", dossier.Instant(m.At.Add(-orphanAfter)))
	for i := 0; err == nil && i < len(old); i++ {
		_, err = useBook.Change(ctx, tx, int64(old[i].ID), func(u *result.Use) (audit.Event, error) {
			u.Dropped = true
			return m.Event("drop", ""), nil
		})
	}
	return err
}

func (s *Papers) destroy(ctx context.Context, name blob.Name, before time.Time) error {
	kept, err := s.refers(ctx, name)
	if err != nil || kept {
		return err
	}
	return s.Files.Remove(ctx, name, before)
}

func (s *Papers) refers(ctx context.Context, name blob.Name) (yes bool, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		n, err := db.Value[int64](ctx, tx, `SELECT count(*) FROM paper WHERE content = $1 AND content <> ''`, string(name))
		yes = n > 0
		return err
	})
	return yes, err
}

// Content is a content that rows refer to, and one of the papers that it is of.
type Content struct {
	Address string
	Paper   scan.ID
	Dossier string // code, "" while there is none
}

// Contents lists every content that a row refers to, by address.
func Contents(ctx context.Context, handle *db.DB) (list []Content, err error) {
	err = handle.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, func(row db.Row) (c Content, err error) {
			return c, row.Scan(&c.Address, (*int64)(&c.Paper), &c.Dossier)
		}, `SELECT p.content, min(p.id), coalesce(max(d.code), '') FROM paper p LEFT JOIN dossier d ON d.id = p.dossier
			WHERE p.content <> '' GROUP BY p.content ORDER BY p.content`)
		return err
	})
	return list, err
}
