package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// Migration is one step of the schema: a script of statements, written as
// PostgreSQL reads them. Once released it never changes.
type Migration struct{ Name, SQL string }

// checksum is the SHA-256 of the script, in hex.
func (m Migration) checksum() string {
	sum := sha256.Sum256([]byte(m.SQL))
	return hex.EncodeToString(sum[:])
}

// migrationLock is the number under which programs that migrate one PostgreSQL
// at the same moment wait for each other.
const migrationLock = 7_220_914_033

const migrationTable = `CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL)`

// Migrate runs the scripts that have not run yet, in the order given, each in a
// transaction with its row in the table migration. It is an error if a script
// that ran has changed since.
func (db *DB) Migrate(ctx context.Context, migrations []Migration) error {
	pending, err := db.Pending(ctx, migrations)
	if err != nil || len(pending) == 0 {
		return err
	}
	for _, m := range migrations {
		if err := db.Alone(ctx, func(tx *Tx) error { return tx.migrate(ctx, m) }); err != nil {
			return fmt.Errorf("migrate %s: %w", m.Name, err)
		}
	}
	return nil
}

// Pending returns the names of the scripts that Migrate would run.
func (db *DB) Pending(ctx context.Context, migrations []Migration) (names []string, err error) {
	err = db.Read(ctx, func(tx *Tx) error {
		tables, err := Value[int64](ctx, tx, tx.hasTable(), "migration")
		if err != nil {
			return err
		}
		for _, m := range migrations {
			done := false
			if tables > 0 {
				if done, err = tx.applied(ctx, m); err != nil {
					return fmt.Errorf("migrate %s: %w", m.Name, err)
				}
			}
			if !done {
				names = append(names, m.Name)
			}
		}
		return nil
	})
	return names, err
}

// migrate runs one script unless another program did so meanwhile.
func (tx *Tx) migrate(ctx context.Context, m Migration) error {
	if tx.Engine == Postgres {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, migrationLock); err != nil {
			return err
		}
	}
	for _, statement := range tx.ddl(migrationTable) {
		if _, err := tx.Exec(ctx, statement); err != nil {
			return err
		}
	}
	if done, err := tx.applied(ctx, m); done || err != nil {
		return err
	}
	for _, statement := range tx.ddl(m.SQL) {
		if _, err := tx.Exec(ctx, statement); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `INSERT INTO migration (name, sha256, applied_at) VALUES ($1, $2, $3)`,
		m.Name, m.checksum(), time.Now().UTC().Format(time.RFC3339))
	return err
}

// applied tells whether a script has run, and refuses one that changed since.
func (tx *Tx) applied(ctx context.Context, m Migration) (bool, error) {
	sum, err := Value[string](ctx, tx, `SELECT sha256 FROM migration WHERE name = $1`, m.Name)
	switch {
	case errors.Is(err, ErrNotFound):
		return false, nil
	case err != nil:
		return false, err
	case sum != m.checksum():
		return false, fmt.Errorf("the script was changed after it ran (then %.12s, now %.12s)", sum, m.checksum())
	}
	return true, nil
}
