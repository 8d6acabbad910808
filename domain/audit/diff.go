package audit

import (
	"fmt"
	"slices"
)

// Columns is the columns of a kind of subject, in the order in which its rows
// hold them.
type Columns struct {
	names  []string
	sorted []int // positions by ascending name
}

// NewColumns names the columns of a row. It fails on a name twice or no column name.
func NewColumns(names ...string) (Columns, error) {
	c := Columns{names: slices.Clone(names), sorted: make([]int, len(names))}
	for i, name := range names {
		if !isColumn(name) {
			return Columns{}, fmt.Errorf("audit: %q is not a column name", name)
		}
		c.sorted[i] = i
	}
	slices.SortFunc(c.sorted, func(i, j int) int {
		if names[i] < names[j] {
			return -1
		}
		return 1
	})
	for i := 1; i < len(c.sorted); i++ {
		if name := names[c.sorted[i]]; name == names[c.sorted[i-1]] {
			return Columns{}, fmt.Errorf("audit: column %s twice", name)
		}
	}
	return c, nil
}

// MustColumns is NewColumns for names written in the program.
func MustColumns(names ...string) Columns {
	c, err := NewColumns(names...)
	if err != nil {
		panic(err)
	}
	return c
}

// Names is the columns in the order of the row.
func (c Columns) Names() []string { return slices.Clone(c.names) }

// Diff is the change from one row to another: the columns that differ. From a nil
// before, a row that was not there, every column is new.
func (c Columns) Diff(before, after []Value) (Change, error) {
	var b Builder
	return c.DiffWith(&b, before, after)
}

// DiffWith is Diff with a builder that is kept, for many rows in a run.
func (c Columns) DiffWith(b *Builder, before, after []Value) (Change, error) {
	if len(after) != len(c.names) || before != nil && len(before) != len(c.names) {
		return "", fmt.Errorf("audit: rows of %d and %d values for %d columns", len(before), len(after), len(c.names))
	}
	for _, i := range c.sorted {
		if before == nil || before[i] != after[i] {
			b.Value(c.names[i], after[i])
		}
	}
	return b.Change()
}

// Row is a folded state as a row. It fails when a column is missing or there are others.
func (c Columns) Row(state map[string]Value) ([]Value, error) {
	if len(state) != len(c.names) {
		return nil, fmt.Errorf("audit: %d columns folded, the row has %d", len(state), len(c.names))
	}
	row := make([]Value, len(c.names))
	for i, name := range c.names {
		v, ok := state[name]
		if !ok {
			return nil, fmt.Errorf("audit: column %s was never given a value", name)
		}
		row[i] = v
	}
	return row, nil
}
