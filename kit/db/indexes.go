package db

import (
	"context"
	"fmt"
	"strings"
)

// indexList asks for the statements that make a table's indexes anew, with their names;
// those that a primary key or a UNIQUE constraint made are not among them.
func (e Engine) indexList() string {
	if e == Postgres {
		return `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = $1
			AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY indexname`
	}
	return `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL ORDER BY name`
}

// WithoutIndexes runs f while some tables have no indexes but their keys, and makes them
// again afterwards: a build of millions of rows is several times faster so. It is part of
// the transaction, so nobody sees the tables without them.
func (tx *Tx) WithoutIndexes(ctx context.Context, tables []string, f func() error) error {
	type index struct{ name, make string }
	var dropped []index
	for _, table := range tables {
		list, err := All(ctx, tx, func(row Row) (i index, err error) {
			err = row.Scan(&i.name, &i.make)
			return i, err
		}, tx.indexList(), table)
		if err != nil {
			return err
		}
		dropped = append(dropped, list...)
	}
	for _, i := range dropped {
		if _, err := tx.Exec(ctx, `DROP INDEX "`+strings.ReplaceAll(i.name, `"`, `""`)+`"`); err != nil {
			return err
		}
	}
	if err := f(); err != nil {
		return err
	}
	for _, i := range dropped {
		if _, err := tx.Exec(ctx, i.make); err != nil {
			return fmt.Errorf("index %s: %w", i.name, err)
		}
	}
	return nil
}
