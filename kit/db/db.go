// Package db opens SQLite or PostgreSQL behind one handle and one SQL source.
//
// Write queries once, as PostgreSQL reads them, with placeholders $1, $2, …, and
// the types TEXT, BIGINT, BOOLEAN, DOUBLE PRECISION and BYTEA. What differs
// between the engines is a method of Engine.
package db

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
)

// DB is an open database. It is safe for use by several goroutines.
type DB struct {
	Engine
	back    backend
	stats   counters
	closing sync.Once
}

// backend is what the engines do in their own way. Their errors are this
// package's, except those of the functions they run, which stay as they are.
type backend interface {
	write(ctx context.Context, f func(*Tx) error, alone bool) error
	read(ctx context.Context, f func(*Tx) error) error
	ping(ctx context.Context) error
	backup(ctx context.Context, file string) error
	pool() sql.DBStats
	close() error
}

// Options of Open; the zero value works.
type Options struct {
	MaxConns int  // connections for reading (SQLite, default 4) or for all (PostgreSQL, default 16)
	ReadOnly bool // every write is refused with ErrReadOnly
}

// Open takes the name of a file for SQLite, made when missing, or the address of
// a PostgreSQL: a postgres:// URL or words like "host=/run/postgresql dbname=cchc".
// ErrAway if the server cannot be reached.
func Open(ctx context.Context, address string, o Options) (*DB, error) {
	db := &DB{Engine: EngineOf(address)}
	var err error
	if db.Engine == Postgres {
		db.back, err = openPostgres(ctx, address, o, &db.stats)
	} else {
		db.back, err = openSQLite(ctx, address, o, &db.stats)
	}
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return db, nil
}

// Write runs f in a transaction and keeps its work if f returns nil.
//
// f may run more than once: it is run again when transactions crossed. So it
// must have no effect outside its Tx but to set variables it set before. On
// SQLite it runs beside up to 63 others in one COMMIT, each undone alone, and
// must not call Write itself. ctx can call f off until f starts; from then on it
// runs to its end and the outcome is known, but for ErrUnknown.
func (db *DB) Write(ctx context.Context, f func(*Tx) error) error {
	return db.back.write(ctx, f, false)
}

// Alone is Write for long work (imports, migrations): it shares its COMMIT with
// nobody, and on SQLite every other write waits for it.
func (db *DB) Alone(ctx context.Context, f func(*Tx) error) error {
	return db.back.write(ctx, f, true)
}

// Read runs f on a snapshot: whatever is written meanwhile, f sees the state at
// its first query. Do not call Read inside of f: when every connection is taken
// by such a pair, all wait for each other.
func (db *DB) Read(ctx context.Context, f func(*Tx) error) error {
	return db.back.read(ctx, f)
}

// Ping tells whether the database answers; ErrAway if not.
func (db *DB) Ping(ctx context.Context) error { return db.back.ping(ctx) }

// Backup writes a consistent copy to a new file while work goes on. SQLite only:
// PostgreSQL has pg_dump.
func (db *DB) Backup(ctx context.Context, file string) error {
	return db.back.backup(ctx, file)
}

// Close waits for what is running and closes the connections. Writes that have
// not started get ErrClosed. Closing again does nothing.
func (db *DB) Close() error {
	var err error
	db.closing.Do(func() { err = db.back.close() })
	return err
}
