package store

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

// A book keeps one kind of subject: its table, its columns, and how every change of a
// row leaves an event in the same transaction. Whatever is kept in a book is protected:
// replaying its events must give its rows.
type book[S any] struct {
	kind    audit.Kind
	table   string
	id      func(*S) *int64
	version func(*S) *int
	columns []column[S]
	derived []column[S] // computed from the others: in the table, not in the trace

	traced audit.Columns
	names  []string    // of columns and derived, in order
	both   []column[S] // columns and derived, in order
	texts  struct{ selectFrom, insert string }
}

// column is one column of a subject's row.
type column[S any] struct {
	name   string
	zero   audit.Value
	get    func(*S) audit.Value
	set    func(*S, audit.Value) error
	secret bool // the trace holds a seal over the value, never the value
}

// kept is a row with what ties it to the trace.
type kept[S any] struct {
	state S
	salt  audit.Salt
	head  audit.Head
}

// newBook checks the columns once, at start-up.
func newBook[S any](b book[S]) *book[S] {
	var traced []string
	for _, c := range b.columns {
		traced = append(traced, c.name)
	}
	b.names = traced
	for _, c := range b.derived {
		b.names = append(b.names, c.name)
	}
	b.traced = audit.MustColumns(traced...)
	b.both = slices.Concat(b.columns, b.derived)
	all := append([]string{"id", "version", "salt", "head"}, b.names...)
	list := strings.Join(all, ", ")
	b.texts.selectFrom = "SELECT " + list + " FROM " + b.table + " "
	b.texts.insert = "INSERT INTO " + b.table + " (" + list + ") VALUES (" + placeholders(len(all)) + ")"
	shelves = append(shelves, &b)
	return &b
}

// selectFrom is the beginning of a query for whole rows, in the order that scan reads.
func (b *book[S]) selectFrom() string { return b.texts.selectFrom }

