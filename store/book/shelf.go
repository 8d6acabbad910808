package book

import (
	"fmt"

	"cchc/domain/audit"
)

// shelves is every book, in no order: New puts it there, so that the sealer and verify
// know a new kind of subject by themselves.
var shelves []Shelf

// Shelves is every book of the program.
func Shelves() []Shelf { return shelves }

// Shelf is a book whatever its subjects are.
type Shelf interface {
	Shape() *Shape
	// Replay gives the state that the trace tells of, and the derived columns it should have.
	Replay(id int64, log map[string]audit.Value) (state any, derived []audit.Value, err error)
}

// Shape is the table of a book.
type Shape struct {
	Kind    audit.Kind
	Title   string
	Label   []string // columns by which people know a subject
	Table   string
	Columns []Field // traced, then derived
	Traced  int
}

// Field is a column whatever its subject is.
type Field struct {
	Name   string
	Zero   audit.Value
	Secret bool
}

// Shape of the book's table.
func (b *Book[S]) Shape() *Shape {
	s := &Shape{Kind: b.Kind, Title: b.Title, Label: b.Label, Table: b.Table, Traced: len(b.Columns)}
	for _, c := range b.both {
		s.Columns = append(s.Columns, Field{c.name, c.zero, c.secret})
	}
	return s
}

// Replay makes a subject of the columns that its events gave a value.
func (b *Book[S]) Replay(id int64, log map[string]audit.Value) (any, []audit.Value, error) {
	s := new(S)
	*b.ID(s) = id
	for _, c := range b.Columns {
		if v, ok := log[c.name]; ok {
			if err := c.set(s, v); err != nil {
				return s, nil, fmt.Errorf("%s: %w", c.name, err)
			}
		}
	}
	derived := make([]audit.Value, len(b.Derived))
	for i, c := range b.Derived {
		derived[i] = c.get(s)
	}
	return s, derived, nil
}
