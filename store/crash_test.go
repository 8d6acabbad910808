package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/kit/pgserver"
	"cchc/store"
)

// rounds is how often a process is killed: in full where it counts.
func rounds(full, short int) int {
	if testing.Short() && os.Getenv("CI") != "true" {
		return short
	}
	return full
}

// roundsPerFile bounds what one file grows to, since all of it is verified each time.
const roundsPerFile = 10

func TestAfterKill9NothingAcknowledgedIsLostOnSQLite(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.db")
	s := store.New(open(t, empty))
	if err := s.DB.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	furnish(t, s)
	s.Close()
	acts, file := 0, ""
	n := rounds(200, 20)
	for round := range n {
		if round%roundsPerFile == 0 {
			file = copyOf(t, empty)
		}
		words := killed(t, errand{Address: file, Name: fmt.Sprint(round), Workers: 12})
		acts += survived(t, file, words)
	}
	t.Logf("%d rounds, %d acknowledged acts", n, acts)
}

func TestAfterKill9OfAProgramNothingAcknowledgedIsLostOnPostgreSQL(t *testing.T) {
	if dbtest.Server(t) == nil {
		return
	}
	acts, address := 0, ""
	n := rounds(40, 5)
	for round := range n {
		if round%roundsPerFile == 0 {
			address = dbtest.Postgres(t)
			furnished(t, address)
		}
		words := killed(t, errand{Address: address, Name: fmt.Sprint(round), Workers: 12})
		acts += survived(t, address, words)
	}
	t.Logf("%d rounds, %d acknowledged acts", n, acts)
}

// The programs stay: they are told that the database is away, or that the outcome is not
// known, and do the same again with the same key until it is back.
func TestAfterKill9OfTheServerNothingAcknowledgedIsLostOnPostgreSQL(t *testing.T) {
	if dbtest.Server(t) == nil {
		return
	}
	server, err := pgserver.Start(t.Context(), pgserver.Options{Durable: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	address := server.Address("postgres")
	s := furnished(t, address)
	s.Close()
	acts := 0
	n := rounds(6, 2)
	for round := range n {
		c := start(t, errand{Address: address, Name: fmt.Sprint(round), Workers: 12})
		<-c.first
		time.Sleep(rand.N(150 * time.Millisecond))
		server.Kill()
		if err := server.Restart(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(300 * time.Millisecond) // they find it again
		acts += survived(t, address, c.kill())
	}
	t.Logf("%d rounds, %d acknowledged acts", n, acts)
}

// killed runs an errand, kills it at a random instant under load, and returns what it said.
func killed(t *testing.T, e errand) []word {
	t.Helper()
	c := start(t, e)
	<-c.first
	time.Sleep(rand.N(150 * time.Millisecond))
	return c.kill()
}

// survived opens what a killed process left and demands that every acknowledged act is
// there, none twice, and everything in agreement; then what was asked for and not answered
// is asked for again, as people do. It returns the number of acknowledged acts.
func survived(t *testing.T, address string, words []word) (acknowledged int) {
	t.Helper()
	s := store.New(open(t, address))
	defer s.Close()
	stored := keys(t, s)
	asked := map[string]bool{}
	for _, w := range words {
		if !w.Done {
			asked[w.Key] = true
			continue
		}
		delete(asked, w.Key)
		acknowledged++
		if got, want := stored[w.Key], fmt.Sprint(w.Subject, " ", w.Version); got != want {
			t.Errorf("%s was acknowledged as %s and is stored as %q", w.Key, want, got)
		}
	}
	if acknowledged == 0 {
		t.Error("nothing was acknowledged before the kill")
	}
	gapless(t, s)
	verified(t, s)
	for key := range asked {
		again(t, s, key, stored[key])
	}
	verified(t, s)
	return acknowledged
}

// again asks once more for a receipt that was not answered: kept or not, it is kept once.
func again(t *testing.T, s *store.Store, key, before string) {
	t.Helper()
	if !strings.HasSuffix(key, "-0") {
		return // an act upon a dossier whose identifier the killed process alone knew
	}
	m := moment("2024-03-04T09:30")
	m.Key = key
	d, err := s.Dossiers.Receive(t.Context(), receiving(commune), dossier.Person{Name: "Đinh Thị Hồng"}, m)
	if err != nil {
		t.Errorf("%s again: %v", key, err)
	}
	if before != "" && before != fmt.Sprint(int64(d.ID), " 1") {
		t.Errorf("%s again made %d, it was %s", key, d.ID, before)
	}
}

// keys is the dossier and version of every idempotency key in the trace; none is there twice.
func keys(t *testing.T, s *store.Store) map[string]string {
	t.Helper()
	of := map[string]string{}
	for _, line := range rowsOf(t, s, `SELECT key || '|' || subject || ' ' || version FROM event WHERE key <> ''`) {
		key, place, _ := strings.Cut(line, "|")
		if of[key] != "" {
			t.Errorf("%s is there twice: %s and %s", key, of[key], place)
		}
		of[key] = place
	}
	return of
}

// gapless demands that the codes of the only unit and day are 1 to n.
func gapless(t *testing.T, s *store.Store) {
	t.Helper()
	for i, code := range rowsOf(t, s, `SELECT code FROM dossier ORDER BY length(code), code`) {
		if want := fmt.Sprintf("H99.28.05-240304-%04d", i+1); code != want {
			t.Fatalf("code %d is %s, want %s", i+1, code, want)
		}
	}
}

// open opens a database that the test closes itself.
func open(t *testing.T, address string) *db.DB {
	t.Helper()
	d, err := db.Open(context.WithoutCancel(t.Context()), address, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func copyOf(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
