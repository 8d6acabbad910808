package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The failures that a caller can do something about. Anything else is a fault.
var (
	ErrNotFound = errors.New("db: no such row")
	// ErrConflict: a unique or primary key is taken.
	ErrConflict = errors.New("db: already there")
	// ErrAway: the database cannot be reached, or was lost before COMMIT was
	// sent. Nothing was kept.
	ErrAway = errors.New("db: the database is away")
	// ErrUnknown: COMMIT was sent and no answer came. Look before doing it again.
	ErrUnknown = errors.New("db: it is not known whether the write was kept")
	// ErrClosed: the handle was closed.
	ErrClosed = errors.New("db: closed")
	// ErrReadOnly: the handle was opened for reading.
	ErrReadOnly = errors.New("db: opened for reading only")
)

// translate maps a driver's error to this package's, keeping the cause. It is not
// for errors of the functions that run in a transaction: a file that ends too
// early is no lost database.
func translate(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	case isConflict(err):
		return fmt.Errorf("%w: %w", ErrConflict, err)
	case isLost(err):
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	return err
}

func isConflict(err error) bool {
	code := liteCode(err)
	return code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY || code == sqlite3.SQLITE_CONSTRAINT_UNIQUE ||
		pgCode(err) == "23505" // unique_violation
}

// isLost tells whether the database is gone: the connection refused, cut, or shut
// down by the server (class 57P), which then sends a last error and hangs up; or
// the file cannot be opened, or is held by another process for too long.
func isLost(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	switch liteCode(err) & 0xff {
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY:
		return true
	}
	if code := pgCode(err); code != "" {
		return strings.HasPrefix(code, "57P") || strings.HasPrefix(code, "08") || code == "53300" // too_many_connections
	}
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
		errors.Is(err, net.ErrClosed) || strings.Contains(err.Error(), "conn closed")
}

// isTransient tells whether the same work may succeed when it is done again:
// two transactions crossed (serialization_failure, deadlock_detected), or
// another process holds the file.
func isTransient(err error) bool {
	switch pgCode(err) {
	case "40001", "40P01":
		return true
	}
	return liteCode(err)&0xff == sqlite3.SQLITE_BUSY
}

// liteCode is the extended result code of SQLite, 0 for another error.
func liteCode(err error) int {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return lite.Code()
	}
	return 0
}

// pgCode is the SQLSTATE of PostgreSQL, "" for another error.
func pgCode(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}
