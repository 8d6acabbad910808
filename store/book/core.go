package book

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// core is what a book does whatever its subjects are: there are dozens of books, and only
// what must know the type is compiled for each.
type core struct {
	kind    audit.Kind
	table   string
	Traced  audit.Columns
	Names   []string // of columns and derived, in order
	zeros   []audit.Value
	secrets []bool
	traced  int // how many of the names are in the trace

	selectFrom, insert string
}

func (c *core) prepare() {
	c.Traced = audit.MustColumns(c.Names[:c.traced]...)
	all := append([]string{"id", "version", "salt", "head"}, c.Names...)
	list := strings.Join(all, ", ")
	c.selectFrom = "SELECT " + list + " FROM " + c.table + " "
	c.insert = "INSERT INTO " + c.table + " (" + list + ") VALUES (" + Placeholders(len(all)) + ")"
}

// cell receives one column from the driver.
type cell struct {
	text string
	n    int64
	yes  bool
}

func (c *cell) dest(like audit.Value) any {
	switch like {
	case audit.Int(0):
		return &c.n
	case audit.Bool(false):
		return &c.yes
	}
	return &c.text
}

func (c *cell) value(like audit.Value) audit.Value {
	switch like {
	case audit.Int(0):
		return audit.Int(c.n)
	case audit.Bool(false):
		return audit.Bool(c.yes)
	}
	return audit.Text(c.text)
}

// scan reads a row: its traced columns, and what ties it to the trace.
func (c *core) scan(row db.Row, id *int64, version *int) (values []audit.Value, salt audit.Salt, head audit.Head, err error) {
	var saltBytes, headBytes []byte
	cells := make([]cell, len(c.zeros))
	dest := make([]any, 0, len(cells)+4)
	dest = append(dest, id, version, &saltBytes, &headBytes)
	for i := range cells {
		dest = append(dest, cells[i].dest(c.zeros[i]))
	}
	if err := row.Scan(dest...); err != nil {
		return nil, salt, head, err
	}
	copy(salt[:], saltBytes)
	copy(head[:], headBytes)
	values = make([]audit.Value, c.traced)
	for i := range values {
		values[i] = cells[i].value(c.zeros[i])
	}
	return values, salt, head, nil
}

// sealed are the traced values as the trace knows them: secrets as seals under the salt.
func (c *core) sealed(values []audit.Value, salt audit.Salt) []audit.Value {
	row := make([]audit.Value, c.traced)
	for i := range row {
		row[i] = values[i]
		if c.secrets[i] && row[i] != c.zeros[i] {
			row[i] = audit.Text(audit.Seal(salt[:], row[i].String()))
		}
	}
	return row
}

// Nothing is the row before the first event: every column at its zero, so that an event
// names only what has a value.
func (c *core) Nothing() []audit.Value { return append([]audit.Value(nil), c.zeros[:c.traced]...) }

// add keeps a new subject: it gets a salt, and its first event the change and the head.
func (c *core) add(ctx context.Context, tx *db.Tx, id int64, values []audit.Value, e audit.Event) (err error) {
	var salt audit.Salt
	rand.Read(salt[:])
	e.Kind, e.Subject, e.Version, e.Leaf = c.kind, id, 1, audit.Unsealed
	if e.Change, err = c.Traced.Diff(c.Nothing(), c.sealed(values, salt)); err != nil {
		return err
	}
	var chain audit.Chain
	chain.Start(c.kind, id, salt)
	head := chain.Next(&e)
	if err := e.Check(); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, c.insert, append([]any{id, 1, salt[:], head[:]}, anys(values)...)...); err != nil {
		return err
	}
	return insertEvent(ctx, tx, e)
}

// standing is a row as the trace has it, at the version that an act makes of it.
type standing struct {
	id      int64
	version int
	salt    audit.Salt
	head    audit.Head
}

// save keeps what an act made of a subject, unless somebody else was quicker.
func (c *core) save(ctx context.Context, tx *db.Tx, at standing, before, after []audit.Value, e audit.Event) (err error) {
	e.Kind, e.Subject, e.Version, e.Leaf = c.kind, at.id, at.version, audit.Unsealed
	if e.Change, err = c.Traced.Diff(c.sealed(before, at.salt), c.sealed(after, at.salt)); err != nil {
		return err
	}
	var chain audit.Chain
	chain.Resume(at.head, at.salt)
	head := chain.Next(&e)
	if err := e.Check(); err != nil {
		return err
	}
	set, args := []string{"version = $2", "head = $3"}, []any{at.id, at.version, head[:], at.version - 1}
	for i := range after {
		if before[i] != after[i] {
			args = append(args, after[i].Any())
			set = append(set, fmt.Sprintf("%s = $%d", c.Names[i], len(args)))
		}
	}
	n, err := tx.Exec(ctx, "UPDATE "+c.table+" SET "+strings.Join(set, ", ")+" WHERE id = $1 AND version = $4", args...)
	if err != nil {
		return err
	}
	if n == 0 {
		return refusal.Clash("Dữ liệu vừa được người khác thay đổi. Hãy tải lại rồi làm lại.")
	}
	return insertEvent(ctx, tx, e)
}

func anys(values []audit.Value) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v.Any()
	}
	return list
}
