package store_test

import (
	"slices"
	"testing"

	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

// catalogue is the columns of a table, and which of them are its key, as the database
// itself knows them.
func (v *vandal) catalogue(table string) (names []string, key []int) {
	query := `SELECT name, pk > 0 FROM pragma_table_info($1) ORDER BY cid`
	if v.tx.Engine == db.Postgres {
		query = `SELECT c.column_name::text, EXISTS (SELECT FROM information_schema.key_column_usage k
			JOIN information_schema.table_constraints t USING (constraint_name, table_name)
			WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name)
			FROM information_schema.columns c WHERE c.table_name = $1 ORDER BY c.ordinal_position`
	}
	v.must(db.Each(v.t.Context(), v.tx, func(row db.Row) error {
		var name string
		var isKey bool
		err := row.Scan(&name, &isKey)
		if isKey {
			key = append(key, len(names))
		}
		names = append(names, name)
		return err
	}, query, table))
	return names, key
}

func tableNames(t *testing.T, d *db.DB) (names []string) {
	t.Helper()
	query := `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
	if d.Engine == db.Postgres {
		query = `SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()`
	}
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		names, err = db.All(t.Context(), tx, func(row db.Row) (name string, err error) { return name, row.Scan(&name) }, query)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestEveryTableIsProtectedOrSaysWhyNot(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		there := tableNames(t, d)
		for _, name := range there {
			reason := store.Unprotected[name]
			if slices.Contains(store.Protected, name) == (reason != "") {
				t.Errorf("%s: put it among store.Protected, or among store.Unprotected with a reason", name)
			}
		}
		for _, name := range store.Protected {
			if !slices.Contains(there, name) {
				t.Errorf("%s is protected and does not exist", name)
			}
		}
	})
}

func TestTheSubjectsOfEveryBookAreProtectedAndHaveAName(t *testing.T) {
	for _, name := range store.ShelfTables() {
		if !slices.Contains(store.Protected, name) || !store.HasName(name) {
			t.Errorf("%s is a book: add it to Protected, and give the book a Title", name)
		}
	}
}
