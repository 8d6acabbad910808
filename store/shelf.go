package store

import (
	"context"
	"fmt"

	"cchc/domain/audit"
	"cchc/kit/db"
	"cchc/store/book"
)

// shape is the table of a book, as verify reads it.
type shape struct{ *book.Shape }

// rawRow is a subject's row as it stands in its table. It is not read into a state: what
// cannot be read, or is written in another way, must be seen as well.
type rawRow struct {
	id, version int64
	salt, head  []byte
	values      []any // in the order of Shape.Columns
}

// rows reads a book's table by identifier.
func (s shape) rows(ctx context.Context, tx *db.Tx) *pager[rawRow] {
	query := "SELECT id, version, salt, head, " + s.names() + " FROM " + s.Table + " WHERE id > $1 ORDER BY id LIMIT $2"
	return newPager(func(last *rawRow, n int) ([]rawRow, error) {
		return db.All(ctx, tx, s.scan, query, after(last, func(r *rawRow) int64 { return r.id }), n)
	})
}

func (s shape) scan(row db.Row) (r rawRow, err error) {
	r.values = make([]any, len(s.Columns))
	dest := make([]any, 0, len(s.Columns)+4)
	dest = append(dest, &r.id, &r.version, &r.salt, &r.head)
	for i := range r.values {
		dest = append(dest, &r.values[i])
	}
	return r, row.Scan(dest...)
}

// value is column i as the trace knows it: a secret as the seal over it.
func (s shape) value(r *rawRow, i int, salt audit.Salt) audit.Value {
	c := &s.Columns[i]
	v := plain(r.values[i], c.Zero)
	if c.Secret && v != c.Zero {
		return audit.Text(audit.Seal(salt[:], v.String()))
	}
	return v
}

// plain is what a driver gave as a value. A truth value of SQLite is 0 or 1; any other
// number stays one, and equals no truth value.
func plain(v any, like audit.Value) audit.Value {
	switch v := v.(type) {
	case string:
		return audit.Text(v)
	case bool:
		return audit.Bool(v)
	case int64:
		if like == audit.Bool(false) && (v == 0 || v == 1) {
			return audit.Bool(v == 1)
		}
		return audit.Int(v)
	}
	return audit.Text(fmt.Sprint(v))
}

// asSalt takes a salt as it is stored; one of another length gives other heads.
func asSalt(b []byte) (salt audit.Salt) {
	copy(salt[:], b)
	return salt
}

// pager reads a table by its key, a page at a time, so that other queries can run
// between and memory stays small.
type pager[T any] struct {
	read func(last *T, n int) ([]T, error)
	page []T
	last *T
	end  bool
}

const pageRows = 1000

func newPager[T any](read func(last *T, n int) ([]T, error)) *pager[T] { return &pager[T]{read: read} }

// peek is the next row, nil at the end.
func (p *pager[T]) peek() (*T, error) {
	if len(p.page) == 0 && !p.end {
		page, err := p.read(p.last, pageRows)
		if err != nil {
			return nil, err
		}
		if p.page, p.end = page, len(page) < pageRows; len(page) > 0 {
			p.last = &page[len(page)-1]
		}
	}
	if len(p.page) == 0 {
		return nil, nil
	}
	return &p.page[0], nil
}

func (p *pager[T]) take() { p.page = p.page[1:] }

// before visits and takes the rows that are less.
func (p *pager[T]) before(less func(*T) bool, visit func(*T)) error {
	for {
		row, err := p.peek()
		if err != nil || row == nil || !less(row) {
			return err
		}
		visit(row)
		p.take()
	}
}

// all is the rest of the rows as a stream.
func (p *pager[T]) all(yield func(T, error) bool) {
	for {
		row, err := p.peek()
		if err != nil {
			var none T
			yield(none, err)
			return
		}
		if row == nil || !yield(*row, nil) {
			return
		}
		p.take()
	}
}

// after is the number to go on from, the smallest there is for the first page.
func after[T any](last *T, key func(*T) int64) int64 {
	if last == nil {
		return -1 << 63
	}
	return key(last)
}
