package book

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// A Book keeps one kind of subject: its table, its columns, and how every change of a
// row leaves an event in the same transaction. Whatever is kept in a book is protected:
// replaying its events must give its rows.
type Book[S any] struct {
	Kind    audit.Kind
	Title   string   // what people call such a subject: "Hồ sơ"
	Label   []string // the columns by which they know one
	Table   string
	ID      func(*S) *int64
	Version func(*S) *int
	Columns []Column[S]
	Derived []Column[S] // computed from the others: in the table, not in the trace

	Traced audit.Columns // made by New
	Names  []string      // of columns and derived, in order; made by New
	both   []Column[S]   // columns and derived, in order
	texts  struct{ selectFrom, insert string }
}

// Column is one column of a subject's row.
type Column[S any] struct {
	name   string
	zero   audit.Value
	get    func(*S) audit.Value
	set    func(*S, audit.Value) error
	secret bool // the trace holds a seal over the value, never the value
}

// Kept is a row with what ties it to the trace.
type Kept[S any] struct {
	State S
	Salt  audit.Salt
	Head  audit.Head
}

// New checks the columns once, at start-up.
func New[S any](b Book[S]) *Book[S] {
	var traced []string
	for _, c := range b.Columns {
		traced = append(traced, c.name)
	}
	b.Names = traced
	for _, c := range b.Derived {
		b.Names = append(b.Names, c.name)
	}
	b.Traced = audit.MustColumns(traced...)
	b.both = slices.Concat(b.Columns, b.Derived)
	all := append([]string{"id", "version", "salt", "head"}, b.Names...)
	list := strings.Join(all, ", ")
	b.texts.selectFrom = "SELECT " + list + " FROM " + b.Table + " "
	b.texts.insert = "INSERT INTO " + b.Table + " (" + list + ") VALUES (" + Placeholders(len(all)) + ")"
	shelves = append(shelves, &b)
	return &b
}

// SelectFrom is the beginning of a query for whole rows, in the order that Scan reads.
func (b *Book[S]) SelectFrom() string { return b.texts.selectFrom }

