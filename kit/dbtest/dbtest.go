// Package dbtest runs a test against every engine, each time on a database of
// its own.
package dbtest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"cchc/kit/db"
	"cchc/kit/pgserver"
)

// Each runs f once for each engine, side by side, on an empty database in which
// the migrations have run. Without PostgreSQL on the machine its half is left
// out with a line in the log; where CI=true it fails.
func Each(t *testing.T, migrations []db.Migration, f func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		f(t, open(t, SQLite(t), migrations))
	})
	if Server(t) == nil {
		return
	}
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		f(t, open(t, clone(t, migrations), migrations))
	})
}

// SQLite is the name of a file that does not exist yet, in the test's own folder.
func SQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "test.db") }

// Postgres is the address of an empty database, for tests with several programs;
// "" without PostgreSQL on the machine.
func Postgres(t testing.TB) string {
	t.Helper()
	if Server(t) == nil {
		return ""
	}
	return create(t, "")
}

// Open opens a database that is closed when the test ends.
func Open(t testing.TB, address string) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), address, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func open(t *testing.T, address string, migrations []db.Migration) *db.DB {
	t.Helper()
	d := Open(t, address)
	if err := d.Migrate(t.Context(), migrations); err != nil {
		t.Fatal(err)
	}
	return d
}

// shared is the server of this test binary, started at its first use.
var shared struct {
	start     sync.Once
	server    *pgserver.Server
	err       error
	mu        sync.Mutex
	templates map[[sha256.Size]byte]string
}

// Server is the PostgreSQL of this test binary, nil without one on the machine.
func Server(t testing.TB) *pgserver.Server {
	t.Helper()
	shared.start.Do(func() {
		shared.server, shared.err = pgserver.Start(context.Background(), pgserver.Options{})
		shared.templates = map[[sha256.Size]byte]string{}
	})
	switch {
	case errors.Is(shared.err, pgserver.ErrMissing) && os.Getenv("CI") != "true":
		t.Logf("PostgreSQL is left out: %v", shared.err)
		return nil
	case shared.err != nil:
		t.Fatal(shared.err)
	}
	return shared.server
}

// clone is a copy of a database in which the migrations have run once.
func clone(t *testing.T, migrations []db.Migration) string {
	t.Helper()
	key := sha256.Sum256(fmt.Appendf(nil, "%q", migrations))
	shared.mu.Lock()
	defer shared.mu.Unlock()
	template, ok := shared.templates[key]
	if !ok {
		var err error
		if template, err = migrated(migrations); err != nil {
			t.Fatal(err)
		}
		shared.templates[key] = template
	}
	return create(t, template)
}

func migrated(migrations []db.Migration) (string, error) {
	ctx := context.Background()
	name, err := shared.server.Create(ctx, "")
	if err != nil {
		return "", err
	}
	d, err := db.Open(ctx, shared.server.Address(name), db.Options{})
	if err != nil {
		return "", err
	}
	return name, errors.Join(d.Migrate(ctx, migrations), d.Close())
}

// create makes a database that is dropped when the test ends.
func create(t testing.TB, template string) string {
	t.Helper()
	name, err := shared.server.Create(context.Background(), template)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := shared.server.Drop(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	return shared.server.Address(name)
}
