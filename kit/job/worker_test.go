package job_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/kit/job"
)

func TestManyWorkersOfTwoProgramsDoEveryJobOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		const all = 400
		for i := range all {
			put(t, d, job.Job{Kind: "send", Payload: fmt.Sprint(i)})
		}
		handle := func(d *db.DB) job.Handler {
			return func(ctx context.Context, j *job.Leased) error {
				return d.Write(ctx, func(tx *db.Tx) error {
					_, err := tx.Exec(ctx, `INSERT INTO work (id, n) VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET n = work.n + 1`, j.Payload)
					return err
				})
			}
		}
		var workers []*job.Worker
		for _, program := range []*db.DB{d, second(t, d)} {
			for range 3 {
				workers = append(workers, worker(program, c, handle(program)))
			}
		}
		stop := start(t, workers...)
		eventually(t, "all is done", func() bool { return look(t, d, c) == job.Queue{} })
		stop()
		var done job.Counts
		for _, w := range workers {
			done.Done += w.Counts().Done
			done.Failed += w.Counts().Failed
		}
		must(t, d.Read(t.Context(), func(tx *db.Tx) error {
			rows, err := db.Value[int64](t.Context(), tx, `SELECT count(*) FROM work WHERE n = 1`)
			if rows != all || done != (job.Counts{Done: all}) {
				t.Errorf("%d done once, %+v", rows, done)
			}
			return err
		}))
	})
}

// second opens the database once more, as another program would.
func second(t *testing.T, d *db.DB) *db.DB {
	query := `SELECT file FROM pragma_database_list WHERE name = 'main'`
	if d.Engine == db.Postgres {
		query = `SELECT 'host=' || split_part(current_setting('unix_socket_directories'), ',', 1) || ' user=postgres dbname=' || current_database()`
	}
	var address string
	must(t, d.Read(t.Context(), func(tx *db.Tx) (err error) {
		address, err = db.Value[string](t.Context(), tx, query)
		return err
	}))
	return dbtest.Open(t, address)
}

func TestAHandlerThatOutlivedItsLeaseDoesNotMarkTheJobDone(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		put(t, d, job.Job{Kind: "send"})
		hold, inHand := make(chan bool), make(chan bool, 1)
		slow := worker(d, c, func(context.Context, *job.Leased) error { inHand <- true; <-hold; return nil })
		stopSlow := start(t, slow)
		<-inHand
		c.pass(2 * time.Minute) // as if its process slept, or died
		var again atomic.Int64
		release := make(chan bool)
		next := worker(d, c, func(ctx context.Context, j *job.Leased) error {
			again.Store(int64(j.Attempts))
			<-release
			return nil
		})
		stopNext := start(t, next)
		eventually(t, "another took it", func() bool { return again.Load() == 2 })
		close(hold)
		eventually(t, "the first noticed", func() bool { return slow.Counts() == job.Counts{Lost: 1} })
		if q := look(t, d, c); q != (job.Queue{Running: 1}) {
			t.Errorf("%+v", q)
		}
		stopSlow()
		close(release)
		eventually(t, "the other finished", func() bool { return look(t, d, c) == job.Queue{} })
		stopNext()
	})
}

func TestFinishAfterTheLeaseUndoesTheWork(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		put(t, d, job.Job{Kind: "send"})
		result := make(chan error, 9)
		w := worker(d, c, func(ctx context.Context, j *job.Leased) error {
			if j.Attempts == 1 {
				c.pass(2 * time.Minute)
			}
			err := d.Write(ctx, func(tx *db.Tx) error {
				if _, err := tx.Exec(ctx, `INSERT INTO work (id, n) VALUES ('one', 1)`); err != nil {
					return err
				}
				return j.Finish(ctx, tx)
			})
			result <- err
			return err
		})
		stop := start(t, w)
		if err := <-result; !errors.Is(err, job.ErrLost) {
			t.Errorf("%v", err)
		}
		eventually(t, "the second attempt", func() bool { c.pass(time.Second); return w.Counts().Done == 1 })
		stop()
	})
}

func TestAJobThatTakesItsWorkersWithItIsDeadInTheEnd(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		put(t, d, job.Job{Kind: "send"})
		hold := make(chan bool)
		var taken atomic.Int64
		w := worker(d, c, func(context.Context, *job.Leased) error { taken.Add(1); <-hold; return nil })
		stop := start(t, w)
		for n := range int64(3) {
			eventually(t, "it was taken", func() bool { return taken.Load() == n+1 })
			c.pass(2 * time.Minute)
		}
		eventually(t, "its death", func() bool { return look(t, d, c) == job.Queue{Dead: 1} })
		close(hold)
		stop()
		if n := taken.Load(); n != 3 {
			t.Errorf("taken %d times", n)
		}
	})
}

func TestAWorkerThatIsToldToStopFinishesWhatItHas(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		put(t, d, job.Job{Kind: "send"})
		inHand, hold := make(chan bool), make(chan bool)
		w := worker(d, c, func(ctx context.Context, _ *job.Leased) error {
			close(inHand)
			<-hold
			if _, ok := ctx.Deadline(); !ok {
				t.Error("the lease is not the deadline")
			}
			return ctx.Err()
		})
		stop := start(t, w)
		<-inHand
		time.AfterFunc(20*time.Millisecond, func() { close(hold) })
		stop()
		if q := look(t, d, c); q != (job.Queue{}) || w.Counts().Done != 1 {
			t.Errorf("%+v %+v", q, w.Counts())
		}
	})
}

func TestAJobThatOutlastsThePatienceOfAStopIsCalledOffAndTriedAgain(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		put(t, d, job.Job{Kind: "send"})
		inHand := make(chan bool)
		w := worker(d, c, func(ctx context.Context, _ *job.Leased) error {
			close(inHand)
			<-ctx.Done()
			return ctx.Err()
		})
		w.Patience = 20 * time.Millisecond
		stop := start(t, w)
		<-inHand
		begun := time.Now()
		stop()
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("the stop took %s", took)
		}
		if q := look(t, d, c); q != (job.Queue{Later: 1}) {
			t.Errorf("%+v", q)
		}
	})
}
