package portal

import (
	"cmp"
	"context"
	"embed"
	"encoding/csv"
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/vntext"
)

//go:embed data/*.csv
var data embed.FS

// synonyms and life events are data: see the files.
var (
	synonyms = readSynonyms()
	events   = readEvents()
)

// event is something in a life that takes several procedures.
type event struct {
	Key, Title, Hint string
	Codes            []string
}

// offers is what the province offers on a day.
type offers struct {
	dossier.Catalogue
	day    calendar.Day
	list   []*procedure.Version // in force, by name
	index  *procedure.Index
	fields []string
	levels []orgunit.Level // that have units today
}

// offered is what is offered today, arranged anew only when something changed.
func (p *Pages) offered(ctx context.Context) (*offers, error) {
	c, err := p.Office.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	today := p.today()
	return p.offers.get(
		func(o *offers) bool { return o.Catalogue == c && o.day == today },
		func() (*offers, error) { return arrange(c, today), nil })
}

func arrange(c dossier.Catalogue, today calendar.Day) *offers {
	o := &offers{Catalogue: c, day: today}
	keys := map[*procedure.Version]string{}
	for _, v := range c.Versions() {
		if v.InForce(today) {
			o.list = append(o.list, v)
			keys[v] = vntext.SortKey(v.Name)
			o.fields = append(o.fields, v.Field)
		}
	}
	slices.SortFunc(o.list, func(a, b *procedure.Version) int {
		return cmp.Or(cmp.Compare(keys[a], keys[b]), cmp.Compare(a.Code, b.Code))
	})
	slices.SortFunc(o.fields, func(a, b string) int { return cmp.Compare(vntext.SortKey(a), vntext.SortKey(b)) })
	o.fields = slices.Compact(o.fields)
	o.index = procedure.NewIndex(o.list, synonyms)
	for _, level := range orgunit.Levels {
		if slices.ContainsFunc(c.Units().All(), func(u *orgunit.Unit) bool { return u.Level == level && u.Lives(today) }) {
			o.levels = append(o.levels, level)
		}
	}
	return o
}

// at lists the levels at which a procedure is handled today.
func (o *offers) at(v *procedure.Version) (levels []orgunit.Level) {
	for _, level := range o.levels {
		if slices.Contains(v.Levels, level) {
			levels = append(levels, level)
		}
	}
	return levels
}

func readSynonyms() (list []procedure.Synonym) {
	for _, row := range rows("data/synonyms.csv") {
		list = append(list, procedure.Synonym{Said: row[0], Listed: row[1]})
	}
	return list
}

func readEvents() (list []event) {
	for _, row := range rows("data/life.csv") {
		list = append(list, event{row[0], row[1], row[2], strings.Fields(row[3])})
	}
	return list
}

// rows are the lines of a table of the program below its heading; it does not start with a
// broken one.
func rows(name string) [][]string {
	file, err := data.Open(name)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	table := csv.NewReader(file)
	table.Comment = '#'
	all, err := table.ReadAll()
	if err != nil {
		panic(name + ": " + err.Error())
	}
	return all[1:]
}
