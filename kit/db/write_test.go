package db_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cchc/kit/db"
	"cchc/kit/dbtest"
)

func TestWritesShareTheirCommitAndAFailureUndoesItselfAlone(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		no := errors.New("no")
		before := d.Stats()
		var wg sync.WaitGroup
		for i := range int64(300) {
			wg.Go(func() {
				err := d.Write(t.Context(), func(tx *db.Tx) error {
					_, err := tx.Exec(t.Context(), `INSERT INTO note (id, word) VALUES ($1, $2)`, i, string(rune('a'+i)))
					if i%3 == 0 {
						return no
					}
					return err
				})
				if failed := errors.Is(err, no); failed != (i%3 == 0) {
					t.Errorf("%d: %v", i, err)
				}
			})
		}
		wg.Wait()
		if n := count(t, d); n != 200 {
			t.Errorf("%d rows", n)
		}
		after := d.Stats()
		commits, writes := after.Commits-before.Commits, after.Writes-before.Writes
		if writes != 200 || d.Engine == db.SQLite && commits > 150 {
			t.Errorf("%d writes in %d commits", writes, commits)
		}
	})
}

func TestAPanicOrAnExitInAWriteIsAnErrorAndWorkGoesOn(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		err := d.Write(t.Context(), func(*db.Tx) error { panic("oh") })
		if err == nil || !strings.Contains(err.Error(), "panic in a transaction: oh") {
			t.Errorf("%v", err)
		}
		var wg sync.WaitGroup
		wg.Go(func() {
			_ = d.Write(t.Context(), func(*db.Tx) error { runtime.Goexit(); return nil })
		})
		wg.Wait()
		must(t, put(t, d, 1, "một"))
		err = d.Read(t.Context(), func(*db.Tx) error { panic("ah") })
		if err == nil || !strings.Contains(err.Error(), "ah") || count(t, d) != 1 {
			t.Errorf("%v", err)
		}
	})
}

func TestAWriteIsCalledOffOnlyBeforeItStarts(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		must(t, d.Write(ctx, func(tx *db.Tx) error {
			cancel()
			_, err := tx.Exec(ctx, `INSERT INTO note (id, word) VALUES (1, 'một')`)
			return err
		}))
		err := d.Write(ctx, func(*db.Tx) error { t.Error("was run"); return nil })
		if !errors.Is(err, context.Canceled) || count(t, d) != 1 {
			t.Errorf("%v", err)
		}
	})
}

func TestAWriteCalledOffWhileItWaitsIsNeverRun(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLite(t))
	started, release := make(chan bool), make(chan bool)
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = d.Alone(t.Context(), func(*db.Tx) error { close(started); <-release; return nil })
	})
	<-started
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	var ran atomic.Bool
	err := d.Write(ctx, func(*db.Tx) error { ran.Store(true); return nil })
	close(release)
	wg.Wait()
	must(t, d.Write(t.Context(), func(*db.Tx) error { return nil }))
	if !errors.Is(err, context.DeadlineExceeded) || ran.Load() {
		t.Errorf("%v, run: %v", err, ran.Load())
	}
}

func TestAFailedStatementSpoilsItsTransactionOnBothEngines(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		must(t, put(t, d, 1, "một"))
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			_, _ = tx.Exec(t.Context(), `INSERT INTO note (id, word) VALUES (2, 'hai')`)
			_, _ = tx.Exec(t.Context(), `INSERT INTO note (id, word) VALUES (1, 'ba')`)
			return nil
		})
		if !errors.Is(err, db.ErrConflict) || count(t, d) != 1 {
			t.Errorf("%v", err)
		}
	})
}

func TestATransactionIsNotUsedAfterItsEndNorBetweenRows(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		var kept *db.Tx
		must(t, d.Write(ctx, func(tx *db.Tx) error { kept = tx; return nil }))
		if _, err := kept.Exec(ctx, `DELETE FROM note`); err == nil {
			t.Error("used after its end")
		}
		err := d.Read(ctx, func(tx *db.Tx) error {
			return db.Each(ctx, tx, func(db.Row) error {
				_, err := db.Value[int64](ctx, tx, `SELECT 1`)
				return err
			}, `SELECT 1`)
		})
		if err == nil || !strings.Contains(err.Error(), "between the rows") {
			t.Errorf("%v", err)
		}
	})
}

