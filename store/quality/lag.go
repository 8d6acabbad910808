package quality

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"cchc/domain/orgunit"
	"cchc/domain/quality"
	"cchc/kit/db"
	"cchc/kit/ident"
)

// lagCount is how many dossiers of a unit lay for a length.
type lagCount struct {
	unit    orgunit.ID
	minutes int
	n       int64
}

// lagQuery reads the index of what was filed before it was received, in the span alone.
const lagQuery = `SELECT unit, substr(filed, 22), count(*) FROM dossier WHERE filed <> '' AND id >= $1 AND id < $2 GROUP BY 1, 2`

// Lags is how long papers lay before they were received, of each office, the province
// first. Offices without any are left out.
func (s Quality) Lags(ctx context.Context, span quality.Span) (lags []quality.Lag, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		refs, err := s.References.In(ctx, tx)
		if err != nil {
			return err
		}
		units := refs.Units()
		counts, err := readLags(ctx, tx, units, span)
		if err != nil {
			return err
		}
		late := newFaulty(units, quality.Query{Span: span, Kind: quality.FiledLong})
		over, err := byOffice(ctx, tx, units, `SELECT `+late.unit+`, count(*) FROM `+late.text()+` GROUP BY `+late.unit, late.args...)
		if err != nil {
			return err
		}
		lags = addUp(counts, over)
		return nil
	})
	return lags, err
}

func readLags(ctx context.Context, tx *db.Tx, units *orgunit.Map, span quality.Span) ([]lagCount, error) {
	list, err := db.All(ctx, tx, func(row db.Row) (c lagCount, err error) {
		var text string
		if err = row.Scan((*int64)(&c.unit), &text, &c.n); err != nil {
			return c, err
		}
		c.unit = units.Office(c.unit)
		c.minutes, err = strconv.Atoi(text)
		return c, err
	}, lagQuery, ident.First(span.From.Start()), ident.First(span.Until.Start()))
	slices.SortFunc(list, func(a, b lagCount) int { return cmp.Or(a.minutes-b.minutes, cmp.Compare(a.unit, b.unit)) })
	return list, err
}

func addUp(counts []lagCount, over map[orgunit.ID]int64) (lags []quality.Lag) {
	var whole quality.Lags
	each := map[orgunit.ID]*quality.Lags{}
	var order []orgunit.ID
	for _, c := range counts {
		if each[c.unit] == nil {
			each[c.unit] = new(quality.Lags)
			order = append(order, c.unit)
		}
		each[c.unit].Add(c.minutes, c.n)
		whole.Add(c.minutes, c.n)
	}
	if len(counts) == 0 {
		return nil
	}
	slices.Sort(order)
	all := int64(0)
	for _, unit := range order {
		all += over[unit]
		lags = append(lags, each[unit].Of(unit, over[unit]))
	}
	return slices.Insert(lags, 0, whole.Of(0, all))
}
