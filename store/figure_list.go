package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"cchc/domain/dossier"
	"cchc/domain/figure"
	"cchc/domain/procedure"
	"cchc/kit/db"
)

// condition is a figure.Condition as SQL: rows, WHERE, the unit that it counts for, and the order
// of its list. Count and List differ in the SELECT before it and in nothing else.
type condition struct {
	order string // column of the order, newest first, or worst first where asc
	asc   bool
	from  func(q *sql) // FROM and the beginning of WHERE
	unit  string       // expression of the unit
	args  []any        // of unit
}

const rowColumns = "id, code, unit, procedure, moves, pauses, clock, received_at, due_by, closed_at, outcome"

var finished = map[figure.Condition]string{
	figure.Finished:  "outcome IN ('early', 'on_time', 'late')",
	figure.OnTime:    "outcome IN ('early', 'on_time')",
	figure.Early:     "outcome = 'early'",
	figure.OnDay:     "outcome = 'on_time'",
	figure.Late:      "outcome = 'late'",
	figure.Refused:   "outcome = 'refused'",
	figure.Stopped:   "outcome = 'stopped'",
	figure.Withdrawn: "outcome = 'withdrawn'",
	figure.Returned:  "outcome IN ('refused', 'stopped', 'withdrawn')",
}

var received = map[figure.Condition]string{
	figure.Received:        "",
	figure.ReceivedDirect:  " AND channel = 'direct'",
	figure.ReceivedOnline:  " AND channel = 'online'",
	figure.ReceivedPost:    " AND channel = 'post'",
	figure.ReceivedOffline: " AND channel IN ('direct', 'post')",
}

// conditionOf is the one place that says what a condition means.
func conditionOf(c figure.Condition, p figure.Period) condition {
	if which, ok := finished[c]; ok {
		return condition{order: "closed_at", unit: "unit", from: func(q *sql) {
			q.add("dossier WHERE closed_at >= ? AND closed_at < ? AND closed_at <> '' AND "+which, stamp(p.Start()), stamp(p.End()))
		}}
	}
	if which, ok := received[c]; ok {
		return condition{order: "id", unit: intakeUnit, from: func(q *sql) {
			q.add("dossier WHERE id >= ? AND id < ? AND received_at <> ''"+which, firstID(p.Start()), firstID(p.End()))
		}}
	}
	switch c {
	case figure.Due, figure.DueMet, figure.DueMissed:
		return dueCondition(c, p)
	case figure.Load, figure.NotLate, figure.AnyLate:
		return loadCondition(c, p)
	case figure.Carried:
		return openCondition(figure.Open, p.Start().Add(-time.Second))
	}
	return openCondition(c, p.LastSecond())
}

func openCondition(c figure.Condition, last time.Time) condition {
	at := stamp(last)
	return condition{order: "due_by", asc: true, unit: heldBy, args: []any{at}, from: func(q *sql) {
		openAt(q, rowColumns, last)
		switch c {
		case figure.Open:
			q.add(" WHERE 1 = 1")
		case figure.NotDue:
			q.add(" WHERE "+standing+" <> 'overdue'", at, at)
		default:
			q.add(" WHERE "+standing+" = ?", at, at, string(c))
		}
	}}
}

func dueCondition(c figure.Condition, p figure.Period) condition {
	return condition{order: "due_by", unit: owedBy, from: func(q *sql) {
		q.add("dossier WHERE "+fellDue, stamp(p.Start()), stamp(p.End()))
		switch c {
		case figure.DueMet:
			q.add(" AND outcome IN ('early', 'on_time')")
		case figure.DueMissed:
			q.add(" AND outcome IN ('', 'late')")
		}
	}}
}

// loadCondition joins what was closed in the period and what was open at its end.
func loadCondition(c figure.Condition, p figure.Period) condition {
	last := stamp(p.LastSecond())
	closed, open := "", " WHERE 1 = 1"
	switch c {
	case figure.AnyLate:
		closed, open = " AND outcome = 'late'", " WHERE "+standing+" = 'overdue'"
	case figure.NotLate:
		closed, open = " AND outcome <> 'late'", " WHERE "+standing+" <> 'overdue'"
	}
	return condition{order: "due_by", asc: true, unit: heldBy, args: []any{last}, from: func(q *sql) {
		q.add("(SELECT "+rowColumns+" FROM dossier WHERE closed_at >= ? AND closed_at < ? AND closed_at <> '' AND outcome <> ''"+closed+
			" UNION ALL SELECT "+rowColumns+" FROM ", stamp(p.Start()), stamp(p.End()))
		openAt(q, rowColumns, p.LastSecond())
		if c == figure.Load {
			q.add(open + ") AS l WHERE 1 = 1")
		} else {
			q.add(open+") AS l WHERE 1 = 1", last, last)
		}
	}}
}

