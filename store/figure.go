package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/kit/vntext"
)

// Figures counts and lists dossiers. Whole months come from the counters, days at the
// edges of a period from the dossiers, what is open from the dossiers; names are joined in
// Go from the reference data. The cost follows the length of the period, not the years
// that are stored.
type Figures struct {
	DB         *db.DB
	References *References
}

// Table counts a query by level, unit, field or procedure. Lines come in a fixed order:
// levels from the top, units by code, fields and procedures by name. A line in which
// nothing was to be counted is left out.
func (s Figures) Table(ctx context.Context, q figure.Query, by figure.By) (lines []figure.Line, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		lines, err = s.table(ctx, tx, q, by)
		return err
	})
	return lines, err
}

// Series counts a query for each of the last months up to the one in which the period
// ends, oldest first; the last one is cut where the period is.
func (s Figures) Series(ctx context.Context, q figure.Query, by figure.By, months int) (trends []figure.Trend, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		trends, err = s.series(ctx, tx, q, by, months)
		return err
	})
	return trends, err
}

func (s Figures) table(ctx context.Context, tx *db.Tx, q figure.Query, by figure.By) ([]figure.Line, error) {
	refs, err := s.References.In(ctx, tx)
	if err != nil {
		return nil, err
	}
	c := newCount(tx, refs, q, by)
	if err := c.span(ctx, span{q.Period.Start(), q.Period.End()}, 1); err != nil {
		return nil, err
	}
	if q.Stock {
		if err := c.stock(ctx, q.Period); err != nil {
			return nil, err
		}
	}
	return c.lines(by), nil
}

func (s Figures) series(ctx context.Context, tx *db.Tx, q figure.Query, by figure.By, months int) ([]figure.Trend, error) {
	var trends []figure.Trend
	last := figure.Month(calendar.DayOf(q.Period.LastSecond()), q.Period.AsOf)
	for i := range months {
		q.Period = figure.Month(last.From.AddMonths(i+1-months), last.AsOf)
		lines, err := s.table(ctx, tx, q, by)
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			at := slices.IndexFunc(trends, func(t figure.Trend) bool { return t.Key == line.Key })
			if at < 0 {
				at = len(trends)
				trends = append(trends, figure.Trend{Key: line.Key, Name: line.Name, Months: emptyMonths(last.From, months)})
			}
			line.Key = trends[at].Months[i].Key
			trends[at].Months[i] = line
		}
	}
	return trends, nil
}

func emptyMonths(last calendar.Day, months int) []figure.Line {
	list := make([]figure.Line, months)
	for i := range list {
		list[i].Key = dossier.MonthOf(last.AddMonths(i + 1 - months)).String()
	}
	return list
}

// span is a stretch of time from the first instant until the second, without it; the zero
// instant leaves its side open.
type span struct{ from, to time.Time }

// place is where a dossier is counted; procedure 0 when the query does not ask.
type place struct {
	unit      orgunit.ID
	procedure procedure.ID
}

// count is one query being counted.
type count struct {
	tx      *db.Tx
	refs    *Picture
	scope   scope
	tallies map[place]*figure.Tally
}

func newCount(tx *db.Tx, refs *Picture, q figure.Query, by figure.By) *count {
	sc := newScope(refs, q)
	sc.byProcedure = sc.byProcedure || by == figure.ByField || by == figure.ByProcedure
	return &count{tx, refs, sc, map[place]*figure.Tally{}}
}

// at is the tally of a place, nil outside of the scope.
func (c *count) at(unit, version int64) *figure.Tally {
	p := place{orgunit.ID(unit), procedure.ID(version)}
	if !c.scope.holds(p) {
		return nil
	}
	if !c.scope.byProcedure {
		p.procedure = 0
	}
	t := c.tallies[p]
	if t == nil {
		t = new(figure.Tally)
		c.tallies[p] = t
	}
	return t
}

// lines groups the tallies and names the groups.
func (c *count) lines(by figure.By) []figure.Line {
	groups := map[string]*figure.Line{}
	for p, t := range c.tallies {
		head := c.head(p, by)
		line := groups[head.Key]
		if line == nil {
			line = &head
			groups[head.Key] = line
		}
		line.Tally.Add(*t, 1)
	}
	var list []figure.Line
	for _, line := range groups {
		if !line.Tally.IsZero() {
			list = append(list, *line)
		}
	}
	c.order(list, by)
	return list
}

// head is the line that a place belongs to, without numbers.
func (c *count) head(p place, by figure.By) figure.Line {
	if by == figure.ByLevel || by == figure.ByUnit {
		return c.unitHead(p.unit, by)
	}
	v := c.refs.Procedure(p.procedure)
	switch {
	case v == nil:
		return figure.Line{Key: "?", Name: "?"}
	case by == figure.ByField:
		return figure.Line{Key: v.Field, Name: v.Field}
	}
	return figure.Line{Key: v.Code, Name: v.Name}
}

func (c *count) unitHead(id orgunit.ID, by figure.By) figure.Line {
	u := c.refs.Units().Unit(c.scope.line(id))
	switch {
	case u == nil:
		return figure.Line{Key: "?", Name: "?"}
	case by == figure.ByLevel:
		return figure.Line{Key: string(u.Level), Name: u.Level.Name(), Level: u.Level}
	}
	name := u.NameOn(c.scope.named)
	return figure.Line{Key: strconv.FormatInt(int64(u.ID), 10), Name: name, Level: u.Level, Unit: u.ID}
}

func (c *count) order(list []figure.Line, by figure.By) {
	units := c.refs.Units()
	keys := map[string]string{}
	for _, line := range list {
		keys[line.Name] = vntext.SortKey(line.Name)
	}
	slices.SortFunc(list, func(a, b figure.Line) int {
		level := cmp.Compare(slices.Index(orgunit.Levels, a.Level), slices.Index(orgunit.Levels, b.Level))
		if by == figure.ByUnit && a.Unit != 0 && b.Unit != 0 {
			return cmp.Or(level, cmp.Compare(units.Unit(a.Unit).Code, units.Unit(b.Unit).Code), cmp.Compare(a.Unit, b.Unit))
		}
		return cmp.Or(level, cmp.Compare(keys[a.Name], keys[b.Name]), cmp.Compare(a.Key, b.Key))
	})
}
