package workflow

import (
	"slices"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/kit/vntext"
)

// Places in the order of forms.
var Places = []Place{AtUnit, AtDesk, AtAbove, AtProvince, AtNearest, AtNamed}

// Doers are the roles that do steps, in the order of forms.
var Doers = []account.Role{account.Official, account.Leader, account.Counter}

// NearestPrefix stands before the block in the column of units: "gần nhất: UBND cấp xã".
const NearestPrefix = "gần nhất: "

// ParsePlace reads a place as files write it: its code or its title; "" for none of them.
func ParsePlace(text string) Place {
	for _, p := range Places {
		if text == string(p) || vntext.Fold(text) == vntext.Fold(p.Title()) {
			return p
		}
	}
	return ""
}

// Who is who does a step: the unit, relative to the dossier, and the role in it. Steps of
// one Who share a lane of the drawing.
type Who struct {
	Place Place
	Unit  orgunit.ID
	Block orgunit.Block
	Role  account.Role
}

// Who does the step.
func (s *Step) Who() Who {
	w := Who{Place: s.Place, Role: s.Role}
	switch s.Place {
	case AtNamed:
		w.Unit = s.Unit
	case AtNearest:
		w.Block = s.Block
	}
	return w
}

// Renumber gives the steps the numbers 1, 2, 3, … in their order, and what they wait for
// with them. What they wait for that is not there stays as it is, for Check to say so.
func (v *Version) Renumber() {
	now := map[int]int{}
	for i, s := range v.Steps {
		if now[s.No] == 0 {
			now[s.No] = i + 1
		}
	}
	steps := slices.Clone(v.Steps)
	for i := range steps {
		steps[i].No = i + 1
		steps[i].After = nil
		for _, before := range v.Steps[i].After {
			no := before
			if now[before] != 0 {
				no = now[before]
			}
			steps[i].After = append(steps[i].After, no)
		}
		slices.Sort(steps[i].After)
		steps[i].After = slices.Compact(steps[i].After)
	}
	v.Steps = steps
}

// Sorted puts the steps in the order in which they can be done, those that could change
// places as they are, and numbers them so. It needs a longest path.
func (v *Version) Sorted() {
	done := map[int]bool{}
	var list []Step
	for len(list) < len(v.Steps) {
		for _, s := range v.Steps {
			if !done[s.No] && !slices.ContainsFunc(s.After, func(no int) bool { return !done[no] }) {
				done[s.No], list = true, append(list, s)
				break // from the beginning: what was drawn early stays early
			}
		}
	}
	v.Steps = list
	v.Renumber()
}
