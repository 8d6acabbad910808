package store_test

import (
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/store"
)

func TestAnInstantOnAnEdgeBelongsToExactlyOneOfTwoPeriods(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		l := play(t, s, 3, 250)
		for range 20 {
			from, until, asOf := l.period()
			middle := from + calendar.Day(l.dice.IntN(int(until-from)+1))
			sum := l.flow(figure.Period{From: from, Until: middle, AsOf: asOf})
			sum.Add(l.flow(figure.Period{From: middle, Until: until, AsOf: asOf}), 1)
			if whole := l.flow(figure.Period{From: from, Until: until, AsOf: asOf}); sum != whole {
				t.Errorf("%s, %s, %s as of %s: the parts have %+v, the whole %+v", from, middle, until, asOf, sum, whole)
			}
		}
	})
}

// flow is what happened in a period, without what was open at its ends.
func (l *months) flow(p figure.Period) figure.Tally {
	l.t.Helper()
	lines, err := l.s.Figures.Table(l.t.Context(), figure.Query{Period: p}, figure.ByLevel)
	if err != nil {
		l.t.Fatal(err)
	}
	return figure.Sum(lines)
}
