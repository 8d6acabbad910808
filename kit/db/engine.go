package db

import "strings"

// Engine names the database behind a handle. Its methods are all the places
// where the two engines differ in SQL: search for them to find every one.
type Engine string

// The two engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// EngineOf tells by the look of an address: a postgres:// URL or a list of
// key=value words with a host is PostgreSQL, everything else a file of SQLite.
func EngineOf(address string) Engine {
	for _, prefix := range []string{"postgres://", "postgresql://", "host="} {
		if strings.HasPrefix(address, prefix) {
			return Postgres
		}
	}
	if strings.Contains(address, " host=") {
		return Postgres
	}
	return SQLite
}

// Rebind turns $1 into ?1 where the engine wants that. The number is kept, so
// that a placeholder may be used twice or out of order. (SQLite accepts $1 too,
// but as a name: values then go by order of appearance, and swap silently.)
func (e Engine) Rebind(query string) string { return e.parse(query).text }

// ForUpdate is the clause that holds selected rows until the transaction ends.
// SQLite has one writer at a time and needs none.
func (e Engine) ForUpdate() string {
	if e == Postgres {
		return " FOR UPDATE"
	}
	return ""
}

// SkipLocked is ForUpdate for a queue: rows held by others are passed over.
func (e Engine) SkipLocked() string {
	if e == Postgres {
		return " FOR UPDATE SKIP LOCKED"
	}
	return ""
}

// TakeTurn is a statement after which transactions that took the same number $1 wait for
// each other until they end. SQLite has one writer at a time and needs none.
func (e Engine) TakeTurn() string {
	if e == Postgres {
		return `SELECT pg_advisory_xact_lock($1)`
	}
	return `SELECT $1`
}

// ShareTurn is a statement by which a transaction goes beside others that share the number
// $1, while those that took it alone (TakeTurn) wait for all of them, and they for those.
// SQLite needs none: "".
func (e Engine) ShareTurn() string {
	if e == Postgres {
		return `SELECT pg_advisory_xact_lock_shared($1)`
	}
	return ""
}

// hasTable is a query for the number of tables named $1.
func (e Engine) hasTable() string {
	if e == Postgres {
		return `SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1`
	}
	return `SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1`
}
