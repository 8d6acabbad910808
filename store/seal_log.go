package store

import (
	"context"
	"errors"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/db"
)

// storedTiles reads the log's tiles within a transaction.
type storedTiles struct {
	ctx context.Context
	tx  *db.Tx
}

// ReadTile gives the hashes of a tile, nil when there is none.
func (t storedTiles) ReadTile(level int, index int64) ([]byte, error) {
	hashes, err := db.Value[[]byte](t.ctx, t.tx, `SELECT hashes FROM log_tile WHERE level = $1 AND idx = $2`, level, index)
	if errors.Is(err, db.ErrNotFound) {
		return nil, nil
	}
	return hashes, err
}

// lastNote is the youngest checkpoint as it was signed, nil in an empty log.
func lastNote(ctx context.Context, tx *db.Tx) ([]byte, error) {
	note, err := db.Value[string](ctx, tx, `SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1`)
	if errors.Is(err, db.ErrNotFound) {
		return nil, nil
	}
	return []byte(note), err
}

// keepBatch saves what a sealing made.
func keepBatch(ctx context.Context, tx *db.Tx, b audit.Batch) error {
	for _, tile := range b.Tiles {
		_, err := tx.Exec(ctx, `INSERT INTO log_tile (level, idx, width, hashes) VALUES ($1, $2, $3, $4)
			ON CONFLICT (level, idx) DO UPDATE SET width = excluded.width, hashes = excluded.hashes`,
			tile.Level, tile.Index, tile.Width(), tile.Hashes)
		if err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `INSERT INTO log_checkpoint (size, at, note) VALUES ($1, $2, $3)`,
		b.Checkpoint.Size, dossier.Instant(b.Checkpoint.At), string(b.Text))
	return err
}

// LastCheckpoint is the youngest checkpoint as a signed note, nil in an empty log. Kept
// elsewhere, it shows when the log is cut short.
func (s *Store) LastCheckpoint(ctx context.Context) (note []byte, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		note, err = lastNote(ctx, tx)
		return err
	})
	return note, err
}

// HasCheckpoint tells whether anything was sealed yet: from then on the key must be kept.
func (s *Store) HasCheckpoint(ctx context.Context) (bool, error) {
	note, err := s.LastCheckpoint(ctx)
	return note != nil, err
}
