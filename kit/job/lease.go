package job

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"cchc/kit/db"
)

// Leased is a job that a worker has for a while.
type Leased struct {
	Job
	ID       int64
	Attempts int // this one included, from 1

	lease    int64
	clock    func() time.Time
	finished bool
}

// claim leases up to n jobs of the given kinds until a moment, those first that
// wait longest. Jobs whose lease ran out count as waiting: their worker died.
func claim(ctx context.Context, tx *db.Tx, kinds []string, now, until time.Time, n int) ([]*Leased, error) {
	lease := 1 + rand.Int64N(1<<62)
	args := []any{lease, stamp(until), floor(now), n}
	var list strings.Builder
	for _, kind := range kinds {
		args = append(args, kind)
		fmt.Fprintf(&list, ", $%d", len(args))
	}
	jobs, err := db.All(ctx, tx, func(row db.Row) (*Leased, error) {
		j := &Leased{lease: lease}
		return j, row.Scan(&j.ID, &j.Kind, &j.Unique, &j.Payload, &j.Attempts)
	}, `WITH ready AS MATERIALIZED (
			SELECT id FROM job WHERE dead_at = '' AND run_at <= $3 AND kind IN (`+list.String()[2:]+`)
			ORDER BY run_at, id LIMIT $4`+tx.SkipLocked()+`)
		UPDATE job SET lease = $1, run_at = $2, attempts = attempts + 1, again = FALSE
		WHERE id IN (SELECT id FROM ready)
		RETURNING id, kind, unique_key, payload, attempts`, args...)
	slices.SortFunc(jobs, func(a, b *Leased) int { return cmp.Compare(a.ID, b.ID) })
	return jobs, err
}

// Finish marks the job as done within the handler's own transaction, so that its
// work is kept exactly once. ErrLost if the lease ran out: return it, so that
// the work is undone. Without Finish the worker marks the job after the handler,
// and a crash between the two does the work twice.
func (j *Leased) Finish(ctx context.Context, tx *db.Tx) error {
	n, err := tx.Exec(ctx, `DELETE FROM job WHERE id = $1 AND lease = $2 AND run_at > $3 AND NOT again`,
		j.ID, j.lease, floor(j.clock()))
	if err != nil {
		return err
	}
	if n == 0 { // lost, or wanted once more
		n, err = tx.Exec(ctx, `UPDATE job SET lease = 0, attempts = 0, run_at = '', failure = '' WHERE id = $1 AND lease = $2 AND run_at > $3`,
			j.ID, j.lease, floor(j.clock()))
		if err != nil {
			return err
		}
	}
	if n == 0 {
		return fmt.Errorf("%w (%s %d)", ErrLost, j.Kind, j.ID)
	}
	j.finished = true
	return nil
}

// retry gives the job back after a failure, to be tried again at a moment.
func (j *Leased) retry(ctx context.Context, tx *db.Tx, at time.Time, failure string) error {
	return j.giveBack(ctx, tx, `UPDATE job SET lease = 0, run_at = $3, failure = $4 WHERE id = $1 AND lease = $2`, stamp(at), failure)
}

// bury sets the job aside.
func (j *Leased) bury(ctx context.Context, tx *db.Tx, at time.Time, failure string) error {
	return j.giveBack(ctx, tx, `UPDATE job SET lease = 0, dead_at = $3, failure = $4 WHERE id = $1 AND lease = $2`, stamp(at), failure)
}

func (j *Leased) giveBack(ctx context.Context, tx *db.Tx, query, at, failure string) error {
	n, err := tx.Exec(ctx, query, j.ID, j.lease, at, printable(failure))
	if err == nil && n == 0 {
		return ErrLost
	}
	return err
}

// printable is what the database can store of an error's text.
func printable(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "?")
	for len(s) > 2000 {
		_, size := utf8.DecodeLastRuneInString(s[:2000])
		s = s[:2000-size]
	}
	return s
}

// floor is an instant as text, in the second that has begun.
func floor(t time.Time) string { return stamp(t.Truncate(time.Second)) }
