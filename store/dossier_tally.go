package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cchc/domain/dossier"
	"cchc/kit/db"
)

// tallyColumns are the counters in the order of dossier.What.
var tallyColumns = []string{
	"received_direct", "received_online", "received_post", "early", "on_time", "late", "refused", "stopped",
	"withdrawn", "moved_in", "moved_out", "due_met", "due_missed", "due_open",
}

// tallyKey is a row of counters; procedure 0 is all of them together.
type tallyKey struct {
	procedure int64
	month     dossier.Month
	unit      int64
}

type tallyRow [dossier.Counters]int64

var tallyUpsert = func() string {
	marks, sums := make([]string, len(tallyColumns)), make([]string, len(tallyColumns))
	for i, name := range tallyColumns {
		marks[i] = fmt.Sprintf("$%d", i+4)
		sums[i] = fmt.Sprintf("%s = dossier_tally.%s + excluded.%s", name, name, name)
	}
	return `INSERT INTO dossier_tally (procedure, month, unit, ` + strings.Join(tallyColumns, ", ") + `)
		VALUES ($1, $2, $3, ` + strings.Join(marks, ", ") + `)
		ON CONFLICT (procedure, month, unit) DO UPDATE SET ` + strings.Join(sums, ", ")
}()

// addTally changes the counters by the difference an act made. Rows are taken in one
// order, so that acts upon the same units wait for each other and never in a circle.
func addTally(ctx context.Context, tx *db.Tx, diff map[dossier.Cell]int) error {
	if len(diff) == 0 {
		return nil
	}
	rows := map[tallyKey]*tallyRow{}
	for cell, n := range diff {
		addCell(rows, cell, int64(n))
	}
	for _, key := range slices.SortedFunc(maps.Keys(rows), compareTally) {
		if _, err := tx.Exec(ctx, tallyUpsert, tallyArgs(key, rows[key])...); err != nil {
			return err
		}
	}
	return nil
}

func compareTally(a, b tallyKey) int {
	return cmp.Or(cmp.Compare(a.procedure, b.procedure), cmp.Compare(a.month, b.month), cmp.Compare(a.unit, b.unit))
}

// addCell counts a cell in its procedure's row and in the row of all procedures.
func addCell(rows map[tallyKey]*tallyRow, cell dossier.Cell, n int64) {
	for _, procedure := range [...]int64{0, int64(cell.Procedure)} {
		key := tallyKey{procedure, cell.Month, int64(cell.Unit)}
		row := rows[key]
		if row == nil {
			row = new(tallyRow)
			rows[key] = row
		}
		row[cell.What] += n
	}
}

func tallyArgs(key tallyKey, row *tallyRow) []any {
	args := make([]any, 0, 3+len(row))
	args = append(args, key.procedure, key.month.String(), key.unit)
	for _, n := range row {
		args = append(args, n)
	}
	return args
}
