package store

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"cchc/domain/audit"
	"cchc/kit/db"
	"cchc/store/book"
)

const (
	// sealBatch bounds the events in one commit: on SQLite every act waits that long, some
	// 10 ms. (A subject is sealed as a whole, so it can be a few more.)
	sealBatch = 500
	// bulkBatch bounds the leaves in one checkpoint of a bulk build: its memory is 4 MB.
	bulkBatch = 1 << 16
	sealEvery = time.Second
	// sealTurn is the number by which sealers in several processes wait for each other.
	sealTurn = 7_220_914_034
)

// Sealer brings events into the log: each gets its position, and a signed checkpoint
// covers all up to there. Acts do not wait for it, and it may come any time later.
type Sealer struct {
	DB     *db.DB
	Signer *audit.Signer
	Now    func() time.Time // nil: time.Now
	Log    *slog.Logger     // nil: slog.Default
}

// Run seals every second what has come, until ctx ends; it never fails. What goes wrong is
// logged once, and sealing tried on: events without a place are safe, and wait.
func (s *Sealer) Run(ctx context.Context) error {
	tick := time.NewTicker(sealEvery)
	defer tick.Stop()
	log, told := s.Log, ""
	if log == nil {
		log = slog.Default()
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		_, err := s.Seal(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil:
			told = ""
		case err.Error() != told:
			told = err.Error()
			log.Error("the log could not be sealed", "error", err)
		}
	}
}

// Seal brings every event that is not in the log yet into it, in batches, and returns
// how many. Without any it leaves no checkpoint.
func (s *Sealer) Seal(ctx context.Context) (n int, err error) {
	for {
		waits, err := s.waits(ctx)
		if err != nil || !waits {
			return n, err
		}
		var did int
		err = s.DB.Write(ctx, func(tx *db.Tx) error {
			did, err = s.sealBatch(ctx, tx)
			return err
		})
		if err != nil || did == 0 {
			return n, err
		}
		n += did
	}
}

// waits tells whether there is an event to seal, without disturbing who writes.
func (s *Sealer) waits(ctx context.Context) (some bool, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		one, err := db.All(ctx, tx, scanSubject, `SELECT subject FROM event WHERE leaf < 0 ORDER BY subject, version LIMIT 1`)
		some = len(one) > 0
		return err
	})
	return some, err
}

func scanSubject(row db.Row) (id int64, err error) { return id, row.Scan(&id) }

func (s *Sealer) sealBatch(ctx context.Context, tx *db.Tx) (int, error) {
	log, err := s.resume(ctx, tx)
	if err != nil {
		return 0, err
	}
	w, err := readWaiting(ctx, tx, log.Last().Size)
	if err != nil || len(w.leaves) == 0 {
		return 0, err
	}
	batch, err := log.Seal(w.leaves, s.now())
	if err != nil {
		return 0, err
	}
	if err := book.PlaceEvents(ctx, tx, w.places); err != nil {
		return 0, err
	}
	return len(w.leaves), keepBatch(ctx, tx, batch)
}

// resume takes the turn and goes on after the last checkpoint. A log that another key
// signed, or whose tiles were changed, is not continued.
func (s *Sealer) resume(ctx context.Context, tx *db.Tx) (*audit.Sealer, error) {
	if _, err := tx.Exec(ctx, tx.TakeTurn(), sealTurn); err != nil {
		return nil, err
	}
	note, err := lastNote(ctx, tx)
	if err != nil || note == nil {
		return audit.NewSealer(s.Signer), err
	}
	last, err := s.Signer.Verifier().Open(note)
	if err != nil {
		return nil, fmt.Errorf("the log was sealed with another key, or its last checkpoint was changed: %w", err)
	}
	return audit.ResumeSealer(s.Signer, last, storedTiles{ctx, tx})
}

// SealHeads is for bulk builders, who insert events with their positions, from first on:
// it appends the heads of those events, in that order, and signs checkpoints. The
// builder's transaction keeps all or nothing.
func (s *Sealer) SealHeads(ctx context.Context, tx *db.Tx, first int64, heads iter.Seq[audit.Head], at time.Time) error {
	log, err := s.resume(ctx, tx)
	if err != nil {
		return err
	}
	if size := log.Last().Size; size != first {
		return fmt.Errorf("store: heads from position %d for a log of %d", first, size)
	}
	leaves := make([]audit.Hash, 0, bulkBatch)
	flush := func() error {
		batch, err := log.Seal(leaves, at)
		if err != nil {
			return err
		}
		leaves = leaves[:0]
		return keepBatch(ctx, tx, batch)
	}
	for head := range heads {
		if leaves = append(leaves, head.Leaf()); len(leaves) == bulkBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if len(leaves) == 0 {
		return nil
	}
	return flush()
}

func (s *Sealer) now() time.Time {
	if s.Now != nil {
		return s.Now()
	}
	return time.Now()
}
