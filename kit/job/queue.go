package job

import (
	"context"
	"time"

	"cchc/kit/db"
)

// Dead is a job that was given up.
type Dead struct {
	ID              int64
	Kind, Payload   string
	Attempts        int
	DiedAt, Failure string // RFC 3339 in UTC; the last error
}

// ListDead returns up to n dead jobs, the latest first.
func ListDead(ctx context.Context, tx *db.Tx, n int) ([]Dead, error) {
	return db.All(ctx, tx, func(row db.Row) (d Dead, err error) {
		err = row.Scan(&d.ID, &d.Kind, &d.Payload, &d.Attempts, &d.DiedAt, &d.Failure)
		return d, err
	}, `SELECT id, kind, payload, attempts, dead_at, failure FROM job WHERE dead_at <> ''
		ORDER BY dead_at DESC, id DESC LIMIT $1`, n)
}

// PutBack lets a dead job run again at once, with all its attempts before it.
// db.ErrNotFound if it is not dead, db.ErrConflict if another of its kind and
// Unique waits by now.
func PutBack(ctx context.Context, tx *db.Tx, id int64) error {
	return one(tx.Exec(ctx, `UPDATE job SET dead_at = '', run_at = '', attempts = 0, again = FALSE WHERE id = $1 AND dead_at <> ''`, id))
}

// Discard removes a dead job for good; db.ErrNotFound if it is not dead.
func Discard(ctx context.Context, tx *db.Tx, id int64) error {
	return one(tx.Exec(ctx, `DELETE FROM job WHERE id = $1 AND dead_at <> ''`, id))
}

func one(n int64, err error) error {
	if err == nil && n == 0 {
		return db.ErrNotFound
	}
	return err
}

// Queue is the state of all jobs.
type Queue struct {
	Ready   int64 // could be taken now
	Later   int64 // wait for their time
	Running int64 // leased
	Dead    int64
}

// Look counts the jobs, for metrics.
func Look(ctx context.Context, tx *db.Tx, now time.Time) (Queue, error) {
	return db.One(ctx, tx, func(row db.Row) (q Queue, err error) {
		err = row.Scan(&q.Ready, &q.Later, &q.Running, &q.Dead)
		return q, err
	}, `SELECT count(*) FILTER (WHERE dead_at = '' AND run_at <= $1),
			count(*) FILTER (WHERE dead_at = '' AND run_at > $1 AND lease = 0),
			count(*) FILTER (WHERE dead_at = '' AND run_at > $1 AND lease <> 0),
			count(*) FILTER (WHERE dead_at <> '')
		FROM job`, floor(now))
}
