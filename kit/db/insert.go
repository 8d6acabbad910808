package db

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// Insert adds many rows to a table, each with a value for every column, and
// returns their number: by COPY on PostgreSQL, by statements of many rows on
// SQLite. A conflict fails them all.
func (tx *Tx) Insert(ctx context.Context, table string, columns []string, rows iter.Seq[[]any]) (int64, error) {
	if err := tx.open(); err != nil {
		return 0, err
	}
	what := "INSERT INTO " + table
	checked := func(yield func([]any, error) bool) {
		for row := range rows {
			args, err := values(row)
			if err == nil && len(args) != len(columns) {
				err = fmt.Errorf("db: %d values for %d columns", len(args), len(columns))
			}
			if !yield(args, err) || err != nil {
				return
			}
		}
	}
	var n int64
	var err error
	if tx.Engine == Postgres {
		n, err = tx.copyIn(tx.context(ctx), table, columns, checked)
	} else {
		n, err = tx.insertMany(tx.context(ctx), table, columns, checked)
	}
	return n, tx.spoil(err, what)
}

// chunk is the number of values in one statement. Larger ones gain nothing.
const chunk = 512

func (tx *Tx) insertMany(ctx context.Context, table string, columns []string, rows iter.Seq2[[]any, error]) (n int64, err error) {
	width := max(len(columns), 1)
	full := max(chunk/width, 1)
	args := make([]any, 0, full*width)
	flush := func(rows int) error {
		_, err := tx.run.ExecContext(ctx, insertText(table, columns, rows), args...)
		args = args[:0]
		n += int64(rows)
		return err
	}
	manyText, oneText := full, 1
	for row, err := range rows {
		if err != nil {
			return n, err
		}
		if args = append(args, row...); len(args) == full*width {
			if err := flush(manyText); err != nil {
				return n, err
			}
		}
	}
	rest := args
	for ; len(rest) > 0; rest = rest[width:] {
		args = append([]any(nil), rest[:width]...)
		if err := flush(oneText); err != nil {
			return n, err
		}
	}
	return n, nil
}

func insertText(table string, columns []string, rows int) string {
	one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",") + ")"
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES " +
		strings.TrimSuffix(strings.Repeat(one+",", rows), ",")
}

func (tx *Tx) copyIn(ctx context.Context, table string, columns []string, rows iter.Seq2[[]any, error]) (n int64, err error) {
	next, stop := iter.Pull2(rows)
	defer stop()
	source := pgx.CopyFromFunc(func() ([]any, error) {
		row, err, ok := next()
		if !ok {
			return nil, nil
		}
		return row, err
	})
	err = tx.conn.Raw(func(driver any) error {
		conn := driver.(*stdlib.Conn).Conn()
		n, err = conn.CopyFrom(ctx, pgx.Identifier{table}, columns, source)
		return err
	})
	return n, err
}
