package quality

import (
	"strconv"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/quality"
	"cchc/kit/ident"
)

// faulty is the one place that says where a kind of fault is found: rows, key, unit. Its
// count and its list differ in the SELECT before it and in nothing else.
type faulty struct {
	where
	from string
	key  string // the dossier
	unit string
}

func newFaulty(units *orgunit.Map, q quality.Query) *faulty {
	f := &faulty{}
	switch q.Kind {
	case quality.NoPerson: // CROSS JOIN keeps the engines from reading dossiers first
		f.from, f.key, f.unit = "dossier_person p CROSS JOIN dossier d", "p.dossier", "d.unit"
		f.and("d.id = p.dossier AND p.name = '' AND d.received_at <> ''")
	case quality.EndedUnit: // open steps only: few, however many years are stored
		var step where
		list(&step, "unit", ended(units, q.Today))
		f.from, f.key, f.unit = "dossier d", "d.id", "d.unit"
		f.and("d.id IN (SELECT dossier FROM dossier_work WHERE "+step.bare()+")", step.args...)
	default:
		f.from, f.key, f.unit = "dossier_fault f", "f.dossier", "f.unit"
		f.and("f.kind = ?", int64(q.Kind))
	}
	if q.From != 0 {
		f.and(f.key+" >= ?", ident.First(q.From.Start()))
	}
	if q.Until != 0 {
		f.and(f.key+" < ?", ident.First(q.Until.Start()))
	}
	if q.Before != 0 {
		f.and(f.key+" < ?", q.Before)
	}
	if q.Unit != 0 {
		var parts []orgunit.ID
		for _, u := range units.All() {
			if units.Office(u.ID) == q.Unit {
				parts = append(parts, u.ID)
			}
		}
		list(&f.where, f.unit, parts)
	}
	return f
}

func (f *faulty) text() string { return f.from + " WHERE " + f.where.text() }

func listQuery(units *orgunit.Map, q quality.Query) (string, []any) {
	f := newFaulty(units, q)
	f.args = append(f.args, q.Limit)
	return `SELECT ` + f.key + ` FROM ` + f.text() + ` ORDER BY ` + f.key + ` DESC LIMIT $` + strconv.Itoa(len(f.args)), f.args
}

// ended are the units that are no more on a day.
func ended(units *orgunit.Map, on calendar.Day) (ids []orgunit.ID) {
	for _, u := range units.All() {
		if u.Until != 0 && u.Until <= on {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// where is conditions with their arguments: each ? becomes the next number.
type where struct {
	parts []string
	args  []any
}

func (w *where) and(condition string, values ...any) {
	w.parts, w.args = append(w.parts, condition), append(w.args, values...)
}

// list adds a list of identifiers; an empty one holds for nothing.
func list[T ~int64](w *where, column string, ids []T) {
	if len(ids) == 0 {
		w.and("1 = 0")
		return
	}
	values := make([]any, len(ids))
	for i, id := range ids {
		values[i] = int64(id)
	}
	w.and(column+" IN (?"+strings.Repeat(", ?", len(ids)-1)+")", values...)
}

// bare is the conditions with their question marks, to stand within others.
func (w *where) bare() string { return strings.Join(w.parts, " AND ") }

func (w *where) text() string {
	var b strings.Builder
	for i, piece := range strings.Split(w.bare(), "?") {
		if i > 0 {
			b.WriteString("$" + strconv.Itoa(i))
		}
		b.WriteString(piece)
	}
	return b.String()
}
