package db

import (
	"context"
	"database/sql"
	"net/url"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// lite is a file of SQLite: one connection writes, a few read.
type lite struct {
	file             string
	writing, reading *sql.DB
	writer           *writer       // nil when opened for reading only
	slots            chan struct{} // one for each reader at work
	closed           chan struct{}

	mu   sync.Mutex
	idle []*session // the one used last is on top: its pages are warm
}

// dsn is the address for the driver. A write is on the disk when its COMMIT
// returns (synchronous=FULL). Undo records of savepoints stay in memory.
func dsn(file, mode string, pragmas ...string) string {
	query := url.Values{"mode": {mode}, "_pragma": append([]string{
		"busy_timeout(5000)", "foreign_keys(1)", "temp_store(memory)",
	}, pragmas...)}
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?" + query.Encode()
}

func openSQLite(ctx context.Context, file string, o Options, stats *counters) (backend, error) {
	if o.MaxConns <= 0 {
		o.MaxConns = 4
	}
	l := &lite{file: file, slots: make(chan struct{}, o.MaxConns), closed: make(chan struct{})}
	var err error
	if !o.ReadOnly {
		l.writing, err = sql.Open("sqlite", dsn(file, "rwc", "journal_mode(wal)", "synchronous(full)",
			"cache_size(-16384)", "journal_size_limit(67108864)"))
		if err != nil {
			return nil, err
		}
		if l.writer, err = newWriter(ctx, l.writing, stats); err != nil {
			l.writing.Close()
			return nil, err
		}
	}
	l.reading, err = sql.Open("sqlite", dsn(file, "ro", "query_only(1)", "cache_size(-8192)"))
	if err == nil {
		err = l.ping(ctx)
	}
	if err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (l *lite) write(ctx context.Context, f func(*Tx) error, alone bool) error {
	if l.writer == nil {
		return ErrReadOnly
	}
	return l.writer.do(ctx, f, alone)
}

func (l *lite) read(ctx context.Context, f func(*Tx) error) (err error) {
	s, err := l.acquire(ctx)
	if err != nil {
		return err
	}
	defer func() { l.release(s, s.do("ROLLBACK") == nil) }()
	if err := s.do("BEGIN"); err != nil {
		return translate(err)
	}
	return (&Tx{Engine: SQLite, run: s}).call(f)
}

// acquire takes a reader, or opens one while there are few.
func (l *lite) acquire(ctx context.Context) (*session, error) {
	select {
	case l.slots <- struct{}{}:
	case <-l.closed:
		return nil, ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	l.mu.Lock()
	if n := len(l.idle); n > 0 {
		s := l.idle[n-1]
		l.idle = l.idle[:n-1]
		l.mu.Unlock()
		return s, nil
	}
	l.mu.Unlock()
	s, err := newSession(context.WithoutCancel(ctx), l.reading)
	if err != nil {
		<-l.slots
	}
	return s, err
}

func (l *lite) release(s *session, healthy bool) {
	if healthy {
		l.mu.Lock()
		l.idle = append(l.idle, s)
		l.mu.Unlock()
	} else {
		s.close()
	}
	<-l.slots
}

func (l *lite) ping(ctx context.Context) error {
	return l.read(ctx, func(tx *Tx) error {
		_, err := Value[int64](ctx, tx, `SELECT count(*) FROM sqlite_schema`)
		return err
	})
}

// backup copies the live pages into a new, compact file; it fails if the file
// exists.
func (l *lite) backup(ctx context.Context, file string) error {
	pool, err := sql.Open("sqlite", dsn(l.file, "rw")) // query_only would refuse to write the copy
	if err != nil {
		return err
	}
	defer pool.Close()
	_, err = pool.ExecContext(ctx, `VACUUM INTO ?`, file)
	return translate(err)
}

func (l *lite) pool() sql.DBStats {
	stats := l.reading.Stats()
	stats.InUse = len(l.slots)
	if l.writer != nil {
		stats.OpenConnections++
	}
	return stats
}

func (l *lite) close() error {
	if l.writer != nil {
		l.writer.close()
	}
	close(l.closed)
	for range cap(l.slots) {
		l.slots <- struct{}{} // kept: nobody reads from now on
	}
	for _, s := range l.idle {
		s.close()
	}
	var err error
	if l.reading != nil {
		err = l.reading.Close()
	}
	if l.writing != nil {
		if closing := l.writing.Close(); err == nil { // last: it folds the log into the file
			err = closing
		}
	}
	return err
}
