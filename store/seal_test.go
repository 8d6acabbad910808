package store_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"cchc/domain/audit"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

func sealerOf(s *store.Store, signer *audit.Signer) *store.Sealer {
	return &store.Sealer{DB: s.DB, Signer: signer, Now: func() time.Time { return at("2024-06-01T08:00") }}
}

func verifyWith(t *testing.T, s *store.Store, signer *audit.Signer) store.Report {
	t.Helper()
	report, err := store.Verify(t.Context(), s, store.Verification{Verifier: signer.Verifier()})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestSealingGivesEveryEventAPositionOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		signer := newSigner(t, 1)
		sealer := sealerOf(s, signer)
		furniture, err := sealer.Seal(t.Context())
		if err != nil || furniture == 0 {
			t.Fatalf("sealed %d, %v", furniture, err)
		}
		if n, err := sealer.Seal(t.Context()); n != 0 || err != nil {
			t.Errorf("nothing was waiting, sealed %d, %v", n, err)
		}
		receive(t, s, "2024-03-04T09:30")
		if n, err := sealer.Seal(t.Context()); n != 1 || err != nil {
			t.Errorf("one was waiting, sealed %d, %v", n, err)
		}
		report := verifyWith(t, s, signer)
		if !report.OK() || report.Checkpoints != 2 || report.Leaves != int64(furniture)+1 || report.Last.Number != 2 {
			t.Errorf("%+v", report)
		}
	})
}

func TestAnEmptyLogHasNoCheckpoint(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s, signer := store.New(d), newSigner(t, 1)
		if n, err := sealerOf(s, signer).Seal(t.Context()); n != 0 || err != nil {
			t.Errorf("sealed %d, %v", n, err)
		}
		if has, err := s.HasCheckpoint(t.Context()); has || err != nil {
			t.Errorf("a checkpoint: %v, %v", has, err)
		}
		if report := verifyWith(t, s, signer); !report.OK() {
			t.Errorf("%+v", report)
		}
	})
}

func TestManySealersAtOnceWhileActsGoOnLeaveOneLog(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		signer := newSigner(t, 1)
		ctx, stop := context.WithCancel(t.Context())
		var sealers, clerks sync.WaitGroup
		for range 4 {
			sealers.Go(func() {
				for ctx.Err() == nil {
					if _, err := sealerOf(s, signer).Seal(ctx); err != nil && !errors.Is(err, context.Canceled) {
						t.Error(err)
					}
				}
			})
		}
		for range 4 {
			clerks.Go(func() {
				for range 30 {
					receive(t, s, "2024-03-04T09:30")
				}
			})
		}
		clerks.Wait()
		if report := verifyWith(t, s, signer); !report.OK() {
			t.Errorf("while sealing: %+v", report)
		}
		stop()
		sealers.Wait()
		if _, err := sealerOf(s, signer).Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		if report := verifyWith(t, s, signer); !report.OK() || report.Leaves != report.Events || report.Events < 120 {
			t.Errorf("after all: %+v", report)
		}
	})
}

func TestASubjectWhoseRowIsGoneDoesNotStopTheSealing(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		signer := newSigner(t, 1)
		gone := receive(t, s, "2024-03-04T09:30")
		receive(t, s, "2024-03-04T09:31")
		err := s.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `DELETE FROM dossier WHERE id = $1`, gone.ID)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if _, err := sealerOf(s, signer).Seal(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		report := verifyWith(t, s, signer)
		if report.Leaves != report.Events-1 || !about(report, "dossier", gone.Code) {
			t.Errorf("%+v", report)
		}
	})
}

func TestALogIsNotContinuedWithAnotherKeyNorOnChangedTiles(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		signer := newSigner(t, 1)
		if _, err := sealerOf(s, signer).Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		receive(t, s, "2024-03-04T09:30")
		if n, err := sealerOf(s, newSigner(t, 2)).Seal(t.Context()); n != 0 || err == nil {
			t.Errorf("another key sealed %d", n)
		}
		hashes := make([]byte, 32)
		err := s.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE log_tile SET hashes = $1`, hashes)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := sealerOf(s, signer).Seal(t.Context()); n != 0 || err == nil {
			t.Errorf("on changed tiles %d were sealed", n)
		}
	})
}

func TestASealerThatRunsSealsWhatComesAndEndsWithItsContext(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		signer := newSigner(t, 1)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- sealerOf(s, signer).Run(ctx) }()
		for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			if has, err := s.HasCheckpoint(t.Context()); has || err != nil || time.Now().After(end) {
				if !has {
					t.Errorf("nothing was sealed, %v", err)
				}
				break
			}
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func TestABulkBuilderSealsItsOwnLives(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		signer := newSigner(t, 1)
		sealer := sealerOf(s, signer)
		seal := func(ctx context.Context, tx *db.Tx, first int64, heads []audit.Head) error {
			return sealer.SealHeads(ctx, tx, first, slices.Values(heads), at("2024-06-01T08:00"))
		}
		for range 2 {
			refs, err := s.References.Now(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			list := scripts()[:1]
			if has, _ := s.HasCheckpoint(t.Context()); has {
				list = scripts()[1:]
			}
			if _, err := s.Bulk(t.Context(), lives(refs, list), seal); err != nil {
				t.Fatal(err)
			}
			if _, err := sealer.Seal(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if report := verifyWith(t, s, signer); !report.OK() || report.Leaves != report.Events || report.Events < 150 {
			t.Errorf("%+v", report)
		}
	})
}
