package procedure

import (
	"cmp"
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/kit/vntext"
)

// Standing is where a version stands on a day.
type Standing string

const (
	InForce Standing = "in-force"
	Coming  Standing = "coming"
	Over    Standing = "over"
	Written Standing = "draft"
)

// Standings in the order of forms.
var Standings = []Standing{InForce, Coming, Written, Over}

// Title is the standing on pages.
func (s Standing) Title() string {
	return map[Standing]string{InForce: "Đang hiệu lực", Coming: "Sắp có hiệu lực", Over: "Hết hiệu lực", Written: "Dự thảo"}[s]
}

// Standing of the version on a day.
func (v *Version) Standing(on calendar.Day) Standing {
	switch {
	case v.Status == Draft:
		return Written
	case on < v.From:
		return Coming
	case v.InForce(on):
		return InForce
	}
	return Over
}

// Entry is one procedure of the catalogue with all its versions.
type Entry struct {
	Code     string
	Versions []*Version // by number
	folded   string
}

// Now is the version that matters on a day: the one in force, else the one to come, else
// the draft, else the last that was.
func (e *Entry) Now(on calendar.Day) *Version {
	for _, want := range []Standing{InForce, Coming, Written} {
		for _, v := range e.Versions {
			if v.Standing(on) == want {
				return v
			}
		}
	}
	return e.Versions[len(e.Versions)-1]
}

// Draft is the version that is being written, nil for none.
func (e *Entry) Draft() *Version {
	for _, v := range e.Versions {
		if v.Status == Draft {
			return v
		}
	}
	return nil
}

// Version by its identifier, nil when it is none of them.
func (e *Entry) Version(id ID) *Version {
	for _, v := range e.Versions {
		if v.ID == id {
			return v
		}
	}
	return nil
}

// Catalogue is every procedure, made once and then only read.
type Catalogue struct {
	Entries []*Entry // by code
	byCode  map[string]*Entry
}

// NewCatalogue arranges versions, which come in any order.
func NewCatalogue(versions []*Version) *Catalogue {
	c := &Catalogue{byCode: map[string]*Entry{}}
	for _, v := range versions {
		e := c.byCode[v.Code]
		if e == nil {
			e = &Entry{Code: v.Code}
			c.byCode[v.Code] = e
			c.Entries = append(c.Entries, e)
		}
		e.Versions = append(e.Versions, v)
	}
	slices.SortFunc(c.Entries, func(a, b *Entry) int { return cmp.Compare(a.Code, b.Code) })
	for _, e := range c.Entries {
		slices.SortFunc(e.Versions, func(a, b *Version) int { return a.Number - b.Number })
		texts := []string{e.Code}
		for _, v := range e.Versions {
			texts = append(texts, v.Name, v.Field)
		}
		e.folded = " " + strings.Join(vntext.Words(strings.Join(texts, " ")), " ")
	}
	return c
}

// Entry of a code, nil when there is none.
func (c *Catalogue) Entry(code string) *Entry { return c.byCode[code] }

// Query asks for procedures. Empty fields ask for all.
type Query struct {
	Words    string // of code, name or field, from their beginnings, without accents, in any order
	Field    string
	Level    orgunit.Level
	Standing Standing // of any version
	On       calendar.Day
}

// Find lists the procedures that a query asks for, by code.
func (c *Catalogue) Find(q Query) (list []*Entry) {
	words := vntext.Words(q.Words)
	for _, e := range c.Entries {
		now := e.Now(q.On)
		if q.Field != "" && now.Field != q.Field || q.Level != "" && !slices.Contains(now.Levels, q.Level) {
			continue
		}
		standing := func(v *Version) bool { return v.Standing(q.On) == q.Standing }
		if q.Standing != "" && !slices.ContainsFunc(e.Versions, standing) {
			continue
		}
		missing := func(word string) bool { return !strings.Contains(e.folded, " "+word) }
		if !slices.ContainsFunc(words, missing) {
			list = append(list, e)
		}
	}
	return list
}

// Fields of all procedures in the order of the alphabet.
func (c *Catalogue) Fields() (list []string) {
	seen := map[string]bool{}
	for _, e := range c.Entries {
		for _, v := range e.Versions {
			if !seen[v.Field] && v.Field != "" {
				seen[v.Field] = true
				list = append(list, v.Field)
			}
		}
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Compare(vntext.SortKey(a), vntext.SortKey(b)) })
	return list
}