// Scan reads a row in the order of SelectFrom.
func (b *Book[S]) Scan(row db.Row) (k Kept[S], err error) {
	var salt, head []byte
	all := b.both
	cells := make([]cell, len(all))
	dest := make([]any, 0, len(all)+4)
	dest = append(dest, b.ID(&k.State), b.Version(&k.State), &salt, &head)
	for i := range all {
		dest = append(dest, cells[i].dest(all[i].zero))
	}
	if err := row.Scan(dest...); err != nil {
		return k, err
	}
	copy(k.Salt[:], salt)
	copy(k.Head[:], head)
	for i := range b.Columns {
		if err := b.Columns[i].set(&k.State, cells[i].value(b.Columns[i].zero)); err != nil {
			return k, fmt.Errorf("%s %d, column %s: %w", b.Table, *b.ID(&k.State), b.Columns[i].name, err)
		}
	}
	return k, nil
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

// Row is a state as the trace knows it: secrets as seals under the subject's salt.
func (b *Book[S]) Row(s *S, salt audit.Salt) []audit.Value {
	values := make([]audit.Value, len(b.Columns))
	for i := range b.Columns {
		c := &b.Columns[i]
		values[i] = c.get(s)
		if c.secret && values[i] != c.zero {
			values[i] = audit.Text(audit.Seal(salt[:], values[i].String()))
		}
	}
	return values
}

// Nothing is the row before the first event: every column at its zero, so that an event
// names only what has a value.
func (b *Book[S]) Nothing() []audit.Value {
	values := make([]audit.Value, len(b.Columns))
	for i, c := range b.Columns {
		values[i] = c.zero
	}
	return values
}

// Load reads a subject and holds it until the transaction ends.
func (b *Book[S]) Load(ctx context.Context, tx *db.Tx, id int64) (Kept[S], error) {
	return db.One(ctx, tx, b.Scan, b.SelectFrom()+"WHERE id = $1"+tx.ForUpdate(), id)
}

// Add keeps a new subject with its first event.
func (b *Book[S]) Add(ctx context.Context, tx *db.Tx, s *S, e audit.Event) error {
	k, e, err := b.born(s, e)
	if err != nil {
		return err
	}
	args := append([]any{*b.ID(s), *b.Version(s), k.Salt[:], k.Head[:]}, b.Values(s)...)
	if _, err := tx.Exec(ctx, b.texts.insert, args...); err != nil {
		return err
	}
	return insertEvent(ctx, tx, e)
}

// born gives a new subject its salt and its first event the change and the head.
func (b *Book[S]) born(s *S, e audit.Event) (Kept[S], audit.Event, error) {
	k := Kept[S]{State: *s}
	rand.Read(k.Salt[:])
	*b.Version(s) = 1
	e.Kind, e.Subject, e.Version, e.Leaf = b.Kind, *b.ID(s), 1, audit.Unsealed
	change, err := b.Traced.Diff(b.Nothing(), b.Row(s, k.Salt))
	if err != nil {
		return k, e, err
	}
	e.Change = change
	var chain audit.Chain
	chain.Start(b.Kind, e.Subject, k.Salt)
	k.Head = chain.Next(&e)
	k.State = *s
	return k, e, e.Check()
}

// Save keeps what an act made of a subject, with the event: both or neither. It writes
// only the columns that differ.
func (b *Book[S]) Save(ctx context.Context, tx *db.Tx, before Kept[S], after *S, e audit.Event) error {
	k, e, err := b.next(before, after, e)
	if err != nil {
		return err
	}
	set, args := []string{"version = $2", "head = $3"}, []any{*b.ID(after), *b.Version(after), k.Head[:], *b.Version(&before.State)}
	for i := range b.both {
		c := &b.both[i]
		if is := c.get(after); c.get(&before.State) != is {
			args = append(args, is.Any())
			set = append(set, fmt.Sprintf("%s = $%d", c.name, len(args)))
		}
	}
	n, err := tx.Exec(ctx, "UPDATE "+b.Table+" SET "+strings.Join(set, ", ")+" WHERE id = $1 AND version = $4", args...)
	if err != nil {
		return err
	}
	if n == 0 {
		return refusal.Clash("Dữ liệu vừa được người khác thay đổi. Hãy tải lại rồi làm lại.")
	}
	return insertEvent(ctx, tx, e)
}

// next gives an act's event its version, change and head.
func (b *Book[S]) next(before Kept[S], after *S, e audit.Event) (Kept[S], audit.Event, error) {
	*b.Version(after) = *b.Version(&before.State) + 1
	e.Kind, e.Subject, e.Version, e.Leaf = b.Kind, *b.ID(after), *b.Version(after), audit.Unsealed
	change, err := b.Traced.Diff(b.Row(&before.State, before.Salt), b.Row(after, before.Salt))
	if err != nil {
		return before, e, err
	}
	e.Change = change
	var chain audit.Chain
	chain.Resume(before.Head, before.Salt)
	return Kept[S]{State: *after, Salt: before.Salt, Head: chain.Next(&e)}, e, e.Check()
}

// Values is the row as the driver takes it, in the order of Names.
func (b *Book[S]) Values(s *S) []any {
	args := make([]any, len(b.both))
	for i := range b.both {
		args[i] = b.both[i].get(s).Any()
	}
	return args
}

// Change loads a subject, lets a rule alter it, and saves it with its event.
func (b *Book[S]) Change(ctx context.Context, tx *db.Tx, id int64, alter func(*S) (audit.Event, error)) (S, error) {
	before, err := b.Load(ctx, tx, id)
	if errors.Is(err, db.ErrNotFound) {
		return before.State, refusal.Missing("Không tìm thấy.")
	}
	if err != nil {
		return before.State, err
	}
	after := before.State
	e, err := alter(&after)
	if err != nil {
		return after, err
	}
	return after, b.Save(ctx, tx, before, &after, e)
}

// List reads every subject that a condition allows.
func (b *Book[S]) List(ctx context.Context, tx *db.Tx, where string, args ...any) ([]*S, error) {
	return db.All(ctx, tx, func(row db.Row) (*S, error) {
		k, err := b.Scan(row)
		return &k.State, err
	}, b.SelectFrom()+where, args...)
}

// Placeholders is "$1, $2, …, $n".
func Placeholders(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(list, ", ")
}
