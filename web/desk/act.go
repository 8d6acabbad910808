package desk

import (
	"slices"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

// act is something that can be done to a dossier, as a page: who may, when it makes sense,
// what it asks, and the act that it becomes. The rule itself stands in domain/dossier.
type act struct {
	slug  string
	title string
	needs account.Act
	on    func(*dossier.Dossier) []orgunit.ID // units, any of which will do
	open  func(*scene) bool
	asks  func(*scene) []question
	// groups are further fields that belong together, nil for most acts.
	groups func(*scene) []group
	makes  func(*scene, layout.Form) (dossier.Act, error)
	// leads is the address of the room where the act is done, nil: here.
	leads func(*scene) string
	hint  string
	risk  bool // cannot be taken back
}

// group is questions under a heading of their own.
type group struct {
	legend string
	asks   []question
}

// scene is a dossier with what its acts and its page need to know.
type scene struct {
	*web.Visit
	file   *dossier.Dossier
	person dossier.Person
	rules  Rules
	absent []account.ID      // for whom the visitor stands in
	staff  []account.Account // of the office, for who may give work to them
	rows   int               // groups of the form that asks other agencies
}

func (s *scene) flow() *workflow.Version { return s.rules.Workflow(s.file.Workflow) }

// possible says whether the visitor can do an act now.
func (s *scene) possible(a *act) bool {
	return slices.ContainsFunc(a.on(s.file), func(u orgunit.ID) bool { return s.May(a.needs, u) }) && a.open(s)
}

// mine lists the open steps that the visitor may work on: of a unit and a role of theirs,
// and not held by somebody else, unless the visitor stands in for them.
func (s *scene) mine() []dossier.Work {
	return slices.DeleteFunc(slices.Clone(s.file.Open), func(w dossier.Work) bool {
		return !s.May(account.ProcessDossier, w.Unit) || !s.Account.Is(w.Role) || w.Holder != 0 && w.Holder != s.Account.ID && !slices.Contains(s.absent, w.Holder)
	})
}

// last reports whether an open step is decided, not completed.
func (s *scene) last(w dossier.Work) bool {
	flow := s.flow()
	return flow == nil || len(flow.Follows(w.Step)) == 0
}

// passing are the visitor's steps that can be completed.
func (s *scene) passing() []dossier.Work {
	return slices.DeleteFunc(s.mine(), s.last)
}

// in makes a condition of states.
func in(states ...dossier.State) func(*scene) bool {
	return func(s *scene) bool { return slices.Contains(states, s.file.State) }
}

func working(s *scene) bool { return in(dossier.Received, dossier.Processing)(s) }

// Where acts are looked at: the desk, the unit with competence, those with an open step.

func atDesk(d *dossier.Dossier) []orgunit.ID { return []orgunit.ID{d.Desk} }

// atHand is where a result may be handed over: at the place that helped too, where that is
// a contracted desk.
func atHand(d *dossier.Dossier) []orgunit.ID {
	if d.Helped == 0 {
		return atDesk(d)
	}
	return []orgunit.ID{d.Desk, d.Helped}
}

func atUnit(d *dossier.Dossier) []orgunit.ID { return []orgunit.ID{d.Unit} }

func atSteps(d *dossier.Dossier) []orgunit.ID {
	var units []orgunit.ID
	for _, w := range d.Open {
		units = append(units, w.Unit)
	}
	return append(units, d.Unit)
}

// mustAny refuses unless the visitor may do an act on one of the units. It asks for the
// one that allows it, so that the gate of the route opens.
func mustAny(v *web.Visit, act account.Act, units []orgunit.ID) error {
	for _, u := range units {
		if v.May(act, u) {
			return v.Must(act, u)
		}
	}
	return v.Must(act, units[0])
}
