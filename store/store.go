// Package store keeps the subjects of the domain in SQLite or PostgreSQL, one file per
// concept. A subject's row and the event of the act that changed it are saved in one
// commit; whatever is derived from them (counters, open steps, search words) as well.
package store

import (
	"context"

	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/store/migrate"
)

// Store is every concept over one database.
type Store struct {
	DB         *db.DB
	References *References
	Units      Units
	Accounts   Accounts
	Sessions   Sessions
	Calendars  Calendars
	Procedures Procedures
	Workflows  Workflows
	Dossiers   Dossiers
	Figures    Figures
	Trace      Trace
}

// Migrations is the whole schema in order.
func Migrations() []db.Migration {
	return append(migrate.All(), job.Migration())
}

// Open opens a database; New over a database that is open already.
func Open(ctx context.Context, address string, o db.Options) (*Store, error) {
	handle, err := db.Open(ctx, address, o)
	if err != nil {
		return nil, err
	}
	return New(handle), nil
}

// New is the store over an open database.
func New(handle *db.DB) *Store {
	refs := &References{DB: handle}
	accounts := Accounts{handle, refs}
	return &Store{
		DB: handle, References: refs,
		Units: Units{handle, refs}, Accounts: accounts, Sessions: newSessions(accounts), Calendars: Calendars{handle, refs},
		Procedures: Procedures{handle, refs}, Workflows: Workflows{handle, refs},
		Dossiers: Dossiers{handle, refs}, Figures: Figures{handle, refs}, Trace: Trace{handle},
	}
}

// Close closes the database.
func (s *Store) Close() error { return s.DB.Close() }
