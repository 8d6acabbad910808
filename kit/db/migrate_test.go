package db_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"cchc/kit/db"
	"cchc/kit/dbtest"
)

func TestAScriptRunsOnceAndMayNotChangeAfterwards(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		next := append(slices.Clone(schema), db.Migration{Name: "0002", SQL: `ALTER TABLE note ADD COLUMN search TEXT NOT NULL DEFAULT ''`})
		pending, err := d.Pending(t.Context(), next)
		if err != nil || !slices.Equal(pending, []string{"0002"}) {
			t.Errorf("%v %v", pending, err)
		}
		must(t, d.Migrate(t.Context(), next))
		must(t, d.Migrate(t.Context(), next))
		next[0].SQL += "\n-- a word more"
		if err := d.Migrate(t.Context(), next); err == nil || !strings.Contains(err.Error(), "0001: the script was changed") {
			t.Errorf("%v", err)
		}
	})
}

func TestAScriptThatFailsLeavesNothing(t *testing.T) {
	dbtest.Each(t, nil, func(t *testing.T, d *db.DB) {
		wrong := []db.Migration{schema[0], {Name: "0002", SQL: `CREATE TABLE half (id BIGINT); INSERT INTO nowhere VALUES (1);`}}
		if err := d.Migrate(t.Context(), wrong); err == nil || !strings.Contains(err.Error(), "0002") {
			t.Errorf("%v", err)
		}
		pending, err := d.Pending(t.Context(), wrong)
		if err != nil || !slices.Equal(pending, []string{"0002"}) {
			t.Errorf("%v %v", pending, err)
		}
		must(t, d.Migrate(t.Context(), []db.Migration{{Name: "0003", SQL: `CREATE TABLE half (id BIGINT)`}}))
	})
}

func TestProgramsThatMigrateAtTheSameMomentWaitForEachOther(t *testing.T) {
	dbtest.Each(t, nil, func(t *testing.T, d *db.DB) {
		address := addressOf(t, d)
		var wg sync.WaitGroup
		for range 4 {
			other := dbtest.Open(t, address)
			wg.Go(func() {
				if err := other.Migrate(t.Context(), schema); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		must(t, put(t, d, 1, "một"))
	})
}

func TestAValueOfTheWrongTypeIsRefusedByBothEngines(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		for _, values := range [][]any{{"one", "một"}, {1, nil}} {
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), `INSERT INTO note (id, word) VALUES ($1, $2)`, values...)
				return err
			})
			if err == nil {
				t.Errorf("%v was taken", values)
			}
		}
	})
}

func TestTextIsOrderedByItsBytesWhateverTheLocale(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		for i, word := range []string{"b", "Z", "á", "a", "đ", "a b", "a-b"} {
			must(t, put(t, d, int64(i), word))
		}
		must(t, d.Read(ctx, func(tx *db.Tx) error {
			list, err := db.All(ctx, tx, func(r db.Row) (s string, err error) { return s, r.Scan(&s) }, `SELECT word FROM note ORDER BY word`)
			if got := strings.Join(list, "|"); got != "Z|a|a b|a-b|b|á|đ" {
				t.Error(got)
			}
			return err
		}))
	})
}

func TestTheCommentAsksForATableStoredByItsKey(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLite(t))
	must(t, d.Migrate(t.Context(), schema))
	must(t, d.Read(t.Context(), func(tx *db.Tx) error {
		list, err := db.All(t.Context(), tx, func(r db.Row) (s string, err error) { return s, r.Scan(&s) },
			`SELECT name || ' ' || strict || wr FROM pragma_table_list WHERE name IN ('note', 'tally') ORDER BY name`)
		if got := strings.Join(list, ", "); got != "note 10, tally 11" {
			t.Error(got)
		}
		return err
	}))
}

func TestAPlanShowsTheIndexOnBothEngines(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		must(t, put(t, d, 1, "một"))
		must(t, d.Read(t.Context(), func(tx *db.Tx) error {
			plan, err := tx.Explain(t.Context(), `SELECT id FROM note WHERE word >= $1 ORDER BY word LIMIT $2`, "a", 10)
			if !strings.Contains(plan, "note_word") || strings.Contains(strings.ToUpper(plan), "SORT") {
				t.Error(plan)
			}
			return err
		}))
	})
}
