package book

import (
	"context"
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

	core             // made by New
	both []Column[S] // columns and derived, in order
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
	b.both = slices.Concat(b.Columns, b.Derived)
	b.core = core{kind: b.Kind, table: b.Table, traced: len(b.Columns)}
	for _, c := range b.both {
		b.Names = append(b.Names, c.name)
		b.zeros, b.secrets = append(b.zeros, c.zero), append(b.secrets, c.secret)
	}
	b.prepare()
	shelves = append(shelves, &b)
	return &b
}

// SelectFrom is the beginning of a query for whole rows, in the order that Scan reads.
func (b *Book[S]) SelectFrom() string { return b.selectFrom }

// Scan reads a row in the order of SelectFrom.
func (b *Book[S]) Scan(row db.Row) (k Kept[S], err error) {
	values, salt, head, err := b.scan(row, b.ID(&k.State), b.Version(&k.State))
	if err != nil {
		return k, err
	}
	k.Salt, k.Head = salt, head
	for i := range b.Columns {
		if err := b.Columns[i].set(&k.State, values[i]); err != nil {
			return k, fmt.Errorf("%s %d, column %s: %w", b.Table, *b.ID(&k.State), b.Columns[i].name, err)
		}
	}
	return k, nil
}

// plain is a state as values, columns and derived in order.
func (b *Book[S]) plain(s *S) []audit.Value {
	values := make([]audit.Value, len(b.both))
	for i := range b.both {
		values[i] = b.both[i].get(s)
	}
	return values
}

// Row is a state as the trace knows it: secrets as seals under the subject's salt.
func (b *Book[S]) Row(s *S, salt audit.Salt) []audit.Value { return b.sealed(b.plain(s), salt) }

// Values is the row as the driver takes it, in the order of Names.
func (b *Book[S]) Values(s *S) []any { return anys(b.plain(s)) }

// Load reads a subject and holds it until the transaction ends.
func (b *Book[S]) Load(ctx context.Context, tx *db.Tx, id int64) (Kept[S], error) {
	return db.One(ctx, tx, b.Scan, b.SelectFrom()+"WHERE id = $1"+tx.ForUpdate(), id)
}

// Add keeps a new subject with its first event.
func (b *Book[S]) Add(ctx context.Context, tx *db.Tx, s *S, e audit.Event) error {
	*b.Version(s) = 1
	return b.add(ctx, tx, *b.ID(s), b.plain(s), e)
}

// Save keeps what an act made of a subject, with the event: both or neither. It writes
// only the columns that differ.
func (b *Book[S]) Save(ctx context.Context, tx *db.Tx, before Kept[S], after *S, e audit.Event) error {
	*b.Version(after) = *b.Version(&before.State) + 1
	at := standing{*b.ID(after), *b.Version(after), before.Salt, before.Head}
	return b.save(ctx, tx, at, b.plain(&before.State), b.plain(after), e)
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
