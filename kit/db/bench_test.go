package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cchc/kit/db"
	"cchc/kit/dbtest"
)

const benchSchema = `
CREATE TABLE act (id BIGINT PRIMARY KEY, code TEXT NOT NULL UNIQUE, unit BIGINT NOT NULL, state TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX act_unit ON act (unit, state);
CREATE TABLE trace (id BIGINT PRIMARY KEY, act BIGINT NOT NULL, body TEXT NOT NULL);
CREATE INDEX trace_act ON trace (act);`

// steps are the statements of one act, in SQLite's own placeholders.
var steps = []struct {
	text string
	args func(n int64) []any
}{
	{`SELECT state FROM act WHERE id = $1`, func(n int64) []any { return []any{n / 2} }},
	{`INSERT INTO act (id, code, unit, state, data) VALUES ($1, $2, $3, $4, $5)`, func(n int64) []any {
		return []any{n, fmt.Sprintf("H47.%08d", n), n % 200, "received", `{"name":"Nguyễn Văn Ánh","phone":"0912345678"}`}
	}},
	{`INSERT INTO trace (id, act, body) VALUES ($1, $2, $3)`, func(n int64) []any { return []any{2 * n, n, `{"by":12}`} }},
	{`UPDATE act SET state = $2 WHERE id = $1`, func(n int64) []any { return []any{n / 2, "processing"} }},
	{`INSERT INTO trace (id, act, body) VALUES ($1, $2, $3)`, func(n int64) []any { return []any{2*n + 1, n / 2, `{"by":13}`} }},
}

// bareLoop is the floor: one goroutine, one connection, prepared statements, a
// savepoint for each act, up to 64 acts in a COMMIT, and nothing else.
func bareLoop(b *testing.B, file string, queue <-chan chan error) {
	conn, err := sql.Open("sqlite", "file:"+file+"?_pragma=synchronous(full)&_pragma=temp_store(memory)&_pragma=cache_size(-16384)")
	if err != nil {
		b.Error(err)
		return
	}
	defer conn.Close()
	conn.SetMaxOpenConns(1)
	kept := map[string]*sql.Stmt{}
	do := func(text string, args ...any) {
		if kept[text] == nil {
			if kept[text], err = conn.Prepare(text); err != nil {
				b.Error(err)
			}
		}
		if _, err := kept[text].Exec(args...); err != nil {
			b.Error(err)
		}
	}
	n := int64(0)
	for first := range queue {
		var group []chan error
		do("BEGIN IMMEDIATE")
		for next, ok := first, true; ok; {
			n++
			do("SAVEPOINT s")
			for _, step := range steps {
				do(db.SQLite.Rebind(step.text), step.args(n)...)
			}
			do("RELEASE s")
			if group = append(group, next); len(group) == 64 {
				break
			}
			select {
			case next, ok = <-queue:
			default:
				ok = false
			}
		}
		do("COMMIT")
		for _, done := range group {
			done <- nil
		}
	}
}

// hammer calls act from 64 goroutines for a while and returns the acts per second.
func hammer(act func() error) (perSecond float64, err error) {
	var n atomic.Int64
	var wg sync.WaitGroup
	var failed atomic.Pointer[error]
	began := time.Now()
	for range 64 {
		wg.Go(func() {
			for time.Since(began) < 2*time.Second {
				if err := act(); err != nil {
					failed.Store(&err)
					return
				}
				n.Add(1)
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return 0, *err
	}
	return float64(n.Load()) / time.Since(began).Seconds(), nil
}

func prepared(b *testing.B) (*db.DB, string) {
	file := dbtest.SQLite(b)
	d := dbtest.Open(b, file)
	if err := d.Migrate(context.Background(), []db.Migration{{Name: "bench", SQL: benchSchema}}); err != nil {
		b.Fatal(err)
	}
	return d, file
}

// BenchmarkWrite prints how many acts a second Write keeps, and the ratio to a
// bare loop doing the same statements with the same grouping.
func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		_, file := prepared(b)
		queue := make(chan chan error, 64)
		go bareLoop(b, file, queue)
		bare, _ := hammer(func() error { done := make(chan error, 1); queue <- done; return <-done })
		close(queue)

		d, _ := prepared(b)
		var serial atomic.Int64
		ctx := context.Background()
		ours, err := hammer(func() error {
			n := serial.Add(1)
			return d.Write(ctx, func(tx *db.Tx) error { return runSteps(ctx, tx, n) })
		})
		if err != nil {
			b.Fatal(err)
		}
		stats := d.Stats()
		b.ReportMetric(bare, "bare/s")
		b.ReportMetric(ours, "ours/s")
		b.ReportMetric(ours/bare, "ratio")
		b.ReportMetric(float64(stats.Writes)/float64(stats.Commits), "writes/commit")
	}
}

func runSteps(ctx context.Context, tx *db.Tx, n int64) error {
	for i, step := range steps {
		if i == 0 {
			_, err := db.All(ctx, tx, func(row db.Row) (s string, err error) { return s, row.Scan(&s) }, step.text, step.args(n)...)
			if err != nil {
				return err
			}
			continue
		}
		if _, err := tx.Exec(ctx, step.text, step.args(n)...); err != nil {
			return err
		}
	}
	return nil
}
