package lead

import (
	"net/url"
	"slices"
	"strconv"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// asked are the names that an address may use, besides those of a page of its own.
var asked = []string{"period", "from", "to", "as_of", "formula", "rounding", "decimals", "by", "recast", "level", "unit", "field", "procedure"}

// choice is what an address asks for: period, formula, rounding, which dossiers, how they
// are grouped.
type choice struct {
	period   figure.Period
	formula  figure.Formula
	rounding figure.Rounding
	scope    figure.Scope
	by       figure.By
	recast   calendar.Day
	values   url.Values // the same as an address
}

// choose reads an address. It refuses what it does not understand.
func choose(values url.Values, v *web.Visit) (c choice, err error) {
	c.values = url.Values{}
	for _, name := range asked {
		if text := values.Get(name); text != "" {
			c.values.Set(name, text)
		}
	}
	get := c.values.Get
	if c.period, err = c.words(calendar.DayOf(v.At)).Period(v.At); err != nil {
		return c, err
	}
	if c.formula, err = figure.ParseFormula(get("formula")); err != nil {
		return c, err
	}
	if c.rounding, err = figure.ParseRounding(get("rounding"), get("decimals")); err != nil {
		return c, err
	}
	if c.by = figure.By(get("by")); !slices.Contains([]figure.By{"", figure.ByUnit, figure.ByField, figure.ByProcedure}, c.by) {
		return c, refusal.Wrong("by", "Không có cách nhóm “%s”.", c.by)
	}
	if get("recast") != "" {
		c.recast = calendar.DayOf(v.At)
	}
	return c, c.narrow(v)
}

// words are the period: two days before what was picked from the list, this year when
// nothing was said.
func (c choice) words(today calendar.Day) figure.Words {
	year, _, _ := today.Date()
	get := c.values.Get
	w := figure.Words{AsOf: get("as_of")}
	switch picked := get("period"); {
	case get("from")+get("to") != "":
		w.From, w.To = get("from"), get("to")
		c.values.Del("period")
	case picked == "":
		w.Year = strconv.Itoa(year)
	case len(picked) == 4:
		w.Year = picked
	default:
		w.Month = picked
	}
	return w
}

// narrow reads which dossiers are meant.
func (c *choice) narrow(v *web.Visit) error {
	get := c.values.Get
	c.scope = figure.Scope{Level: orgunit.Level(get("level")), Field: get("field"), Procedure: get("procedure")}
	if c.scope.Level != "" && !slices.Contains(orgunit.Levels, c.scope.Level) {
		return refusal.Missing("Không có cấp “%s”.", c.scope.Level)
	}
	if text := get("unit"); text != "" {
		id, err := strconv.ParseInt(text, 10, 64)
		if c.scope.Unit = orgunit.ID(id); err != nil || v.Units.Unit(c.scope.Unit) == nil {
			return refusal.Missing("Không có đơn vị này.")
		}
	}
	return nil
}

// query of the choice; with stock, what was carried over and is open is counted too.
func (c choice) query(stock bool) figure.Query {
	return figure.Query{Period: c.period, Scope: c.scope, Recast: c.recast, Stock: stock || c.formula.NeedsStock()}
}

// lines is how the table is grouped: one step below what is narrowed down to.
func (c choice) lines() figure.By {
	s := c.scope
	switch {
	case c.by != "":
		return c.by
	case s.Procedure != "":
		return figure.ByUnit
	case s.Field != "":
		return figure.ByProcedure
	case s.Unit != 0:
		return figure.ByField
	}
	return figure.ByUnit
}

// href is an address of the same choice with some values changed, as name, value, …; ""
// takes one out.
func (c choice) href(path string, pairs ...string) string {
	values := url.Values{}
	for name, list := range c.values {
		values[name] = list
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			values.Del(pairs[i])
		} else {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// list is the address of a condition's list, as name, value, … narrow it down.
func (c choice) list(of figure.Condition, pairs ...string) string {
	return c.href(listPath, append([]string{"figure", string(of), "by", ""}, pairs...)...)
}

// below is what narrows a choice down to one line of its table.
func below(line figure.Line, by figure.By) []string {
	if line.Key == "" {
		return nil
	}
	return []string{string(by), line.Key}
}

// crumbs lead from the province down to what the choice is about.
func (c choice) crumbs(v *web.Visit) []layout.Link {
	top := []string{"level", "", "unit", "", "field", "", "procedure", "", "by", ""}
	list := []layout.Link{{Text: v.T("Toàn tỉnh"), Href: c.href(punctualityPath, top...)}}
	add := func(text, name string) {
		i := slices.Index(top, name)
		top = slices.Delete(slices.Clone(top), i, i+2)
		list = append(list, layout.Link{Text: text, Href: c.href(punctualityPath, top...)})
	}
	s := c.scope
	if s.Level != "" {
		add(v.T(s.Level.Name()), "level")
	}
	if s.Unit != 0 {
		add(v.Units.Name(s.Unit), "unit")
	}
	if s.Field != "" {
		add(s.Field, "field")
	}
	if s.Procedure != "" {
		add(v.T("Thủ tục %s", s.Procedure), "procedure")
	}
	return list
}
