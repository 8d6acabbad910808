package lateness

import (
	"strconv"
	"strings"
)

// where is conditions with their arguments: each ? becomes the next number.
type where struct {
	parts []string
	args  []any
}

// and adds a condition.
func (w *where) and(condition string, values ...any) {
	w.parts = append(w.parts, w.numbered(condition, values...))
}

// numbered is a piece of SQL whose arguments join the others.
func (w *where) numbered(piece string, values ...any) string {
	var b strings.Builder
	for i, part := range strings.Split(piece, "?") {
		if i > 0 {
			w.args = append(w.args, values[i-1])
			b.WriteString("$" + strconv.Itoa(len(w.args)))
		}
		b.WriteString(part)
	}
	return b.String()
}

// in adds a list of identifiers; an empty one holds for nothing.
func in[T ~int64](w *where, column string, ids []T) {
	if len(ids) == 0 {
		w.parts = append(w.parts, "1 = 0")
		return
	}
	values := make([]any, len(ids))
	for i, id := range ids {
		values[i] = int64(id)
	}
	w.and(column+" IN (?"+strings.Repeat(", ?", len(ids)-1)+")", values...)
}

func (w *where) text() string {
	if len(w.parts) == 0 {
		return "TRUE"
	}
	return strings.Join(w.parts, " AND ")
}
