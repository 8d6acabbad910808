// Package job does work later: a job is put in the transaction of the business
// that wants it, and kept or undone with it. Workers of any number of processes
// take jobs by lease, try again with growing pauses when one fails, and set it
// aside as dead when it failed too often.
package job

import (
	"context"
	_ "embed"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"cchc/kit/db"
)

//go:embed job.sql
var script string

// Migration makes the table job.
func Migration() db.Migration { return db.Migration{Name: "kit_job_1", SQL: script} }

// ErrLost: the lease ran out while the job was being done, and another worker
// may have it now.
var ErrLost = errors.New("job: the lease was lost")

// Job is work to do.
type Job struct {
	Kind    string    // picks the handler
	Unique  string    // of jobs that wait under one kind and key only one stays; "" for always a new one
	Payload string    // what the handler needs, as it likes; "" for nothing
	RunAt   time.Time // not before; in whole seconds, later ones rounded up; zero for at once
}

// Put adds a job within a transaction.
//
// If one of the same kind and Unique waits, it stands for both, with the newer
// payload. If that one is being done just now it is done once more, for its work
// may have begun before what this transaction writes.
func Put(ctx context.Context, tx *db.Tx, j Job) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO job (id, kind, unique_key, payload, run_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (kind, unique_key) WHERE unique_key <> '' AND dead_at = ''
		DO UPDATE SET payload = excluded.payload, again = job.lease <> 0`,
		newID(), j.Kind, j.Unique, j.Payload, stamp(j.RunAt))
	return err
}

// stamp is an instant as text, "" for the zero time, which comes before all.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if whole := t.Truncate(time.Second); whole.Before(t) {
		t = whole.Add(time.Second)
	}
	return t.UTC().Format(time.RFC3339)
}

var lastID atomic.Int64

// newID grows with time: microseconds since 2020 and twelve random bits, so that
// two processes do not meet. Within a process it never repeats.
func newID() int64 {
	since := time.Since(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)).Microseconds()
	for {
		last := lastID.Load()
		id := max(since<<12|rand.Int64N(1<<12), last+1)
		if lastID.CompareAndSwap(last, id) {
			return id
		}
	}
}