// where writes FROM and WHERE of a condition within a scope.
func (c condition) where(q *sql, s *scope) {
	q.add(" FROM ")
	c.from(q)
	s.limit(q, c.unit, c.args...)
}

// Count is how long the list of a condition is.
func (s Figures) Count(ctx context.Context, fq figure.Query, c figure.Condition) (n int64, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		refs, err := s.References.In(ctx, tx)
		if err != nil {
			return err
		}
		q := countQuery(refs, fq, c)
		n, err = db.Value[int64](ctx, tx, q.String(), q.args...)
		return err
	})
	return n, err
}

// countQuery names every unit where the scope names none and one outcome is asked for:
// an index leads straight to the outcome of a unit, but not to that of all.
func countQuery(refs *Picture, fq figure.Query, c figure.Condition) *sql {
	q, sc := &sql{}, newScope(refs, fq)
	if strings.Contains(finished[c], "=") && sc.units == nil {
		sc.everyUnit(refs.Units())
	}
	q.add("SELECT count(*)")
	conditionOf(c, fq.Period).where(q, &sc)
	return q
}

// List is one page of a condition's list: the newest first, of what is open the one that
// was due first. The key of its last row leads to the next page.
func (s Figures) List(ctx context.Context, fq figure.Query, c figure.Condition, page figure.Page) (rows []figure.Row, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		refs, err := s.References.In(ctx, tx)
		if err != nil {
			return err
		}
		q := listQuery(refs, fq, c, page)
		order := conditionOf(c, fq.Period).order
		rows, err = db.All(ctx, tx, func(row db.Row) (figure.Row, error) { return scanRow(row, refs, order) }, q.String(), q.args...)
		return err
	})
	return rows, err
}

func listQuery(refs *Picture, fq figure.Query, c figure.Condition, page figure.Page) *sql {
	q, sc, l := &sql{}, newScope(refs, fq), conditionOf(c, fq.Period)
	sc.ordered = true
	q.add("SELECT id, code, unit, procedure, clock, received_at, due_by, closed_at, outcome")
	l.where(q, &sc)
	beyond, direction := "<", " DESC"
	if l.asc {
		beyond, direction = ">", ""
	}
	at, last, _ := strings.Cut(page.After, "~")
	id, err := strconv.ParseInt(last, 10, 64) // a key that nobody made leads to the top
	switch {
	case err != nil:
	case l.order == "id":
		q.add(" AND id "+beyond+" ?", id)
	default:
		q.add(" AND ("+l.order+", id) "+beyond+" (?, ?)", at, id)
	}
	q.add(" ORDER BY ")
	if l.order != "id" {
		q.add(l.order + direction + ", ")
	}
	q.add("id"+direction+" LIMIT ?", page.Limit)
	return q
}

func scanRow(row db.Row, refs *Picture, order string) (r figure.Row, err error) {
	var version int64
	var clock, received, due, closed string
	if err = row.Scan(&r.ID, &r.Code, (*int64)(&r.Unit), &version, &clock, &received, &due, &closed, &r.Outcome); err != nil {
		return r, err
	}
	r.Key = map[string]string{"closed_at": closed, "due_by": due}[order] + "~" + strconv.FormatInt(r.ID, 10)
	r.UnitName, r.Paused = refs.Units().Name(r.Unit), clock == string(dossier.Paused)
	if v := refs.Procedure(procedure.ID(version)); v != nil {
		r.Procedure, r.Name = v.Code, v.Name
	}
	for _, part := range []struct {
		to   *time.Time
		text string
	}{{&r.Received, received}, {&r.DueBy, due}, {&r.Closed, closed}} {
		if *part.to, err = dossier.ParseInstant(part.text); err != nil {
			return r, err
		}
	}
	return r, nil
}

// People are the names of those whom dossiers are about. The caller asks only for the
// dossiers whose people the reader may see.
func (s Figures) People(ctx context.Context, dossiers []int64) (names map[int64]string, err error) {
	names = map[int64]string{}
	if len(dossiers) == 0 {
		return names, nil
	}
	q := &sql{}
	q.add("SELECT dossier, name FROM dossier_person WHERE dossier")
	q.in(dossiers)
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		return db.Each(ctx, tx, func(row db.Row) error {
			var id int64
			var name string
			err := row.Scan(&id, &name)
			names[id] = name
			return err
		}, q.String(), q.args...)
	})
	return names, err
}
