package db_test

import (
	"errors"
	"testing"

	"cchc/kit/db"
	"cchc/kit/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var schema = []db.Migration{{Name: "0001", SQL: `
CREATE TABLE note (
	id     BIGINT PRIMARY KEY,
	word   TEXT NOT NULL, -- what was said; by whom does not matter
	urgent BOOLEAN NOT NULL DEFAULT FALSE,
	weight DOUBLE PRECISION,
	body   BYTEA
);
CREATE UNIQUE INDEX note_word ON note (word);
CREATE TABLE tally (
	unit BIGINT NOT NULL,
	day  TEXT NOT NULL,
	n    BIGINT NOT NULL,
	PRIMARY KEY (unit, day)
); -- without rowid
`}}

func put(t *testing.T, d *db.DB, id int64, word string) error {
	return d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO note (id, word) VALUES ($1, $2)`, id, word)
		return err
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, d *db.DB) (n int64) {
	t.Helper()
	must(t, d.Read(t.Context(), func(tx *db.Tx) (err error) {
		n, err = db.Value[int64](t.Context(), tx, `SELECT count(*) FROM note`)
		return err
	}))
	return n
}

func TestWhatWasWrittenIsReadBack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		must(t, d.Write(ctx, func(tx *db.Tx) error {
			n, err := tx.Exec(ctx, `INSERT INTO note (id, word, urgent, weight, body) VALUES ($2, $1, $3, $4, $5), ($6, $1 || '!', FALSE, NULL, NULL)`,
				"Đỗ Thị Ánh", 1, true, 2.5, []byte{0, 255}, int64(2))
			if n != 2 {
				t.Errorf("%d rows", n)
			}
			return err
		}))
		must(t, d.Read(ctx, func(tx *db.Tx) error {
			var id int64
			var word string
			var urgent bool
			var body []byte
			_, err := db.One(ctx, tx, func(r db.Row) (int, error) { return 0, r.Scan(&id, &word, &urgent, &body) },
				`SELECT id, word, urgent, body FROM note WHERE urgent`)
			if id != 1 || word != "Đỗ Thị Ánh" || !urgent || string(body) != "\x00\xff" {
				t.Errorf("%d %q %v %v", id, word, urgent, body)
			}
			return err
		}))
	})
}

func TestATakenKeyIsAConflictAndAMissingRowIsNotFound(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		must(t, put(t, d, 1, "một"))
		for _, err := range []error{put(t, d, 1, "hai"), put(t, d, 2, "một")} {
			if !errors.Is(err, db.ErrConflict) {
				t.Errorf("%v", err)
			}
		}
		err := d.Read(t.Context(), func(tx *db.Tx) error {
			_, err := db.Value[string](t.Context(), tx, `SELECT word FROM note WHERE id = $1`, 9)
			return err
		})
		if !errors.Is(err, db.ErrNotFound) {
			t.Errorf("%v", err)
		}
	})
}
