package lateness

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	rules "cchc/domain/lateness"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/web"
	"cchc/web/layout"
)

// pageRows is how many rows a page of a list has.
const pageRows = 50

// choice is what the address of a list of late dossiers asks for.
type choice struct {
	rules.Query
	Month string // "2022-12", "" for what is late now
	Unit  orgunit.ID
	Level orgunit.Level
	Field string
	query url.Values
}

// choose reads the address. Nobody sees more than the units that they may read.
func choose(v *web.Visit, ref Reference, query url.Values) choice {
	c := choice{query: query, Field: query.Get("field"), Level: orgunit.Level(query.Get("level"))}
	id, _ := strconv.ParseInt(query.Get("unit"), 10, 64) // none is every unit
	c.Unit = orgunit.ID(id)
	c.Query = rules.Query{Of: standing(query.Get("of")), ByHarm: strings.TrimPrefix(query.Get("sort"), "-") == "harm", Limit: pageRows + 1, Now: v.At, After: parseKey(query.Get("after"))}
	if first, err := calendar.ParseDay(query.Get("month") + "-01"); err == nil {
		c.Month, c.From, c.Until, c.ByHarm = query.Get("month"), first, first.AddMonths(1), false
	}
	units, all := v.Reach(account.ReadLateness)
	if !all || c.Unit != 0 || c.Level != "" {
		c.Units = slices.DeleteFunc(units, func(u orgunit.ID) bool { return !c.holds(v.Units, u) })
		if c.Units == nil {
			c.Units = []orgunit.ID{}
		}
	}
	if c.Field != "" {
		c.Procedures = []procedure.ID{}
		for _, version := range ref.Versions() {
			if version.Field == c.Field {
				c.Procedures = append(c.Procedures, version.ID)
			}
		}
	}
	return c
}

// holds says whether a unit is within what was asked for.
func (c choice) holds(units *orgunit.Map, id orgunit.ID) bool {
	office := units.Unit(units.Office(id))
	return office != nil && (c.Unit == 0 || office.ID == c.Unit) && (c.Level == "" || office.Level == c.Level)
}

func standing(s string) rules.Standing {
	if slices.Contains(rules.Standings, rules.Standing(s)) {
		return rules.Standing(s)
	}
	return rules.AnyStanding
}

// keyText is the place of a row in an address.
func keyText(k rules.Key) string {
	return strconv.Itoa(k.Harm) + "." + k.Due + "." + strconv.FormatInt(int64(k.Dossier), 10)
}

func parseKey(s string) (k rules.Key) {
	parts := strings.Split(s, ".")
	if len(parts) != 3 {
		return k
	}
	harm, err := strconv.Atoi(parts[0])
	id, wrong := strconv.ParseInt(parts[2], 10, 64)
	due, bad := dossier.ParseInstant(parts[1])
	if err != nil || wrong != nil || bad != nil || due.IsZero() {
		return k
	}
	return rules.Key{Harm: harm, Due: dossier.Instant(due), Dossier: dossier.ID(id)}
}

// with is an address with some of its words changed; empty ones are left out.
func with(path string, query url.Values, pairs ...string) string {
	more := url.Values{}
	for name, values := range query {
		if len(values) > 0 && values[0] != "" && name != "after" && name != "lang" {
			more.Set(name, values[0])
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if more.Del(pairs[i]); pairs[i+1] != "" {
			more.Set(pairs[i], pairs[i+1])
		}
	}
	if len(more) == 0 {
		return path
	}
	return path + "?" + more.Encode()
}

// filters are the fields above a list.
type filters struct {
	Units, Levels, Fields, Standings []layout.Option
}

func (c choice) filters(v *web.Visit, ref Reference) (f filters) {
	seen := map[orgunit.ID]bool{}
	readable, _ := v.Reach(account.ReadLateness)
	f.Units = []layout.Option{{Label: v.T("Mọi đơn vị")}}
	for _, id := range readable {
		office := v.Units.Unit(v.Units.Office(id))
		if office == nil || seen[office.ID] {
			continue
		}
		seen[office.ID] = true
		f.Units = append(f.Units, layout.Option{Value: strconv.FormatInt(int64(office.ID), 10), Label: office.Name, Chosen: office.ID == c.Unit})
	}
	f.Levels = []layout.Option{{Label: v.T("Mọi cấp")}}
	for _, level := range orgunit.Levels {
		f.Levels = append(f.Levels, layout.Option{Value: string(level), Label: v.T(level.Name()), Chosen: level == c.Level})
	}
	f.Fields = []layout.Option{{Label: v.T("Mọi lĩnh vực")}}
	for _, field := range fieldsOf(ref) {
		f.Fields = append(f.Fields, layout.Option{Value: field, Label: field, Chosen: field == c.Field})
	}
	for _, s := range append([]rules.Standing{rules.AnyStanding}, rules.Standings...) {
		if c.OpenOnly() && s == rules.Kept {
			continue // what is late now has not kept anything yet
		}
		f.Standings = append(f.Standings, layout.Option{Value: string(s), Label: v.T(s.Title()), Chosen: s == c.Of})
	}
	return f
}

func fieldsOf(ref Reference) (fields []string) {
	for _, version := range ref.Versions() {
		if !slices.Contains(fields, version.Field) {
			fields = append(fields, version.Field)
		}
	}
	slices.Sort(fields)
	return fields
}

// monthOf is the month of an address, of an instant when there is none.
func monthOf(text string, now time.Time) calendar.Day {
	if first, err := calendar.ParseDay(text + "-01"); err == nil {
		return first
	}
	year, month, _ := calendar.DayOf(now).Date()
	return calendar.On(year, month, 1)
}

// monthText is a month as addresses write it.
func monthText(first calendar.Day) string { return first.String()[:len("2022-12")] }
