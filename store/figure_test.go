package store_test

import (
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/store"
)

// naive counts the dossiers of a query one by one, by the words of figure.Tally.
type naive struct {
	refs *store.Picture
	q    figure.Query
	by   figure.By
	sums map[string]figure.Tally
}

func (n *naive) add(unit orgunit.ID, d *dossier.Dossier, change func(*figure.Tally)) {
	units, v := n.refs.Units(), n.refs.Procedure(d.Procedure)
	if n.q.Recast != 0 {
		unit = units.Heir(unit, n.q.Recast)
	}
	u, s := units.Unit(unit), n.q.Scope
	if s.Unit != 0 && s.Unit != unit || s.Level != "" && s.Level != u.Level || s.Field != "" && s.Field != v.Field || s.Procedure != "" && s.Procedure != v.Code {
		return
	}
	key := map[figure.By]string{figure.ByLevel: string(u.Level), figure.ByUnit: strconv.Itoa(int(unit)), figure.ByField: v.Field, figure.ByProcedure: v.Code}[n.by]
	t := n.sums[key]
	change(&t)
	n.sums[key] = t
}

func (n *naive) count(d *dossier.Dossier) {
	start, end := n.q.Period.Start(), n.q.Period.End()
	last := end.Add(-time.Second)
	in := func(t time.Time) bool { return !t.IsZero() && !t.Before(start) && t.Before(end) }
	if in(d.Received) {
		n.add(d.ReceivedBy(), d, func(t *figure.Tally) {
			if d.Channel == "online" {
				t.ReceivedOnline++
			} else {
				t.ReceivedDirect++
			}
		})
	}
	for _, m := range d.Moves {
		if in(m.At) {
			n.add(m.From, d, func(t *figure.Tally) { t.MovedOut++ })
			n.add(m.To, d, func(t *figure.Tally) { t.MovedIn++ })
		}
	}
	if in(d.Closed) {
		n.add(d.Unit, d, func(t *figure.Tally) {
			*map[dossier.Outcome]*int64{dossier.Early: &t.Early, dossier.OnTime: &t.OnDay, dossier.Late: &t.Late, dossier.WasRefused: &t.Refused,
				dossier.WasStopped: &t.Stopped, dossier.WasWithdrawn: &t.Withdrawn}[d.Outcome]++
		})
	}
	if in(d.Due.Last()) {
		if where := dueCell(d.Outcome); where != nil {
			n.add(holder(d, d.Due.Last()), d, func(t *figure.Tally) { *where(t)++ })
		}
	}
	if openAt(d, start.Add(-time.Second)) {
		n.add(holder(d, start.Add(-time.Second)), d, func(t *figure.Tally) { t.Carried++ })
	}
	if openAt(d, last) {
		n.add(holder(d, last), d, func(t *figure.Tally) { *standing(d, last, t)++ })
	}
}

func dueCell(o dossier.Outcome) func(*figure.Tally) *int64 {
	return map[dossier.Outcome]func(*figure.Tally) *int64{
		dossier.Early: func(t *figure.Tally) *int64 { return &t.DueMet }, dossier.OnTime: func(t *figure.Tally) *int64 { return &t.DueMet },
		dossier.Late: func(t *figure.Tally) *int64 { return &t.DueMissed }, dossier.Pending: func(t *figure.Tally) *int64 { return &t.DueOpen },
	}[o]
}

func openAt(d *dossier.Dossier, t time.Time) bool {
	return !d.Received.After(t) && (d.Closed.IsZero() || d.Closed.After(t))
}

func holder(d *dossier.Dossier, t time.Time) orgunit.ID {
	unit := d.ReceivedBy()
	for _, m := range d.Moves {
		if !m.At.After(t) {
			unit = m.To
		}
	}
	return unit
}

