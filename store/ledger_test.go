package store_test

import (
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/store"
)

func TestTheLogIsSearchedAndProvedAndVerifiedInTheBackground(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := receive(t, s, "2024-03-04T09:30")
		sealer := &store.Sealer{DB: s.DB, Signer: newSigner(t, 1)}
		ledger := store.Ledger{DB: s.DB, Verifier: newSigner(t, 1).Verifier()}
		if _, err := sealer.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		unsealed := receive(t, s, "2024-03-04T09:31")
		for name, c := range map[string]struct {
			q    audit.Search
			want int
		}{
			"everything":   {audit.Search{Before: -1, Limit: 100}, 10},
			"a kind":       {audit.Search{Before: -1, Limit: 100, Kind: audit.Dossier}, 2},
			"one subject":  {audit.Search{Before: -1, Limit: 100, Subject: int64(d.ID)}, 1},
			"a day":        {audit.Search{Before: -1, Limit: 100, From: at("2024-03-04T00:00"), To: at("2024-03-05T00:00")}, 2},
			"a person":     {audit.Search{Before: -1, Limit: 100, By: int64(clerk), Unit: int64(commune), Act: "receive"}, 2},
			"sealed alone": {audit.Search{Before: 9, Limit: 100}, 9},
			"the first":    {audit.Search{Before: -1, Limit: 1}, 1},
		} {
			found, err := ledger.Search(t.Context(), c.q)
			if err != nil || len(found.Events) != c.want {
				t.Errorf("%s: %d events, want %d, %v", name, len(found.Events), c.want, err)
			}
		}
		proved, err := ledger.Evidence(t.Context(), int64(d.ID), 1)
		if err != nil || !proved.Holds || proved.Checkpoint.Size != 9 {
			t.Errorf("a sealed event: %+v, %v", proved, err)
		}
		waits, err := ledger.Evidence(t.Context(), int64(unsealed.ID), 1)
		if err != nil || waits.Holds || waits.Sealed {
			t.Errorf("an event that waits: %+v, %v", waits, err)
		}
		if seals, err := ledger.Checkpoints(t.Context(), 5); err != nil || len(seals) != 1 || seals[0].Size != 9 {
			t.Errorf("checkpoints %v, %v", seals, err)
		}
		inspected(t, s, ledger)
	})
}

// inspected asks twice for a verification, which is one, and reads what it found.
func inspected(t *testing.T, s *store.Store, ledger store.Ledger) {
	t.Helper()
	if last, err := ledger.Inspection(t.Context()); last != nil || err != nil {
		t.Errorf("before anybody asked: %v, %v", last, err)
	}
	for _, when := range []string{"2024-03-04T10:00", "2024-03-04T10:01"} {
		if err := ledger.Ask(t.Context(), account.Stamp{By: clerk, At: at(when)}); err != nil {
			t.Fatal(err)
		}
	}
	last, err := ledger.Inspection(t.Context())
	if err != nil || !last.Asked.Equal(at("2024-03-04T10:00")) || !last.Done.IsZero() || rowsOf(t, s, `SELECT count(*) FROM job WHERE kind = 'log.inspection'`)[0] != "1" {
		t.Fatalf("asked twice: %+v, %v", last, err)
	}
	if err := s.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE orgunit SET name = 'Xã ma' WHERE id = 4`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := ledger.Inspect(t.Context(), dossier.Instant(last.Asked), func() time.Time { return at("2024-03-04T10:02") }); err != nil {
		t.Fatal(err)
	}
	last, err = ledger.Inspection(t.Context())
	if err != nil || last.Done.IsZero() || last.Found != 1 || len(last.Findings) != 1 {
		t.Errorf("done: %+v, %v", last, err)
	}
}
