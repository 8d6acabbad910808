package audit

import "iter"

// cursor pulls rows one at a time; at the end, or after an error, ok is false.
type cursor[T any] struct {
	row  T
	ok   bool
	err  error
	pull func() (T, error, bool)
	stop func()
}

func newCursor[T any](rows iter.Seq2[T, error]) *cursor[T] {
	if rows == nil {
		rows = func(func(T, error) bool) {}
	}
	c := &cursor[T]{}
	c.pull, c.stop = iter.Pull2(rows)
	c.next()
	return c
}

func (c *cursor[T]) next() {
	c.row, c.err, c.ok = c.pull()
	if c.err != nil {
		c.ok = false
		c.pull = func() (row T, err error, ok bool) { return row, c.err, false }
	}
}
