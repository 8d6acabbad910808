package procedure

import (
	"cmp"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
	"cchc/kit/vntext"
)

// Holding is one procedure of the catalogue of a day with its workflows in force: a line
// of what form II.07b counts (TT 01/2020/TT-VPCP).
type Holding struct {
	*Version
	Flows []*workflow.Version
}

// Counted is what a number of form II.07b counts.
type Counted string

const (
	Competence Counted = "competence" // procedures that units of a level handle
	OneStop    Counted = "one-stop"   // of these, those that the one-stop shop takes in: in person or by post
	Approved   Counted = "workflows"  // approved workflows of these
)

// CountedAll in the order of the form.
var CountedAll = []Counted{Competence, OneStop, Approved}

// Title of a column.
func (c Counted) Title() string {
	return map[Counted]string{
		Competence: "TTHC thuộc thẩm quyền", OneStop: "Tiếp nhận tại Bộ phận Một cửa", Approved: "Quy trình nội bộ đã phê duyệt",
	}[c]
}

// Holdings is the catalogue of a day, by field and code.
func Holdings(versions []*Version, flows []*workflow.Version, on calendar.Day) (list []Holding) {
	for _, v := range versions {
		if !v.InForce(on) {
			continue
		}
		h := Holding{Version: v}
		for _, f := range flows {
			if f.Procedure == v.Code && f.InForce(on) {
				h.Flows = append(h.Flows, f)
			}
		}
		list = append(list, h)
	}
	slices.SortFunc(list, func(a, b Holding) int {
		return cmp.Or(cmp.Compare(vntext.SortKey(a.Field), vntext.SortKey(b.Field)), cmp.Compare(a.Code, b.Code))
	})
	return list
}

// Counts is how many lines a holding adds to a number: one, or one for each workflow. A
// procedure of several levels counts at each.
func (h Holding) Counts(what Counted, level orgunit.Level) int {
	switch {
	case !slices.Contains(h.Levels, level):
		return 0
	case what == Approved:
		return len(h.Flows)
	case what == OneStop && h.Offer(Direct) == nil && h.Offer(Post) == nil:
		return 0
	}
	return 1
}
