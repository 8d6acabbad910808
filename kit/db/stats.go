package db

import "sync/atomic"

// Stats counts what a handle did since it was opened.
type Stats struct {
	Commits  int64 // COMMITs that were kept
	Writes   int64 // functions whose work they kept; Writes/Commits is the size of a group
	Retries  int64 // functions run again after a crossing
	Failures int64 // functions that returned an error or panicked
	Unknown  int64 // COMMITs without an answer
	Busy     int   // connections in use now
	Open     int   // connections open now
}

type counters struct {
	commits, writes, retries, failures, unknown atomic.Int64
}

// Stats returns the counts, for metrics.
func (db *DB) Stats() Stats {
	pool := db.back.pool()
	return Stats{
		Commits:  db.stats.commits.Load(),
		Writes:   db.stats.writes.Load(),
		Retries:  db.stats.retries.Load(),
		Failures: db.stats.failures.Load(),
		Unknown:  db.stats.unknown.Load(),
		Busy:     pool.InUse,
		Open:     pool.OpenConnections,
	}
}
