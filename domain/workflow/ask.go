package workflow

import (
	"fmt"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Ask is another agency that has to be asked while a step is open. Those that a step
// names are asked all at once when it opens: NĐ 61/2018, Điều 19.6.
type Ask struct {
	Place      Place          `json:"place"`
	Unit       orgunit.ID     `json:"unit,omitempty"`
	Block      orgunit.Block  `json:"block,omitempty"`
	Kind       AskKind        `json:"kind"`
	Content    string         `json:"content"`
	Limit      calendar.Limit `json:"limit"` // at the hours of the agency asked
	Compulsory bool           `json:"compulsory,omitempty"`
}

// AskKind is what another agency is asked for.
type AskKind string

const (
	Opinion AskKind = "opinion" // its view of the matter
	Part    AskKind = "part"    // a piece of the work, with a result of its own
)

// AskKinds in the order of forms.
var AskKinds = []AskKind{Opinion, Part}

// Title on pages and papers.
func (k AskKind) Title() string {
	return map[AskKind]string{Opinion: "lấy ý kiến", Part: "phối hợp giải quyết"}[k]
}

// Where a request goes or a step is done, relative to the place of receipt: so one
// workflow serves every commune, over two levels as over three.
const (
	AtAbove    Place = "above"    // the office over the place of receipt: the district's or the province's
	AtProvince Place = "province" // the province itself
	AtNearest  Place = "nearest"  // the unit of Block nearest to the place of receipt, see Resolve
)

// Resolve says which unit a place means for a dossier received at desk with competence at
// unit, on a day. A place that means nobody is the unit with competence: somebody has to
// have the step, and can pass it on.
func (p Place) Resolve(units *orgunit.Map, desk, unit, named orgunit.ID, block orgunit.Block, on calendar.Day) orgunit.ID {
	var found orgunit.ID
	switch p {
	case AtDesk:
		return desk
	case AtNamed: // may have ended since: a dossier keeps its version
		return units.Heir(named, on)
	case AtAbove:
		if u := units.Unit(units.Office(desk)); u != nil {
			found = units.Heir(u.Parent, on)
		}
	case AtProvince:
		if root := units.Root(); root != nil {
			found = root.ID
		}
	case AtNearest:
		found = units.Nearest(desk, block, on)
	}
	if found == 0 {
		return unit
	}
	return found
}

// checkAsks lists what keeps a step's requests from being published.
func (s *Step) checkAsks() (faults refusal.List) {
	wrong := func(format string, args ...any) { faults = append(faults, refusal.Wrong("steps", format, args...)) }
	for i, a := range s.Asks {
		switch {
		case a.Kind.Title() == "":
			wrong("Bước %d, cơ quan phối hợp thứ %d: chưa chọn lấy ý kiến hay phối hợp giải quyết.", s.No, i+1)
		case strings.TrimSpace(a.Content) == "":
			wrong("Bước %d, cơ quan phối hợp thứ %d: chưa có nội dung.", s.No, i+1)
		case a.Limit.Unit == 0:
			wrong("Bước %d, cơ quan phối hợp thứ %d: chưa có thời hạn trả lời.", s.No, i+1)
		case a.Place == AtNamed && a.Unit == 0, a.Place == AtNearest && a.Block == "", a.Place.Title() == "":
			wrong("Bước %d, cơ quan phối hợp thứ %d: chưa chọn đơn vị.", s.No, i+1)
		}
	}
	return faults
}

// describeAsks is the requests of a step in words, in order.
func (s *Step) describeAsks(unit func(Step) string) (list []string) {
	for _, a := range s.Asks {
		how := "không bắt buộc"
		if a.Compulsory {
			how = "bắt buộc"
		}
		at := unit(Step{Place: a.Place, Unit: a.Unit, Block: a.Block})
		list = append(list, fmt.Sprintf("%s %s: %s, %s, %s", a.Kind.Title(), at, a.Content, a.Limit.Vietnamese(), how))
	}
	return list
}

// Title of a place on pages, "" for one that is none.
func (p Place) Title() string {
	return map[Place]string{
		AtDesk: "nơi tiếp nhận", AtUnit: "đơn vị giải quyết", AtNamed: "đơn vị cụ thể", AtAbove: "cấp trên của nơi tiếp nhận",
		AtProvince: "tỉnh", AtNearest: "đơn vị cùng khối gần nhất",
	}[p]
}
