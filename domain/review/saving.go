package review

import (
	"cmp"
	"slices"

	"cchc/domain/workflow"
)

// Saving is what it would bring to do a step beside the one before it instead of after it.
type Saving struct {
	First, Then int // Then now waits for First
	Before      workflow.Path
	After       workflow.Path
	Steps       []workflow.Step // of the changed workflow, with the times allowed today
}

// Minutes of working time that a dossier would be done sooner.
func (s Saving) Minutes() int { return s.Before.Minutes - s.After.Minutes }

// Savings lists what steps side by side would save, the most first, by the mean times
// that were measured. What the counter does first and the deciding last step keep their
// places: nothing is handled before it is received, nor decided before it is handled.
func (m *Map) Savings() ([]Saving, error) {
	real := m.measured()
	before, err := real.Longest()
	if err != nil {
		return nil, err
	}
	var list []Saving
	for _, then := range real.Steps {
		for _, first := range then.After {
			if !canStandBeside(real, first, then.No) {
				continue
			}
			changed := Beside(real, first, then.No)
			after, err := changed.Longest()
			if err != nil {
				return nil, err
			}
			if after.Minutes < before.Minutes {
				list = append(list, Saving{first, then.No, before, after, Beside(m.Flow, first, then.No).Steps})
			}
		}
	}
	slices.SortFunc(list, func(a, b Saving) int {
		return cmp.Or(-cmp.Compare(a.Minutes(), b.Minutes()), cmp.Compare(a.First, b.First), cmp.Compare(a.Then, b.Then))
	})
	return list, nil
}

func canStandBeside(flow *workflow.Version, first, then int) bool {
	reception := len(flow.Step(first).After) == 0 && flow.Step(first).Place == workflow.AtDesk
	return !reception && len(flow.Follows(then)) > 0
}

// Beside is a workflow in which a step no longer waits for the one before it: it waits for
// what that one waits for, and whatever waited for the step now waits for both.
func Beside(flow *workflow.Version, first, then int) *workflow.Version {
	changed := *flow
	changed.Steps = slices.Clone(flow.Steps)
	before := flow.Step(first).After
	for i := range changed.Steps {
		s := &changed.Steps[i]
		switch {
		case s.No == then:
			s.After = slices.DeleteFunc(slices.Clone(s.After), func(no int) bool { return no == first })
			for _, no := range before {
				if !slices.Contains(s.After, no) {
					s.After = append(s.After, no)
				}
			}
			slices.Sort(s.After)
		case slices.Contains(s.After, then) && !slices.Contains(s.After, first):
			s.After = append(slices.Clone(s.After), first)
			slices.Sort(s.After)
		}
	}
	return &changed
}
