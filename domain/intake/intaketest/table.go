// Package intaketest writes rows of files down in tests.
package intaketest

import (
	"strings"

	"cchc/domain/intake"
)

type line struct {
	no    int
	cells map[string]string
}

func (l line) Line() int             { return l.no }
func (l line) Get(key string) string { return l.cells[key] }

// Table makes rows of a table: its first line names the columns, "|" stands between the
// cells, and rows are counted from line 2 as a spreadsheet does.
func Table(text string) (rows []intake.Row) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	keys := strings.Split(strings.TrimSpace(lines[0]), "|")
	for i, l := range lines[1:] {
		cells := map[string]string{}
		for j, cell := range strings.Split(strings.TrimSpace(l), "|") {
			cells[keys[j]] = strings.TrimSpace(cell)
		}
		rows = append(rows, line{i + 2, cells})
	}
	return rows
}
