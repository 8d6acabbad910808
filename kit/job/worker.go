package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"cchc/kit/db"
)

// Handler does a job of one kind. ctx ends with the lease. An error means try
// again later. It may run twice for one job unless it calls Finish.
type Handler func(ctx context.Context, j *Leased) error

// Worker takes jobs and does them. Set the fields before Run.
type Worker struct {
	DB       *db.DB
	Handlers map[string]Handler // by kind; jobs of other kinds are left to other workers
	Clock    func() time.Time
	Log      *slog.Logger

	Lease    time.Duration // longest time for one job; default 1 minute, at least 2 seconds
	Parallel int           // jobs at once; default 4
	Attempts int           // failures after which a job is dead; default 10
	Poll     time.Duration // pause when nothing waits; default 1 second
	Patience time.Duration // how long jobs in hand go on when told to stop; default a lease

	counts struct{ done, failed, dead, lost atomic.Int64 }
}

// Counts is what a worker did so far.
type Counts struct {
	Done   int64 // jobs finished
	Failed int64 // attempts that failed and will be repeated
	Dead   int64 // jobs given up
	Lost   int64 // attempts that outlived their lease
}

// Counts returns the counts, for metrics.
func (w *Worker) Counts() Counts {
	c := &w.counts
	return Counts{c.done.Load(), c.failed.Load(), c.dead.Load(), c.lost.Load()}
}

// Run works until ctx is cancelled, then takes no more jobs and waits for those in hand. Those
// that Patience is not enough for are called off, to be tried again. Then it returns nil.
// While the database is away it waits.
func (w *Worker) Run(ctx context.Context) error {
	if err := w.prepare(); err != nil {
		return err
	}
	var busy sync.WaitGroup
	hand, callOff := context.WithCancel(context.WithoutCancel(ctx))
	defer callOff()
	free := make(chan struct{}, w.Parallel)
	freed := make(chan struct{}, 1)
	for ctx.Err() == nil {
		jobs, err := w.claim(ctx, w.Parallel-len(free))
		if err != nil && ctx.Err() == nil {
			w.Log.Error("jobs cannot be taken", "error", err)
		}
		for _, j := range jobs {
			free <- struct{}{}
			busy.Go(func() {
				w.do(hand, j)
				<-free
				select {
				case freed <- struct{}{}:
				default:
				}
			})
		}
		w.rest(ctx, freed)
	}
	late := time.AfterFunc(w.Patience, callOff)
	defer late.Stop()
	busy.Wait()
	return nil
}

// rest waits for a free hand, or for the time of the next look.
func (w *Worker) rest(ctx context.Context, freed <-chan struct{}) {
	timer := time.NewTimer(w.Poll/2 + rand.N(w.Poll))
	defer timer.Stop()
	select {
	case <-freed:
	case <-timer.C:
	case <-ctx.Done():
	}
}

func (w *Worker) prepare() error {
	if w.Clock == nil || w.DB == nil || w.Log == nil || len(w.Handlers) == 0 {
		return errors.New("job: a worker needs a database, handlers, a clock and a log")
	}
	w.Lease = max(orElse(w.Lease, time.Minute), 2*time.Second)
	w.Patience = orElse(w.Patience, w.Lease)
	w.Parallel = orElse(w.Parallel, 4)
	w.Attempts = orElse(w.Attempts, 10)
	w.Poll = orElse(w.Poll, time.Second)
	return nil
}

func orElse[T int | time.Duration](v, otherwise T) T {
	if v <= 0 {
		return otherwise
	}
	return v
}

func (w *Worker) claim(ctx context.Context, n int) (jobs []*Leased, err error) {
	if n == 0 {
		return nil, nil
	}
	kinds := slices.Sorted(maps.Keys(w.Handlers))
	err = w.DB.Write(ctx, func(tx *db.Tx) error {
		now := w.Clock()
		jobs, err = claim(ctx, tx, kinds, now, now.Add(w.Lease), n)
		return err
	})
	if err != nil {
		return nil, err // leased or not: what was not heard of comes back when the lease ends
	}
	for _, j := range jobs {
		j.clock = w.Clock
	}
	return jobs, nil
}

// do runs one job and notes how it ended.
func (w *Worker) do(ctx context.Context, j *Leased) {
	failure := fmt.Errorf("the lease ran out %d times", j.Attempts-1)
	if j.Attempts <= w.Attempts { // else it took its workers with it
		failure = w.handle(ctx, j)
	}
	if failure == nil && j.finished {
		w.counts.done.Add(1)
		return
	}
	err := w.DB.Write(context.WithoutCancel(ctx), func(tx *db.Tx) error {
		switch {
		case failure == nil:
			return j.Finish(ctx, tx)
		case j.Attempts >= w.Attempts:
			return j.bury(ctx, tx, w.Clock(), failure.Error())
		}
		return j.retry(ctx, tx, w.Clock().Add(backoff(j.Attempts)), failure.Error())
	})
	w.note(j, failure, err)
}

// handle runs the handler until the lease ends. A panic is a failure.
func (w *Worker) handle(ctx context.Context, j *Leased) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, w.Lease)
	defer cancel()
	return w.Handlers[j.Kind](ctx, j)
}

func (w *Worker) note(j *Leased, failure, err error) {
	log := w.Log.With("kind", j.Kind, "job", j.ID, "attempt", j.Attempts)
	switch {
	case errors.Is(err, ErrLost):
		w.counts.lost.Add(1)
		log.Warn("a job outlived its lease", "error", failure)
	case err != nil:
		log.Error("a job's end could not be noted; it will run again", "error", err)
	case failure == nil:
		w.counts.done.Add(1)
	case j.Attempts >= w.Attempts:
		w.counts.dead.Add(1)
		log.Error("a job was given up", "error", failure)
	default:
		w.counts.failed.Add(1)
		log.Warn("a job failed and will be tried again", "error", failure)
	}
}

// backoff is the pause after the given failure: 2 s doubled each time up to an
// hour, less a random half, so that jobs that failed together do not return
// together.
func backoff(attempts int) time.Duration {
	longest := min(2*time.Second<<min(attempts-1, 20), time.Hour)
	return longest/2 + rand.N(longest/2)
}
