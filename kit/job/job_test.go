package job_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/kit/job"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var schema = []db.Migration{job.Migration(), {Name: "0001", SQL: `CREATE TABLE work (id TEXT PRIMARY KEY, n BIGINT NOT NULL);`}}

// clock stands still until it is moved.
type clock struct{ atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.Store(time.Date(2026, 1, 8, 2, 15, 0, 0, time.UTC).Unix())
	return c
}

func (c *clock) now() time.Time        { return time.Unix(c.Load(), 0) }
func (c *clock) pass(of time.Duration) { c.Add(int64(of / time.Second)) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, d *db.DB, jobs ...job.Job) {
	t.Helper()
	must(t, d.Write(t.Context(), func(tx *db.Tx) error {
		for _, j := range jobs {
			if err := job.Put(t.Context(), tx, j); err != nil {
				return err
			}
		}
		return nil
	}))
}

func look(t *testing.T, d *db.DB, c *clock) (q job.Queue) {
	t.Helper()
	must(t, d.Read(t.Context(), func(tx *db.Tx) (err error) {
		q, err = job.Look(t.Context(), tx, c.now())
		return err
	}))
	return q
}

func worker(d *db.DB, c *clock, handle job.Handler) *job.Worker {
	return &job.Worker{
		DB: d, Clock: c.now, Log: slog.New(slog.DiscardHandler), Poll: 4 * time.Millisecond, Attempts: 3,
		Handlers: map[string]job.Handler{"send": handle},
	}
}

// start runs workers until the test calls stop, which waits for them.
func start(t *testing.T, workers ...*job.Worker) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for _, w := range workers {
		wg.Go(func() {
			if err := w.Run(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	return func() { cancel(); wg.Wait() }
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("waited in vain: ", what)
		}
	}
}

func TestAJobIsKeptOrUndoneWithItsTransaction(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		no := errors.New("no")
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			return errors.Join(job.Put(t.Context(), tx, job.Job{Kind: "send"}), no)
		})
		if !errors.Is(err, no) || look(t, d, c) != (job.Queue{}) {
			t.Errorf("%v %+v", err, look(t, d, c))
		}
		put(t, d, job.Job{Kind: "send"}, job.Job{Kind: "send", RunAt: c.now().Add(time.Minute)})
		if q := look(t, d, c); q != (job.Queue{Ready: 1, Later: 1}) {
			t.Errorf("%+v", q)
		}
	})
}

func TestAJobRunsAtItsTimeWithItsPayload(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		got := make(chan string, 9)
		stop := start(t, worker(d, c, func(_ context.Context, j *job.Leased) error { got <- j.Payload; return nil }))
		defer stop()
		put(t, d, job.Job{Kind: "send", Payload: "sau", RunAt: c.now().Add(20 * time.Second)},
			job.Job{Kind: "send", Payload: "trước"}, job.Job{Kind: "other"})
		if first := <-got; first != "trước" {
			t.Error(first)
		}
		c.pass(20 * time.Second)
		if second := <-got; second != "sau" {
			t.Error(second)
		}
		eventually(t, "only the other kind waits", func() bool { return look(t, d, c) == job.Queue{Ready: 1} })
	})
}

func TestTheNewerPayloadStandsForBoth(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		why := func(reason string) job.Job { return job.Job{Kind: "send", Unique: "calendar", Payload: reason} }
		put(t, d, why("first"), why("second"))
		var said []string
		stop := start(t, worker(d, c, func(_ context.Context, j *job.Leased) error {
			if said = append(said, j.Payload); len(said) == 1 {
				put(t, d, why("meanwhile"))
			}
			return nil
		}))
		eventually(t, "all is done", func() bool { return look(t, d, c) == job.Queue{} })
		stop()
		if got := strings.Join(said, " "); got != "second meanwhile" {
			t.Errorf("done for %q", got)
		}
	})
}

func TestOneKeyWaitsOnceAndIsDoneOnceMoreWhenPutMeanwhile(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		seal := job.Job{Kind: "send", Unique: "seal"}
		put(t, d, seal, seal, job.Job{Kind: "send", Unique: "other"})
		put(t, d, seal)
		if q := look(t, d, c); q.Ready != 2 {
			t.Fatalf("%+v", q)
		}
		var sealed atomic.Int64
		stop := start(t, worker(d, c, func(_ context.Context, j *job.Leased) error {
			if j.Unique == "seal" && sealed.Add(1) == 1 {
				put(t, d, seal, seal)
			}
			return nil
		}))
		eventually(t, "all is done", func() bool { return look(t, d, c) == job.Queue{} })
		stop()
		if n := sealed.Load(); n != 2 {
			t.Errorf("done %d times", n)
		}
	})
}

func TestAFailingJobIsTriedWithGrowingPausesAndThenDead(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		put(t, d, job.Job{Kind: "send", Unique: "u", Payload: "p"})
		var heal atomic.Bool
		w := worker(d, c, func(context.Context, *job.Leased) error {
			if heal.Load() {
				return nil
			}
			panic("không có mạng \x00\xff")
		})
		stop := start(t, w)
		defer stop()
		for failed := range int64(2) {
			eventually(t, "a failure", func() bool { return w.Counts().Failed == failed+1 && look(t, d, c).Later == 1 })
			c.pass(5 * time.Second)
		}
		eventually(t, "its death", func() bool { return look(t, d, c) == job.Queue{Dead: 1} })
		ctx := t.Context()
		must(t, d.Write(ctx, func(tx *db.Tx) error {
			list, err := job.ListDead(ctx, tx, 10)
			if err != nil || len(list) != 1 || list[0].Payload != "p" || list[0].Attempts != 3 || list[0].Failure == "" {
				t.Errorf("%+v %v", list, err)
				return err
			}
			heal.Store(true)
			if err := job.PutBack(ctx, tx, list[0].ID); err != nil {
				return err
			}
			if err := job.Discard(ctx, tx, list[0].ID); !errors.Is(err, db.ErrNotFound) {
				t.Errorf("a living job was discarded: %v", err)
			}
			return nil
		}))
		eventually(t, "its recovery", func() bool { return look(t, d, c) == job.Queue{} })
		eventually(t, "the count", func() bool { return w.Counts() == job.Counts{Done: 1, Failed: 2, Dead: 1} })
	})
}

func TestFinishKeepsTheWorkExactlyOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		put(t, d, job.Job{Kind: "send"})
		w := worker(d, c, func(ctx context.Context, j *job.Leased) error {
			return d.Write(ctx, func(tx *db.Tx) error {
				if _, err := tx.Exec(ctx, `INSERT INTO work (id, n) VALUES ($1, 1)`, fmt.Sprint(j.ID)); err != nil {
					return err
				}
				return j.Finish(ctx, tx)
			})
		})
		stop := start(t, w)
		eventually(t, "done", func() bool { return w.Counts() == job.Counts{Done: 1} })
		stop()
		if q := look(t, d, c); q != (job.Queue{}) {
			t.Errorf("%+v", q)
		}
	})
}
