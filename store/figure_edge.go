package store

import (
	"context"

	"cchc/domain/dossier"
	"cchc/domain/figure"
	"cchc/kit/db"
)

// edge counts the days that whole months do not cover, from the dossiers.
func (c *count) edge(ctx context.Context, s span, sign int64) error {
	for _, read := range []func(context.Context, span, int64) error{c.received, c.closed, c.due, c.moved} {
		if err := read(ctx, s, sign); err != nil {
			return err
		}
	}
	return nil
}

// grouped runs a query of unit, procedure, what, number.
func (c *count) grouped(ctx context.Context, q *sql, add func(t *figure.Tally, what string, n int64)) error {
	return db.Each(ctx, c.tx, func(row db.Row) error {
		var unit, version, n int64
		var what string
		if err := row.Scan(&unit, &version, &what, &n); err != nil {
			return err
		}
		if t := c.at(unit, version); t != nil {
			add(t, what, n)
		}
		return nil
	}, q.String(), q.args...)
}

// procedureColumn is what a query groups by.
func (c *count) procedureColumn() string {
	if c.scope.byProcedure {
		return "procedure"
	}
	return "0"
}

func (c *count) received(ctx context.Context, s span, sign int64) error {
	q := &sql{}
	q.add("SELECT "+intakeUnit+", "+c.procedureColumn()+", channel, count(*) FROM dossier WHERE id >= ? AND id < ? AND received_at <> ''",
		firstID(s.from), firstID(s.to))
	c.scope.limit(q, intakeUnit)
	q.add(" GROUP BY 1, 2, 3")
	return c.grouped(ctx, q, func(t *figure.Tally, channel string, n int64) {
		switch channel {
		case "online":
			t.ReceivedOnline += sign * n
		case "post":
			t.ReceivedPost += sign * n
		default:
			t.ReceivedDirect += sign * n
		}
	})
}

func (c *count) closed(ctx context.Context, s span, sign int64) error {
	q := &sql{}
	q.add("SELECT unit, "+c.procedureColumn()+", outcome, count(*) FROM dossier WHERE closed_at >= ? AND closed_at < ? AND closed_at <> '' AND outcome <> ''",
		stamp(s.from), stamp(s.to))
	c.scope.limit(q, "unit")
	q.add(" GROUP BY 1, 2, 3")
	return c.grouped(ctx, q, func(t *figure.Tally, outcome string, n int64) {
		switch dossier.Outcome(outcome) {
		case dossier.Early:
			t.Early += sign * n
		case dossier.OnTime:
			t.OnDay += sign * n
		case dossier.Late:
			t.Late += sign * n
		case dossier.WasRefused:
			t.Refused += sign * n
		case dossier.WasStopped:
			t.Stopped += sign * n
		case dossier.WasWithdrawn:
			t.Withdrawn += sign * n
		}
	})
}

// fellDue leaves out what was refused, stopped or withdrawn, also when that came later.
const fellDue = `due_by >= ? AND due_by < ? AND due_by <> '' AND outcome IN ('', 'early', 'on_time', 'late')`

func (c *count) due(ctx context.Context, s span, sign int64) error {
	q := &sql{}
	q.add("SELECT "+owedBy+", "+c.procedureColumn()+", outcome, count(*) FROM dossier WHERE "+fellDue, stamp(s.from), stamp(s.to))
	c.scope.limit(q, owedBy)
	q.add(" GROUP BY 1, 2, 3")
	return c.grouped(ctx, q, func(t *figure.Tally, outcome string, n int64) {
		switch dossier.Outcome(outcome) {
		case dossier.Early, dossier.OnTime:
			t.DueMet += sign * n
		case dossier.Late:
			t.DueMissed += sign * n
		default:
			t.DueOpen += sign * n
		}
	})
}

// moved counts moves between units. They happen on few days in many years, so the counters
// of the month are asked first whether there were any.
func (c *count) moved(ctx context.Context, s span, sign int64) error {
	month := dossier.MonthOf(monthOf(s.from).From).String()
	any, err := db.Value[int64](ctx, c.tx, `SELECT coalesce(CAST(sum(moved_in) AS BIGINT), 0) FROM dossier_tally WHERE procedure = 0 AND month = $1`, month)
	if err != nil || any == 0 {
		return err
	}
	q := &sql{}
	q.add("SELECT procedure, moves FROM dossier WHERE moves <> '' AND (closed_at = '' OR closed_at >= ?)", stamp(s.from))
	return db.Each(ctx, c.tx, func(row db.Row) error {
		var version int64
		var text string
		if err := row.Scan(&version, &text); err != nil {
			return err
		}
		moves, err := dossier.ParseMoves(text)
		for _, m := range moves {
			if m.At.Before(s.from) || !m.At.Before(s.to) {
				continue
			}
			if t := c.at(int64(m.From), version); t != nil {
				t.MovedOut += sign
			}
			if t := c.at(int64(m.To), version); t != nil {
				t.MovedIn += sign
			}
		}
		return err
	}, q.String(), q.args...)
}