func TestTransactionsThatCrossAreRunAgain(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		must(t, put(t, d, 1, "một"))
		must(t, put(t, d, 2, "hai"))
		touch := func(tx *db.Tx, id int) error {
			_, err := tx.Exec(ctx, `UPDATE note SET weight = coalesce(weight, 0) + 1 WHERE id = $1`, id)
			return err
		}
		var wg sync.WaitGroup
		for _, order := range [][2]int{{1, 2}, {2, 1}} {
			wg.Go(func() {
				if err := d.Write(ctx, func(tx *db.Tx) error {
					if err := touch(tx, order[0]); err != nil {
						return err
					}
					time.Sleep(50 * time.Millisecond) // so that each holds what the other wants
					return touch(tx, order[1])
				}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		must(t, d.Read(ctx, func(tx *db.Tx) error {
			sum, err := db.Value[float64](ctx, tx, `SELECT sum(weight) FROM note`)
			if sum != 4 || d.Engine == db.Postgres && d.Stats().Retries == 0 {
				t.Errorf("sum %v, %d retries", sum, d.Stats().Retries)
			}
			return err
		}))
	})
}

func TestTwoProgramsLoseNoUpdate(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		must(t, d.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO tally (unit, day, n) VALUES (1, '2026-01-08', 0)`)
			return err
		}))
		var wg sync.WaitGroup
		for _, program := range []*db.DB{d, dbtest.Open(t, addressOf(t, d))} {
			for range 4 {
				wg.Go(func() {
					for range 25 {
						if err := program.Write(ctx, increment(ctx)); err != nil {
							t.Error(err)
						}
					}
				})
			}
		}
		wg.Wait()
		must(t, d.Read(ctx, func(tx *db.Tx) error {
			n, err := db.Value[int64](ctx, tx, `SELECT n FROM tally`)
			if n != 200 {
				t.Errorf("%d", n)
			}
			return err
		}))
	})
}

// increment reads a number, and writes it back one greater.
func increment(ctx context.Context) func(*db.Tx) error {
	return func(tx *db.Tx) error {
		n, err := db.Value[int64](ctx, tx, `SELECT n FROM tally WHERE unit = 1`+tx.ForUpdate())
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE tally SET n = $1 WHERE unit = 1`, n+1)
		return err
	}
}

func TestAReadSeesOneMoment(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		must(t, put(t, d, 1, "một"))
		must(t, d.Read(ctx, func(tx *db.Tx) error {
			for id := int64(2); id < 5; id++ {
				n, err := db.Value[int64](ctx, tx, `SELECT count(*) FROM note`)
				if n != 1 || err != nil {
					t.Errorf("%d rows, %v", n, err)
				}
				must(t, put(t, d, id, strings.Repeat("x", int(id))))
			}
			return nil
		}))
		err := d.Read(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `DELETE FROM note`)
			return err
		})
		if err == nil || count(t, d) != 4 {
			t.Errorf("a read wrote: %v", err)
		}
	})
}

func TestAReadIsCutShortAndTheConnectionLivesOn(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		for range 20 { // more often than there are connections
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
			began := time.Now()
			err := d.Read(ctx, func(tx *db.Tx) error {
				_, err := db.Value[int64](ctx, tx, `
					WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT count(*) FROM n`)
				return err
			})
			cancel()
			if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, db.ErrAway) || time.Since(began) > 5*time.Second {
				t.Errorf("%v after %v", err, time.Since(began))
			}
		}
		if n := count(t, d); n != 0 {
			t.Errorf("%d rows", n)
		}
	})
}

func TestClosingLetsTheRunningEndAndRefusesTheRest(t *testing.T) {
	d, err := db.Open(t.Context(), dbtest.SQLite(t), db.Options{})
	must(t, err)
	started, release, waiting := make(chan bool), make(chan bool), make(chan error, 1)
	go func() {
		_ = d.Alone(t.Context(), func(*db.Tx) error { close(started); <-release; return nil })
	}()
	<-started
	go func() { waiting <- d.Write(context.Background(), func(*db.Tx) error { return nil }) }()
	time.Sleep(10 * time.Millisecond)
	go func() { time.Sleep(10 * time.Millisecond); close(release) }()
	must(t, d.Close())
	must(t, d.Close())
	if err := d.Ping(t.Context()); !errors.Is(err, db.ErrClosed) {
		t.Errorf("%v", err)
	}
	if err := <-waiting; !errors.Is(err, db.ErrClosed) {
		t.Errorf("%v", err)
	}
	if err := d.Write(t.Context(), func(*db.Tx) error { return nil }); !errors.Is(err, db.ErrClosed) {
		t.Errorf("%v", err)
	}
}

func TestAHandleForReadingRefusesWrites(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		address := addressOf(t, d)
		r, err := db.Open(t.Context(), address, db.Options{ReadOnly: true})
		must(t, err)
		defer r.Close()
		if err := put(t, r, 1, "một"); !errors.Is(err, db.ErrReadOnly) {
			t.Errorf("%v", err)
		}
		must(t, r.Ping(t.Context()))
	})
}

// addressOf asks a database where it is.
func addressOf(t *testing.T, d *db.DB) (address string) {
	query := `SELECT file FROM pragma_database_list WHERE name = 'main'`
	if d.Engine == db.Postgres {
		query = `SELECT current_database()::TEXT`
	}
	must(t, d.Read(t.Context(), func(tx *db.Tx) (err error) {
		address, err = db.Value[string](t.Context(), tx, query)
		return err
	}))
	if d.Engine == db.Postgres {
		address = dbtest.Server(t).Address(address)
	}
	return address
}
