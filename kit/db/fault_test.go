package db_test

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/kit/pgserver"
)

func TestACommitThatTheDiskRefusesIsUnknownAndWorkGoesOn(t *testing.T) {
	file := dbtest.SQLite(t)
	d := dbtest.Open(t, file)
	must(t, d.Migrate(t.Context(), schema))
	must(t, put(t, d, 1, "một"))
	restore := dbtest.BreakDisk(t, file+"-wal")
	err := put(t, d, 2, "hai")
	restore()
	if !errors.Is(err, db.ErrUnknown) || d.Stats().Unknown != 1 {
		t.Errorf("%v", err)
	}
	must(t, put(t, d, 3, "ba"))
	if n := count(t, d); n != 2 {
		t.Errorf("%d rows", n)
	}
}

func TestAGroupThatSQLiteGaveUpIsUndoneInFull(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLite(t))
	must(t, d.Migrate(t.Context(), schema))
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO note (id, word) VALUES (1, 'một')`)
		must(t, err)
		_, err = tx.Exec(t.Context(), `ROLLBACK`) // as SQLite itself does when memory or disk run out
		return err
	})
	if err == nil || count(t, d) != 0 {
		t.Errorf("%v", err)
	}
	must(t, put(t, d, 2, "hai"))
}

// slowCommit makes every COMMIT that touched note take a second.
const slowCommit = `
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow();`

func TestAConnectionCutDuringCommitIsUnknown(t *testing.T) {
	address := dbtest.Postgres(t)
	if address == "" {
		return
	}
	d := dbtest.Open(t, address)
	must(t, d.Migrate(t.Context(), append(schema, db.Migration{Name: "slow", SQL: slowCommit})))
	result := make(chan error, 1)
	go func() { result <- put(t, d, 1, "một") }()
	time.Sleep(300 * time.Millisecond)
	cut(t, d, `query ILIKE 'commit%'`)
	if err := <-result; !errors.Is(err, db.ErrUnknown) || errors.Is(err, db.ErrAway) {
		t.Errorf("%v", err)
	}
}

// cut ends the other connections to the database that a condition picks.
func cut(t *testing.T, d *db.DB, where string) {
	t.Helper()
	must(t, d.Read(t.Context(), func(tx *db.Tx) error {
		n, err := db.Value[int64](t.Context(), tx, `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid() AND `+where)
		if n == 0 {
			t.Error("nothing was cut")
		}
		return err
	}))
}

func TestAConnectionCutBeforeCommitIsTriedAgain(t *testing.T) {
	address := dbtest.Postgres(t)
	if address == "" {
		return
	}
	d := dbtest.Open(t, address)
	must(t, d.Migrate(t.Context(), schema))
	var tries atomic.Int64
	must(t, d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO note (id, word) VALUES (1, 'một')`)
		if tries.Add(1) == 1 {
			cut(t, d, `state = 'idle in transaction'`)
			_, err = tx.Exec(t.Context(), `INSERT INTO note (id, word) VALUES (2, 'hai')`)
		}
		return err
	}))
	if tries.Load() != 2 || count(t, d) != 1 {
		t.Errorf("%d tries", tries.Load())
	}
}

func TestConnectionsCutWhileIdleAreReplaced(t *testing.T) {
	address := dbtest.Postgres(t)
	if address == "" {
		return
	}
	d, other := dbtest.Open(t, address), dbtest.Open(t, address)
	for range 3 {
		must(t, d.Ping(t.Context()))
		cut(t, other, `TRUE`)
		must(t, d.Read(t.Context(), func(*db.Tx) error { return nil }))
		cut(t, other, `TRUE`)
		must(t, d.Write(t.Context(), func(*db.Tx) error { return nil }))
	}
}

func TestAnErrorOfTheFunctionIsNoLostDatabase(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		runs := 0
		err := d.Write(t.Context(), func(*db.Tx) error { runs++; return io.ErrUnexpectedEOF })
		if !errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, db.ErrAway) || runs != 1 {
			t.Errorf("%v after %d runs", err, runs)
		}
	})
}

func TestAFileThatCannotBeOpenedIsAway(t *testing.T) {
	_, err := db.Open(t.Context(), filepath.Join(t.TempDir(), "nowhere", "x.db"), db.Options{})
	if !errors.Is(err, db.ErrAway) {
		t.Errorf("%v", err)
	}
}

func TestAServerThatIsGoneIsAway(t *testing.T) {
	if dbtest.Server(t) == nil {
		return
	}
	server, err := pgserver.Start(t.Context(), pgserver.Options{})
	must(t, err)
	d, err := db.Open(t.Context(), server.Address("postgres"), db.Options{})
	must(t, err)
	defer d.Close()
	server.Stop()
	nothing := func(*db.Tx) error { return nil }
	_, opening := db.Open(t.Context(), server.Address("postgres"), db.Options{})
	for what, err := range map[string]error{
		"write": d.Write(t.Context(), nothing),
		"read":  d.Read(t.Context(), nothing),
		"ping":  d.Ping(context.Background()),
		"open":  opening,
	} {
		if !errors.Is(err, db.ErrAway) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestABackupIsACompleteDatabase(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLite(t))
	must(t, d.Migrate(t.Context(), schema))
	must(t, put(t, d, 1, "một"))
	file := filepath.Join(t.TempDir(), "bản sao #1 100%?.db")
	must(t, d.Backup(t.Context(), file))
	if n := count(t, dbtest.Open(t, file)); n != 1 {
		t.Errorf("%d rows", n)
	}
	if d.Backup(t.Context(), file) == nil {
		t.Error("a backup was overwritten")
	}
}
