package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	sqlite3 "modernc.org/sqlite/lib"
)

// maxGroup bounds the writes in one COMMIT. With 64 the sync to disk is a small
// part of the work; more would only make the first wait for the last.
const maxGroup = 64

// writer is the only goroutine that writes to SQLite. It takes what is waiting,
// runs each in a SAVEPOINT of its own and commits all of them at once: full
// durability then costs one sync for many writes.
type writer struct {
	session *session
	stats   *counters

	mu      sync.Mutex
	waiting []*request
	closed  bool
	wake    chan struct{} // holds one when something waits
	stopped chan struct{}
}

// request is one write on its way through the writer.
type request struct {
	f       func(*Tx) error
	alone   bool
	claimed atomic.Bool // by the writer, which will run it, or by its caller, who went away
	done    chan error
	err     error // what f returned; answered when the group has ended
}

var errExit = errors.New("db: a write left its goroutine (runtime.Goexit)")

func newWriter(ctx context.Context, pool *sql.DB, stats *counters) (*writer, error) {
	pool.SetMaxOpenConns(1)
	s, err := newSession(context.WithoutCancel(ctx), pool)
	if err != nil {
		return nil, err
	}
	w := &writer{session: s, stats: stats, wake: make(chan struct{}, 1), stopped: make(chan struct{})}
	go w.run()
	return w, nil
}

// do hands f to the writer and waits for the outcome. Called off in time, it
// is never run.
func (w *writer) do(ctx context.Context, f func(*Tx) error, alone bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r := &request{f: f, alone: alone, done: make(chan error, 1)}
	if err := w.put(r); err != nil {
		return err
	}
	select {
	case err := <-r.done:
		return err
	case <-ctx.Done():
		if r.claimed.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		return <-r.done
	}
}

func (w *writer) put(r *request) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return ErrClosed
	}
	w.waiting = append(w.waiting, r)
	w.ring()
	return nil
}

func (w *writer) ring() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// take claims the next request, nil if none waits. A request that wants to be
// alone only comes as the first of its group.
func (w *writer) take(first bool) *request {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.waiting) > 0 {
		r := w.waiting[0]
		if r.alone && !first {
			return nil
		}
		w.waiting[0] = nil
		w.waiting = w.waiting[1:]
		if r.claimed.CompareAndSwap(false, true) {
			return r
		}
	}
	return nil
}

func (w *writer) run() {
	var group []*request
	finished := false
	defer func() {
		if !finished { // f ended this goroutine, as t.FailNow does: the others go on
			w.answer(group, errors.Join(errExit, w.session.do("ROLLBACK")))
			go w.run()
		}
	}()
	for {
		if r := w.take(true); r != nil {
			group = append(group[:0], r)
			w.answer(group, w.commit(&group))
			continue
		}
		w.mu.Lock()
		closed := w.closed && len(w.waiting) == 0
		w.mu.Unlock()
		if closed {
			finished = true
			close(w.stopped)
			return
		}
		<-w.wake
	}
}

// commit runs a group, beginning with the request in it and adding what arrives
// meanwhile. An error is one of the group, not of a single request.
func (w *writer) commit(group *[]*request) error {
	if err := w.begin(); err != nil {
		return err
	}
	kept := int64(0)
	for r := (*group)[0]; r != nil; {
		if err := w.attempt(r); err != nil {
			return w.undo(err)
		}
		if r.err == nil {
			kept++
		}
		if r.alone || len(*group) == maxGroup {
			break
		}
		if r = w.take(false); r == nil {
			runtime.Gosched() // those whom the last group answered are about to come again
			r = w.take(false)
		}
		if r != nil {
			*group = append(*group, r)
		}
	}
	if kept == 0 {
		return w.session.do("ROLLBACK")
	}
	if err := w.end(); err != nil {
		return err
	}
	w.stats.commits.Add(1)
	w.stats.writes.Add(kept)
	return nil
}

// begin takes the lock on the file, which another process may hold for long.
func (w *writer) begin() error {
	for try := 1; ; try++ {
		err := w.session.do("BEGIN IMMEDIATE")
		if err == nil || !isTransient(err) || try == maxTries {
			return translate(err)
		}
		w.stats.retries.Add(1)
		pause(context.Background(), try)
	}
}

// attempt runs one request between savepoints. Its failure is its own (r.err);
// an error means that SQLite gave up the whole transaction, as for a full disk.
func (w *writer) attempt(r *request) error {
	if err := w.session.do("SAVEPOINT one"); err != nil {
		return err
	}
	tx := &Tx{Engine: SQLite, run: w.session, detached: true}
	if r.err = tx.call(r.f); r.err == nil {
		return w.session.do("RELEASE one")
	}
	w.stats.failures.Add(1)
	if err := w.session.do("ROLLBACK TO one"); err != nil {
		return errors.Join(err, r.err)
	}
	return w.session.do("RELEASE one")
}

// undo gives up a group that SQLite no longer holds in full. Nothing of it is
// kept: a savepoint that began a transaction of its own ends here too.
func (w *writer) undo(err error) error {
	w.session.do("ROLLBACK") // fails when SQLite did it already
	return fmt.Errorf("db: the group was undone: %w", err)
}

// end commits. After a failed sync nobody can say what the disk holds.
func (w *writer) end() error {
	err := w.session.do("COMMIT")
	if err == nil {
		return nil
	}
	w.session.do("ROLLBACK") // fails when COMMIT ended the transaction: as it should be then
	if liteCode(err)&0xff == sqlite3.SQLITE_CONSTRAINT {
		return err // a deferred constraint: certainly not kept
	}
	w.stats.unknown.Add(1)
	return fmt.Errorf("%w: %w", ErrUnknown, err)
}

// answer tells every caller of the group. Failures wait for the end too: a
// refusal may rest on what another of the group wrote, and is true only once
// that is kept.
func (w *writer) answer(group []*request, err error) {
	for _, r := range group {
		if err != nil {
			r.done <- err
		} else {
			r.done <- r.err
		}
	}
	clear(group)
}

// close refuses new requests, and those that have not started, and waits for
// the group at work.
func (w *writer) close() {
	w.mu.Lock()
	w.closed = true
	for _, r := range w.waiting {
		if r.claimed.CompareAndSwap(false, true) {
			r.done <- ErrClosed
		}
	}
	w.waiting = nil
	w.ring()
	w.mu.Unlock()
	<-w.stopped
	w.session.close()
}

func panicked(p any) error { return fmt.Errorf("db: panic in a transaction: %v\n%s", p, debug.Stack()) }
