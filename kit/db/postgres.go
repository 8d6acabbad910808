package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// server is a PostgreSQL.
type server struct {
	sql      *sql.DB
	readOnly bool
	stats    *counters
}

func openPostgres(ctx context.Context, address string, o Options, stats *counters) (backend, error) {
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return nil, err
	}
	if o.MaxConns <= 0 {
		o.MaxConns = 16
	}
	pool.SetMaxOpenConns(o.MaxConns)
	pool.SetMaxIdleConns(o.MaxConns)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	s := &server{pool, o.ReadOnly, stats}
	if err := s.ping(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return s, nil
}

func (s *server) write(ctx context.Context, f func(*Tx) error, _ bool) error {
	if s.readOnly {
		return ErrReadOnly
	}
	for try := 1; ; try++ {
		again, err := s.try(ctx, f)
		if err == nil {
			s.stats.commits.Add(1)
			s.stats.writes.Add(1)
			return nil
		}
		if !again || try == maxTries {
			s.stats.failures.Add(1)
			return err
		}
		s.stats.retries.Add(1)
		if ended := pause(ctx, try); ended != nil {
			return errors.Join(ended, err)
		}
	}
}

// try runs f once in a transaction of its own, and tells whether it may go
// better when run again. What f says itself does not count: only why its
// statements failed.
func (s *server) try(ctx context.Context, f func(*Tx) error) (again bool, err error) {
	conn, run, err := s.begin(ctx, context.Background(), &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return false, err
	}
	defer conn.Close()
	defer run.Rollback() // of what did not come to its COMMIT
	tx := &Tx{Engine: Postgres, run: run, conn: conn, detached: true}
	if err := tx.call(f); err != nil {
		again := isTransient(tx.failed) || errors.Is(tx.failed, ErrAway)
		if again {
			err = tx.failed
		}
		return again, err
	}
	err = s.commit(run)
	return !errors.Is(err, ErrUnknown) && isTransient(err), err
}

// begin waits for a connection as long as wait lasts and begins a transaction
// that lasts as long as life. A connection that was cut while idle shows it only
// now, after a restart of the server each of them: so it is tried again.
func (s *server) begin(wait, life context.Context, o *sql.TxOptions) (conn *sql.Conn, run *sql.Tx, err error) {
	for try := 1; try <= 4; try++ {
		if conn, err = s.sql.Conn(wait); err == nil {
			if run, err = conn.BeginTx(life, o); err == nil {
				return conn, run, nil
			}
			conn.Close()
		}
		if !isLost(err) || pause(wait, try) != nil {
			break
		}
	}
	return nil, nil, translate(err)
}

// commit tells a refused COMMIT, after which the server says that nothing was
// kept, from one without an answer.
func (s *server) commit(run *sql.Tx) error {
	err := run.Commit()
	var refused *pgconn.PgError
	if err == nil || errors.As(err, &refused) && refused.Severity == "ERROR" &&
		refused.Code != "08007" && refused.Code != "40003" { // both: completion unknown
		return translate(err)
	}
	s.stats.unknown.Add(1)
	return fmt.Errorf("%w: %w", ErrUnknown, err)
}

func (s *server) read(ctx context.Context, f func(*Tx) error) error {
	conn, run, err := s.begin(ctx, ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer conn.Close()
	defer run.Rollback()
	return (&Tx{Engine: Postgres, run: run, conn: conn}).call(f)
}

func (s *server) ping(ctx context.Context) error { return translate(s.sql.PingContext(ctx)) }

func (s *server) backup(context.Context, string) error {
	return errors.New("db: PostgreSQL is backed up with pg_dump")
}

func (s *server) pool() sql.DBStats { return s.sql.Stats() }

func (s *server) close() error { return s.sql.Close() }
