package store

import (
	"context"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/figure"
	"cchc/kit/db"
)

// span adds what happened in a stretch of time, or takes it away when sign is -1. Whole
// months come from the counters. Of a month of which only a part is wanted, the dossiers
// of the smaller part are counted: the wanted one, or the other, which is taken away from
// the whole month.
func (c *count) span(ctx context.Context, s span, sign int64) error {
	if !s.to.IsZero() && !s.from.Before(s.to) {
		return nil
	}
	months, edges := s.cut()
	if err := c.months(ctx, months, sign); err != nil {
		return err
	}
	for _, e := range edges {
		if err := c.edge(ctx, e.span, sign*e.sign); err != nil {
			return err
		}
	}
	return nil
}

// months is a range of whole months, from the first until the last, without it; 0 is open.
type months struct{ from, to calendar.Day }

type edge struct {
	span
	sign int64
}

// cut divides a span into whole months and edges, some of which are taken away again.
func (s span) cut() (m months, edges []edge) {
	var before, after span // the parts of the outer months that are not wanted
	if !s.from.IsZero() {
		m.from = monthOf(s.from).From
		before = span{m.from.Start(), s.from}
	}
	if !s.to.IsZero() {
		m.to = monthOf(s.to.Add(-time.Second)).Until
		after = span{s.to, m.to.Start()}
	}
	if m.from != 0 && m.from.AddMonths(1) == m.to && s.length() < before.length()+after.length() {
		return months{from: m.from, to: m.from}, []edge{{s, 1}}
	}
	one := m.from != 0 && m.from.AddMonths(1) == m.to
	if wanted := (span{s.from, m.from.AddMonths(1).Start()}); !one && wanted.length() < before.length() {
		m.from = m.from.AddMonths(1)
		edges = append(edges, edge{wanted, 1})
	} else if before.length() > 0 {
		edges = append(edges, edge{before, -1})
	}
	if wanted := (span{m.to.AddMonths(-1).Start(), s.to}); !one && wanted.length() < after.length() {
		m.to = m.to.AddMonths(-1)
		edges = append(edges, edge{wanted, 1})
	} else if after.length() > 0 {
		edges = append(edges, edge{after, -1})
	}
	return m, edges
}

func (s span) length() time.Duration { return s.to.Sub(s.from) }

func monthOf(t time.Time) figure.Period { return figure.Month(calendar.DayOf(t), t) }

// months adds the counters of whole months.
func (c *count) months(ctx context.Context, m months, sign int64) error {
	if m.from != 0 && m.to != 0 && m.from >= m.to {
		return nil
	}
	q := c.monthsQuery(m)
	return db.Each(ctx, c.tx, func(row db.Row) error {
		var unit, version int64
		var t figure.Tally
		err := row.Scan(&unit, &version, &t.ReceivedDirect, &t.ReceivedOnline, &t.ReceivedPost, &t.Early, &t.OnDay, &t.Late,
			&t.Refused, &t.Stopped, &t.Withdrawn, &t.MovedIn, &t.MovedOut, &t.DueMet, &t.DueMissed, &t.DueOpen)
		if into := c.at(unit, version); err == nil && into != nil {
			into.Add(t, sign)
		}
		return err
	}, q.String(), q.args...)
}

// sumTally casts, because PostgreSQL makes a NUMERIC of a sum.
var sumTally = func() (text string) {
	for _, name := range tallyColumns {
		text += ", CAST(sum(t." + name + ") AS BIGINT)"
	}
	return text
}()

// monthsQuery reads the row of all procedures, or walks from procedure to procedure: their
// rows stand side by side, month by month, however many years there are.
func (c *count) monthsQuery(m months) *sql {
	q := &sql{}
	if c.scope.byProcedure {
		q.add("SELECT t.unit, t.procedure" + sumTally + " FROM procedure_version v CROSS JOIN dossier_tally t WHERE t.procedure = v.id")
		if c.scope.versions != nil {
			q.add(" AND v.id")
			q.in(keysOf(c.scope.versions))
		}
	} else {
		q.add("SELECT t.unit, 0" + sumTally + " FROM dossier_tally t WHERE t.procedure = 0")
	}
	if m.from != 0 {
		q.add(" AND t.month >= ?", dossier.MonthOf(m.from).String())
	}
	if m.to != 0 {
		q.add(" AND t.month < ?", dossier.MonthOf(m.to).String())
	}
	if c.scope.units != nil {
		q.add(" AND t.unit")
		q.in(keysOf(c.scope.units))
	}
	q.add(" GROUP BY t.unit")
	if c.scope.byProcedure {
		q.add(", t.procedure")
	}
	return q
}
