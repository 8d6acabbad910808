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
		err := s.try(ctx, f)
		if err == nil {
			s.stats.commits.Add(1)
			s.stats.writes.Add(1)
			return nil
		}
		again := isTransient(err) || isLost(err) && try <= 3 // a restart of the server takes longer
		if errors.Is(err, ErrUnknown) || !again || try == maxTries {
			s.stats.failures.Add(1)
			return err
		}
		s.stats.retries.Add(1)
		if ended := pause(ctx, try); ended != nil {
			return errors.Join(ended, err)
		}
	}
}

// try runs f once in a transaction of its own.
func (s *server) try(ctx context.Context, f func(*Tx) error) error {
	conn, err := s.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := ctx.Err(); err != nil {
		return err
	}
	run, err := conn.BeginTx(context.Background(), &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return err
	}
	defer run.Rollback() // of what did not come to its COMMIT
	tx := &Tx{Engine: Postgres, run: run, conn: conn, detached: true}
	if err := tx.call(f); err != nil {
		if tx.failed != nil && isTransient(tx.failed) {
			return tx.failed // f may have answered it with words of its own
		}
		return err
	}
	return s.commit(run)
}

// commit tells a refused COMMIT, after which the server says that nothing was
// kept, from one without an answer.
func (s *server) commit(run *sql.Tx) error {
	err := run.Commit()
	var refused *pgconn.PgError
	if err == nil || errors.As(err, &refused) && refused.Severity == "ERROR" &&
		refused.Code != "08007" && refused.Code != "40003" { // both: completion unknown
		return err
	}
	s.stats.unknown.Add(1)
	return fmt.Errorf("%w: %w", ErrUnknown, err)
}

func (s *server) read(ctx context.Context, f func(*Tx) error) error {
	conn, err := s.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	run, err := conn.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer run.Rollback()
	return (&Tx{Engine: Postgres, run: run, conn: conn}).call(f)
}

func (s *server) ping(ctx context.Context) error { return s.sql.PingContext(ctx) }

func (s *server) backup(context.Context, string) error {
	return errors.New("db: PostgreSQL is backed up with pg_dump")
}

func (s *server) pool() sql.DBStats { return s.sql.Stats() }

func (s *server) close() error { return s.sql.Close() }
