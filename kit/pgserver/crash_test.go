package pgserver_test

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"cchc/kit/pgserver"
)

func TestAKilledServerComesBackWithWhatWasCommitted(t *testing.T) {
	if first := start(t); first == nil {
		return
	} else {
		first.Stop()
	}
	s, err := pgserver.Start(t.Context(), pgserver.Options{Durable: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	for i := range 2 {
		if err := s.Exec(t.Context(), `CREATE TABLE IF NOT EXISTS word (n BIGINT)`); err != nil {
			t.Fatal(err)
		}
		if err := s.Exec(t.Context(), `INSERT INTO word SELECT count(*) FROM word`); err != nil {
			t.Fatal(err)
		}
		s.Kill()
		if err := s.Exec(t.Context(), `SELECT 1`); err == nil {
			t.Fatal("a killed server answers")
		}
		if err := s.Restart(t.Context()); err != nil {
			t.Fatal(err)
		}
		conn, err := pgx.Connect(t.Context(), s.Address("postgres"))
		if err != nil {
			t.Fatal(err)
		}
		var n int
		if err := conn.QueryRow(t.Context(), `SELECT count(*) FROM word`).Scan(&n); err != nil || n != i+1 {
			t.Errorf("round %d: %d rows, %v", i, n, err)
		}
		conn.Close(t.Context())
	}
}
