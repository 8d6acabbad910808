package db_test

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"cchc/kit/db"
	"cchc/kit/dbtest"
)

func TestWhatOneEngineCannotStoreIsRefusedByBothInTheSameWords(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		for _, c := range []struct {
			arg  any
			want string
		}{
			{"a\x00b", `argument $2: text with a NUL byte: "a\x00b"`},
			{"a\xffb", `argument $2: text that is not UTF-8: "a\xffb"`},
			{time.Now(), "argument $2: a time.Time has no one text"},
			{struct{}{}, "argument $2: "},
		} {
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), `INSERT INTO note (id, word) VALUES ($1, $2)`, 1, c.arg)
				return err
			})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v", err)
			}
		}
		err := d.Read(t.Context(), func(tx *db.Tx) error {
			_, err := db.Value[string](t.Context(), tx, `SELECT word FROM note WHERE id = $1`, 1, 2)
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "2 arguments for $1…$1") {
			t.Errorf("%v", err)
		}
	})
}

func TestPlaceholdersKeepTheirNumbersAndTextsTheirDollars(t *testing.T) {
	dbtest.Each(t, nil, func(t *testing.T, d *db.DB) {
		must(t, d.Read(t.Context(), func(tx *db.Tx) error {
			got, err := db.Value[string](t.Context(), tx, `
				SELECT '$1' || $2 || $1 || $10 || $2 || "c$3" -- $11
				FROM (SELECT $3 || $4 || $5 || $6 || $7 || $8 || $9 AS "c$3") AS x`,
				"a", "b", "3", "4", "5", "6", "7", "8", "9", "t")
			if got != "$1batb3456789" {
				t.Error(got)
			}
			return err
		}))
	})
}

func TestAnEmptyBodyIsNotAMissingOne(t *testing.T) {
	dbtest.Each(t, []db.Migration{{Name: "1", SQL: `CREATE TABLE file (body BYTEA NOT NULL, note TEXT);`}}, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		must(t, d.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO file (body, note) VALUES ($1, $2)`, []byte{}, (*string)(nil))
			return err
		}))
		must(t, d.Read(ctx, func(tx *db.Tx) error {
			n, err := db.Value[int64](ctx, tx, `SELECT count(*) FROM file WHERE length(body) = 0 AND note IS NULL`)
			if n != 1 {
				t.Errorf("%d rows", n)
			}
			return err
		}))
	})
}

func notes(n int) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i := range n {
			if !yield([]any{i, fmt.Sprintf("ghi chú %d", i), i%2 == 0, nil, []byte{byte(i)}}) {
				return
			}
		}
	}
}

var noteColumns = []string{"id", "word", "urgent", "weight", "body"}

func TestManyRowsAreInsertedAllOrNone(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		insert := func(rows iter.Seq[[]any]) (n int64, err error) {
			err = d.Alone(ctx, func(tx *db.Tx) error {
				n, err = tx.Insert(ctx, "note", noteColumns, rows)
				return err
			})
			return n, err
		}
		began := time.Now()
		if n, err := insert(notes(100_003)); n != 100_003 || err != nil || count(t, d) != n {
			t.Fatalf("%d %v", n, err)
		}
		t.Logf("100,003 rows in %v", time.Since(began))
		again := func(yield func([]any) bool) {
			_ = yield([]any{-1, "mới", false, 1.5, nil}) && yield([]any{5, "trùng", false, 1.5, nil})
		}
		if _, err := insert(again); !errors.Is(err, db.ErrConflict) {
			t.Errorf("%v", err)
		}
		short := func(yield func([]any) bool) { yield([]any{-1}) }
		if _, err := insert(short); err == nil || !strings.Contains(err.Error(), "1 values for 5 columns") {
			t.Errorf("%v", err)
		}
		if n := count(t, d); n != 100_003 {
			t.Errorf("%d rows", n)
		}
	})
}
