package lead

import (
	"fmt"
	"strconv"

	"cchc/domain/figure"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// controls are the questions above a table, and the words that say how they were answered.
type controls struct {
	Periods, Formulas, Roundings, Decimals []layout.Option
	From, To                               string          // where the period is neither a year nor a month
	Keep                                   []layout.Option // what a form takes along, unseen: Label is the name
	Same                                   []layout.Option // formula and rounding, for the form of another period
	Formula                                string
	Rule                                   string
	Rounding                               string
	DecimalCount                           int
	Period                                 string
	Recast                                 bool
	Recasting                              layout.Link
}

func (c choice) controls(v *web.Visit) controls {
	out := controls{
		Periods: c.periods(v), Formula: v.T(c.formula.Title()), Rule: v.T(c.formula.Rule()), Rounding: v.T(c.rounding.Title()),
		DecimalCount: c.rounding.Decimals, Period: periodWords(v, c.period), Recast: c.recast != 0,
		From: c.values.Get("from"), To: c.values.Get("to"),
		Recasting: layout.Link{Text: v.T("Quy về bản đồ hôm nay"), Href: c.href(punctualityPath, "recast", "1")},
	}
	if out.Recast {
		out.Recasting = layout.Link{Text: v.T("Theo bản đồ của kỳ"), Href: c.href(punctualityPath, "recast", "")}
	}
	for _, f := range figure.Formulas {
		out.Formulas = append(out.Formulas, layout.Option{Value: string(f), Label: v.T(f.Title()), Chosen: f == c.formula})
	}
	for _, how := range []vntext.Rounding{vntext.Truncate, vntext.HalfUp, vntext.HalfEven} {
		r := figure.Rounding{How: how}
		out.Roundings = append(out.Roundings, layout.Option{Value: how.String(), Label: v.T(r.Title()), Chosen: how == c.rounding.How})
	}
	for n := range 4 {
		out.Decimals = append(out.Decimals, layout.Option{Value: strconv.Itoa(n), Label: v.T("%d số lẻ", n), Chosen: n == c.rounding.Decimals})
	}
	out.Keep = c.keep("as_of", "by", "recast", "level", "unit", "field", "procedure")
	out.Same = c.keep("formula", "rounding", "decimals")
	return out
}

// keep is the answers that a form takes along.
func (c choice) keep(names ...string) (list []layout.Option) {
	for _, name := range names {
		if value := c.values.Get(name); value != "" {
			list = append(list, layout.Option{Label: name, Value: value})
		}
	}
	return list
}

// periods are the last years and the last months, and what was chosen besides.
func (c choice) periods(v *web.Visit) (list []layout.Option) {
	year, _, _ := v.Today().Date()
	for y := year; y > year-6; y-- {
		p := figure.Year(y, v.At)
		list = append(list, layout.Option{Value: strconv.Itoa(y), Label: periodWords(v, p), Chosen: p.From == c.period.From && p.Until == c.period.Until})
	}
	for i := range trendMonths {
		p := figure.Month(figure.Month(v.Today(), v.At).From.AddMonths(-i), v.At)
		y, m, _ := p.From.Date()
		list = append(list, layout.Option{Value: fmt.Sprintf("%04d-%02d", y, m), Label: periodWords(v, p), Chosen: p.From == c.period.From && p.Until == c.period.Until})
	}
	for _, o := range list {
		if o.Chosen {
			return list
		}
	}
	return append([]layout.Option{{Value: c.values.Get("period"), Label: periodWords(v, c.period), Chosen: true}}, list...)
}

// periodWords is the period in the visitor's language.
func periodWords(v *web.Visit, p figure.Period) string {
	year, month, _ := p.From.Date()
	switch {
	case p == figure.Year(year, p.AsOf):
		return v.T("năm %d", year)
	case p == figure.Month(p.From, p.AsOf):
		return v.T("tháng %02d/%d", int(month), year)
	case p.Until == p.From+1:
		return v.T("ngày %s", p.From.Vietnamese())
	}
	return p.From.Vietnamese() + "–" + (p.Until - 1).Vietnamese()
}
