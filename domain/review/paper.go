package review

import (
	"cmp"
	"hash/fnv"
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
)

// ChartPaper is what the electronic papers tell of one component: whether it says anything
// new each time, and whether the State held it already.
type ChartPaper struct {
	Component string `json:"component"`
	Dossiers  int    `json:"dossiers"` // that had it, on paper or not, or a result in its place
	Files     int    `json:"files"`    // of these, with an electronic paper
	Distinct  int    `json:"distinct"` // different contents among the electronic papers
	Held      int    `json:"held"`     // the State held a valid result on the day of receipt
	Reused    int    `json:"reused"`   // which served in its place
}

// fewFiles is how many electronic papers say nothing yet about being always the same.
const fewFiles = 5

// Same says that the component is nearly always the same: one content for ten dossiers.
func (p ChartPaper) Same() bool { return p.Files >= fewFiles && p.Distinct*10 <= p.Files }

// Spare says that people brought what the State held already.
func (p ChartPaper) Spare() bool { return p.Held > p.Reused }

// PaperSum adds up the components of dossiers, one after the other.
type PaperSum struct {
	list     map[string]*ChartPaper
	contents map[string]map[uint64]bool // of each component: a short digest of each content
}

// Handed is what one dossier tells of its components.
type Handed struct {
	Components []string            // handed in, on paper or not
	Files      map[string][]string // addresses of contents, by component
	Held       []string
	Reused     []string
}

// Add one dossier. A component counts once in it.
func (s *PaperSum) Add(h Handed) {
	if s.list == nil {
		s.list, s.contents = map[string]*ChartPaper{}, map[string]map[uint64]bool{}
	}
	had := map[string]bool{}
	for _, name := range slices.Concat(h.Components, h.Reused) {
		if name != "" && !had[name] {
			had[name] = true
			s.at(name).Dossiers++
		}
	}
	for name, files := range h.Files {
		if had[name] && len(files) > 0 {
			s.at(name).Files++
			for _, address := range files {
				s.contents[name][short(address)] = true
			}
		}
	}
	for _, name := range unique(h.Held) {
		if had[name] {
			s.at(name).Held++
		}
	}
	for _, name := range unique(h.Reused) {
		s.at(name).Reused++
	}
}

func unique(names []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(names)))
}

// short is enough of an address to tell contents of one component apart.
func short(address string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(address))
	return h.Sum64()
}

func (s *PaperSum) at(name string) *ChartPaper {
	p := s.list[name]
	if p == nil {
		p = &ChartPaper{Component: name}
		s.list[name], s.contents[name] = p, map[uint64]bool{}
	}
	return p
}

// Papers are the components, those of most dossiers first.
func (s *PaperSum) Papers() (list []ChartPaper) {
	for name, p := range s.list {
		p.Distinct = len(s.contents[name])
		list = append(list, *p)
	}
	slices.SortFunc(list, func(a, b ChartPaper) int {
		return cmp.Or(b.Dossiers-a.Dossiers, cmp.Compare(a.Component, b.Component))
	})
	return list
}

// Measured is what the log says of a procedure in the year before it got simpler and in the
// year after: dossiers received after, and how long dossiers finished in each took on
// average, in working minutes without lawful pauses.
type Measured struct {
	Received      int64
	Before, After Length // N and Sum
}

// Sooner is by how much dossiers are done sooner, 0 where one of the years has none.
func (m Measured) Sooner() int64 {
	if m.Before.N == 0 || m.After.N == 0 {
		return 0
	}
	return int64(m.Before.Mean() - m.After.Mean())
}

// Took is the working minutes between receipt and closing, without lawful pauses.
func Took(c *calendar.Calendar, received, closed time.Time, pauses []dossier.Pause) int {
	p := path{pauses: pauses}
	return p.minutes(c, received, closed)
}
