package db

import (
	"context"
	"strings"
)

// Explain returns the plan of a query as text, for tests that demand an index.
// On PostgreSQL reading a whole table and sorting are made dear first, so that
// they show only where no index could serve: a test's tables are too small for
// its planner to bother with an index.
func (tx *Tx) Explain(ctx context.Context, query string, args ...any) (string, error) {
	verb := "EXPLAIN QUERY PLAN "
	if tx.Engine == Postgres {
		verb = "EXPLAIN "
		for _, setting := range []string{"enable_seqscan", "enable_sort"} {
			if _, err := tx.Exec(ctx, "SET LOCAL "+setting+" = off"); err != nil {
				return "", err
			}
		}
	}
	lines, err := All(ctx, tx, tx.scanPlan, verb+query, args...)
	if err == nil && tx.Engine == Postgres {
		_, err = tx.Exec(ctx, "SET LOCAL enable_seqscan = on; SET LOCAL enable_sort = on")
	}
	return strings.Join(lines, "\n"), err
}

func (tx *Tx) scanPlan(row Row) (line string, err error) {
	if tx.Engine == Postgres {
		err = row.Scan(&line)
		return line, err
	}
	var id, parent, unused int64
	err = row.Scan(&id, &parent, &unused, &line)
	return line, err
}