// scan reads a row in the order of selectFrom.
func (b *book[S]) scan(row db.Row) (k kept[S], err error) {
	var salt, head []byte
	all := b.both
	cells := make([]cell, len(all))
	dest := make([]any, 0, len(all)+4)
	dest = append(dest, b.id(&k.state), b.version(&k.state), &salt, &head)
	for i := range all {
		dest = append(dest, cells[i].dest(all[i].zero))
	}
	if err := row.Scan(dest...); err != nil {
		return k, err
	}
	copy(k.salt[:], salt)
	copy(k.head[:], head)
	for i := range b.columns {
		if err := b.columns[i].set(&k.state, cells[i].value(b.columns[i].zero)); err != nil {
			return k, fmt.Errorf("%s %d, column %s: %w", b.table, *b.id(&k.state), b.columns[i].name, err)
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

// row is a state as the trace knows it: secrets as seals under the subject's salt.
func (b *book[S]) row(s *S, salt audit.Salt) []audit.Value {
	values := make([]audit.Value, len(b.columns))
	for i := range b.columns {
		c := &b.columns[i]
		values[i] = c.get(s)
		if c.secret && values[i] != c.zero {
			values[i] = audit.Text(audit.Seal(salt[:], values[i].String()))
		}
	}
	return values
}

// nothing is the row before the first event: every column at its zero, so that an event
// names only what has a value.
func (b *book[S]) nothing() []audit.Value {
	values := make([]audit.Value, len(b.columns))
	for i, c := range b.columns {
		values[i] = c.zero
	}
	return values
}

// load reads a subject and holds it until the transaction ends.
func (b *book[S]) load(ctx context.Context, tx *db.Tx, id int64) (kept[S], error) {
	return db.One(ctx, tx, b.scan, b.selectFrom()+"WHERE id = $1"+tx.ForUpdate(), id)
}

// add keeps a new subject with its first event.
func (b *book[S]) add(ctx context.Context, tx *db.Tx, s *S, e audit.Event) error {
	k, e, err := b.born(s, e)
	if err != nil {
		return err
	}
	args := append([]any{*b.id(s), *b.version(s), k.salt[:], k.head[:]}, b.values(s)...)
	if _, err := tx.Exec(ctx, b.texts.insert, args...); err != nil {
		return err
	}
	return insertEvent(ctx, tx, e)
}

// born gives a new subject its salt and its first event the change and the head.
func (b *book[S]) born(s *S, e audit.Event) (kept[S], audit.Event, error) {
	k := kept[S]{state: *s}
	rand.Read(k.salt[:])
	*b.version(s) = 1
	e.Kind, e.Subject, e.Version, e.Leaf = b.kind, *b.id(s), 1, audit.Unsealed
	change, err := b.traced.Diff(b.nothing(), b.row(s, k.salt))
	if err != nil {
		return k, e, err
	}
	e.Change = change
	var chain audit.Chain
	chain.Start(b.kind, e.Subject, k.salt)
	k.head = chain.Next(&e)
	k.state = *s
	return k, e, e.Check()
}

// save keeps what an act made of a subject, with the event: both or neither. It writes
// only the columns that differ.
func (b *book[S]) save(ctx context.Context, tx *db.Tx, before kept[S], after *S, e audit.Event) error {
	k, e, err := b.next(before, after, e)
	if err != nil {
		return err
	}
	set, args := []string{"version = $2", "head = $3"}, []any{*b.id(after), *b.version(after), k.head[:], *b.version(&before.state)}
	for i := range b.both {
		c := &b.both[i]
		if is := c.get(after); c.get(&before.state) != is {
			args = append(args, is.Any())
			set = append(set, fmt.Sprintf("%s = $%d", c.name, len(args)))
		}
	}
	n, err := tx.Exec(ctx, "UPDATE "+b.table+" SET "+strings.Join(set, ", ")+" WHERE id = $1 AND version = $4", args...)
	if err != nil {
		return err
	}
	if n == 0 {
		return refusal.Clash("Dữ liệu vừa được người khác thay đổi. Hãy tải lại rồi làm lại.")
	}
	return insertEvent(ctx, tx, e)
}

// next gives an act's event its version, change and head.
func (b *book[S]) next(before kept[S], after *S, e audit.Event) (kept[S], audit.Event, error) {
	*b.version(after) = *b.version(&before.state) + 1
	e.Kind, e.Subject, e.Version, e.Leaf = b.kind, *b.id(after), *b.version(after), audit.Unsealed
	change, err := b.traced.Diff(b.row(&before.state, before.salt), b.row(after, before.salt))
	if err != nil {
		return before, e, err
	}
	e.Change = change
	var chain audit.Chain
	chain.Resume(before.head, before.salt)
	return kept[S]{state: *after, salt: before.salt, head: chain.Next(&e)}, e, e.Check()
}

func (b *book[S]) values(s *S) []any {
	args := make([]any, len(b.both))
	for i := range b.both {
		args[i] = b.both[i].get(s).Any()
	}
	return args
}

// change loads a subject, lets a rule alter it, and saves it with its event.
func (b *book[S]) change(ctx context.Context, tx *db.Tx, id int64, alter func(*S) (audit.Event, error)) (S, error) {
	before, err := b.load(ctx, tx, id)
	if errors.Is(err, db.ErrNotFound) {
		return before.state, refusal.Missing("Không tìm thấy.")
	}
	if err != nil {
		return before.state, err
	}
	after := before.state
	e, err := alter(&after)
	if err != nil {
		return after, err
	}
	return after, b.save(ctx, tx, before, &after, e)
}

// list reads every subject that a condition allows.
func (b *book[S]) list(ctx context.Context, tx *db.Tx, where string, args ...any) ([]*S, error) {
	return db.All(ctx, tx, func(row db.Row) (*S, error) {
		k, err := b.scan(row)
		return &k.state, err
	}, b.selectFrom()+where, args...)
}

func placeholders(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(list, ", ")
}
