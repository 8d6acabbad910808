package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Tx is an open transaction. It belongs to the function it was given to, and to
// one goroutine.
//
// A statement that fails spoils the whole transaction on both engines, as it
// does on PostgreSQL: what follows fails with the same error, and nothing is
// kept even if the function returns nil. Ask with ON CONFLICT instead of trying.
type Tx struct {
	Engine
	run      runner
	conn     *sql.Conn
	detached bool  // a write: once begun it runs to its end
	failed   error // what spoiled it
	visiting bool  // between the rows of a query
	ended    bool
}

// runner is what a transaction asks of a connection.
type runner interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

var (
	errEnded    = errors.New("db: the transaction has ended")
	errVisiting = errors.New("db: a statement between the rows of another: PostgreSQL cannot do that; read the rows first")
)

// Exec runs a statement with placeholders $1, $2, … and returns the number of
// rows that it touched.
func (tx *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	text, checked, err := tx.ready(query, args)
	if err != nil {
		return 0, err
	}
	result, err := tx.run.ExecContext(tx.context(ctx), text, checked...)
	if err != nil {
		return 0, tx.spoil(err, query)
	}
	n, err := result.RowsAffected()
	return n, tx.spoil(err, query)
}

// query starts reading rows; the caller must call tx.stop with them.
func (tx *Tx) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	text, checked, err := tx.ready(query, args)
	if err != nil {
		return nil, err
	}
	rows, err := tx.run.QueryContext(tx.context(ctx), text, checked...)
	if err != nil {
		return nil, tx.spoil(err, query)
	}
	tx.visiting = true
	return rows, nil
}

func (tx *Tx) stop(rows *sql.Rows, query string) error {
	tx.visiting = false
	err := rows.Err()
	if closing := rows.Close(); err == nil {
		err = closing
	}
	return tx.spoil(err, query)
}

// ready checks that a statement may run now, and brings it into the engine's words.
func (tx *Tx) ready(query string, args []any) (string, []any, error) {
	if err := tx.open(); err != nil {
		return "", nil, err
	}
	p := tx.parse(query)
	if p.args != len(args) {
		return "", nil, tx.spoil(fmt.Errorf("db: %d arguments for $1…$%d", len(args), p.args), query)
	}
	checked, err := values(args)
	return p.text, checked, tx.spoil(err, query)
}

func (tx *Tx) open() error {
	switch {
	case tx.ended:
		return errEnded
	case tx.visiting:
		tx.failed = errVisiting
		return errVisiting
	}
	return tx.failed
}

// spoil notes the first failure.
func (tx *Tx) spoil(err error, query string) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%w [%.120s]", translate(err), query)
	if tx.failed == nil {
		tx.failed = err
	}
	return err
}

// context is ctx for a read; a write, once begun, is not cut short, so that its
// outcome is known.
func (tx *Tx) context(ctx context.Context) context.Context {
	if tx.detached {
		return context.Background()
	}
	return ctx
}

// call runs f and returns why its work must not be kept. A panic becomes an error.
func (tx *Tx) call(f func(*Tx) error) (err error) {
	defer func() {
		tx.ended = true
		if p := recover(); p != nil {
			err = panicked(p)
		}
	}()
	if err := f(tx); err != nil {
		return err
	}
	return tx.failed
}