func standing(d *dossier.Dossier, at time.Time, t *figure.Tally) *int64 {
	for _, p := range d.Pauses {
		if !p.From.After(at) && (p.To.IsZero() || p.To.After(at)) {
			return &t.OpenPaused
		}
	}
	if d.Due.Passed(at) {
		return &t.OpenOverdue
	}
	return &t.OpenInTime
}

// queries are random ones over a province's months.
func (l *months) queries(refs *store.Picture, n int) (list []figure.Query) {
	for range n {
		from, until, asOf := l.period()
		q := figure.Query{Period: figure.Period{From: from, Until: until, AsOf: asOf}, Stock: true}
		if l.dice.IntN(3) == 0 {
			q.Recast = calendar.DayOf(l.now)
		}
		if l.dice.IntN(2) == 0 {
			q.Scope.Unit = refs.Units().All()[l.dice.IntN(len(refs.Units().All()))].ID
		} else if l.dice.IntN(2) == 0 {
			q.Scope.Level = orgunit.Levels[l.dice.IntN(3)]
		}
		switch l.dice.IntN(4) {
		case 0:
			q.Scope.Field = "Đất đai"
		case 1:
			q.Scope.Procedure = "1.009999"
		}
		list = append(list, q)
	}
	return list
}

var allBy = []figure.By{figure.ByLevel, figure.ByUnit, figure.ByField, figure.ByProcedure}

func TestWhatSQLCountsIsWhatGoCountsAndEveryNumberIsTheLengthOfItsList(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		l := play(t, s, 7, 700)
		all := l.dossiers()
		refs, err := s.References.Now(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i, q := range l.queries(refs, 60) {
			by := allBy[i%len(allBy)]
			lines, err := s.Figures.Table(t.Context(), q, by)
			if err != nil {
				t.Fatal(err)
			}
			want := naive{refs, q, by, map[string]figure.Tally{}}
			for j := range all {
				want.count(&all[j])
			}
			compare(t, q, by, lines, want.sums)
			if i%3 == 0 {
				l.checkLists(q, figure.Sum(lines))
			}
		}
	})
}

func compare(t *testing.T, q figure.Query, by figure.By, lines []figure.Line, want map[string]figure.Tally) {
	t.Helper()
	got := map[string]figure.Tally{}
	for _, line := range lines {
		got[line.Key] = line.Tally
		if id := line.Tally.Identity(); !id.Holds() {
			t.Errorf("%s %+v: %s does not balance: %+v", by, q, line.Name, id)
		}
	}
	if !maps.Equal(got, want) {
		for _, key := range slices.Sorted(maps.Keys(want)) {
			if got[key] != want[key] {
				t.Errorf("%s %s as of %s, %+v, %s:\nSQL %+v\n Go %+v", by, q.Period.Title(), q.Period.AsOf, q.Scope, key, got[key], want[key])
			}
		}
		t.Errorf("SQL has %d lines, Go %d", len(got), len(want))
	}
}

// checkLists compares every condition's number with its count and the length of its list,
// read in pages.
func (l *months) checkLists(q figure.Query, tally figure.Tally) {
	l.t.Helper()
	for _, c := range figure.Conditions {
		n, err := l.s.Figures.Count(l.t.Context(), q, c)
		if err != nil {
			l.t.Fatalf("%s: %v", c, err)
		}
		seen, after := map[int64]bool{}, ""
		for {
			rows, err := l.s.Figures.List(l.t.Context(), q, c, figure.Page{After: after, Limit: 7})
			if err != nil {
				l.t.Fatalf("%s: %v", c, err)
			}
			for _, r := range rows {
				seen[r.ID] = true
			}
			if len(rows) < 7 {
				break
			}
			after = rows[6].Key
		}
		if int64(len(seen)) != n || n != c.Of(tally) {
			l.t.Errorf("%s, %s as of %s, %+v: %d in the table, %d counted, %d in the list", c, q.Period.Title(), q.Period.AsOf, q.Scope, c.Of(tally), n, len(seen))
		}
	}
}
