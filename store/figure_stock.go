package store

import (
	"context"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/kit/db"
)

// stock counts what was open when the period began and when it ended.
func (c *count) stock(ctx context.Context, p figure.Period) error {
	if err := c.open(ctx, p.LastSecond()); err != nil {
		return err
	}
	return c.carried(ctx, p.Start())
}

// openAt are the dossiers that had been received by a last second and were open after it:
// those that are open now, and those closed since.
// Two branches, because each has an index of its own and neither grows with the years
// before; the plus signs keep the engines from walking through all identifiers instead.
func openAt(q *sql, columns string, last time.Time) {
	before := firstID(last.Add(time.Second))
	q.add("(SELECT "+columns+" FROM dossier WHERE "+isOpen+" AND +id < ? UNION ALL SELECT "+columns+
		" FROM dossier WHERE closed_at > ? AND closed_at <> '' AND outcome <> '' AND +id < ?) AS d", before, stamp(last), before)
}

// standing says how an open dossier stands at an instant (two ?). While its clock stands
// it is neither in time nor late; without a due date it is a fault of the data, not late.
const standing = `CASE WHEN ` + wasPaused + ` THEN 'paused' WHEN due_by <> '' AND due_by < ? THEN 'overdue' ELSE 'in_time' END`

const openColumns = "id, unit, procedure, moves, pauses, due_by"

func (c *count) open(ctx context.Context, last time.Time) error {
	q := &sql{}
	q.add("SELECT "+heldBy+", "+c.procedureColumn()+", "+standing+", count(*) FROM ", stamp(last), stamp(last), stamp(last))
	openAt(q, openColumns, last)
	q.add(" WHERE 1 = 1")
	c.scope.limit(q, heldBy, stamp(last))
	q.add(" GROUP BY 1, 2, 3")
	return c.grouped(ctx, q, func(t *figure.Tally, how string, n int64) {
		switch figure.Condition(how) {
		case figure.Paused:
			t.OpenPaused += n
		case figure.Overdue:
			t.OpenOverdue += n
		default:
			t.OpenInTime += n
		}
	})
}

// carried follows from the flow on one side of an instant, because a dossier that came and
// did not go is open: all that came before it less all that went, or what is open now with
// what went since less what came. The side with fewer months is read.
func (c *count) carried(ctx context.Context, at time.Time) error {
	flow := &count{c.tx, c.refs, c.scope, map[place]*figure.Tally{}}
	past, err := c.pastIsShorter(ctx, at)
	if err != nil {
		return err
	}
	sign := int64(1)
	if past {
		err = flow.span(ctx, span{to: at}, 1)
	} else {
		sign = -1
		err = flow.span(ctx, span{from: at}, 1)
	}
	if err != nil {
		return err
	}
	for p, t := range flow.tallies {
		c.at(int64(p.unit), int64(p.procedure)).Carried += sign * (t.Load() - t.Closed())
	}
	if past {
		return nil
	}
	return c.openNow(ctx)
}

func (c *count) openNow(ctx context.Context) error {
	q := &sql{}
	q.add("SELECT unit, " + c.procedureColumn() + ", '', count(*) FROM dossier WHERE " + isOpen)
	c.scope.limit(q, "unit")
	q.add(" GROUP BY 1, 2, 3")
	return c.grouped(ctx, q, func(t *figure.Tally, _ string, n int64) { t.Carried += n })
}

// pastIsShorter says whether fewer months lie before an instant than after it.
func (c *count) pastIsShorter(ctx context.Context, at time.Time) (bool, error) {
	var first, last string
	_, err := db.One(ctx, c.tx, func(row db.Row) (struct{}, error) { return struct{}{}, row.Scan(&first, &last) },
		`SELECT coalesce((SELECT min(month) FROM dossier_tally WHERE procedure = 0), ''), coalesce((SELECT max(month) FROM dossier_tally WHERE procedure = 0), '')`)
	if err != nil || first == "" {
		return false, err
	}
	from, err := calendar.ParseDay(first + "-01")
	if err != nil {
		return false, err
	}
	to, err := calendar.ParseDay(last + "-01")
	here := calendar.DayOf(at)
	return here-from < to-here, err
}
