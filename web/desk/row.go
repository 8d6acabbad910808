package desk

import (
	"fmt"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// row is a dossier in a list, as the list shows it.
type row struct {
	Tag      layout.Tag
	Ruler    layout.Ruler
	Code     string
	Paper    string // address of the refusal where it was refused at intake, which has no code
	Name     string // of the procedure
	Person   string
	Unit     string
	Step     string
	Holder   string
	State    layout.Tag
	Received calendar.Day
	Filed    calendar.Day // where that was a day before
	Due      calendar.Day
	Pick     string // what a tick sends
	listed   dossier.Listed
	version  procedure.Version
}

// rows shows dossiers as a list does. A person is masked for those who may not read the
// dossier.
func rows(v *web.Visit, rules Rules, list []dossier.Listed) []row {
	out := make([]row, len(list))
	c := clock{rules, v.At}
	reach := reachOf(v, account.ReadDossier)
	for i := range list {
		l := &list[i]
		d := &l.Dossier
		s := scene{Visit: v, file: d, rules: rules}
		r := row{
			Tag: c.tag(d), Ruler: c.ruler(d), Code: d.Code, Name: s.procedureName(), Person: l.Person.Name, Unit: v.Units.Name(d.Unit),
			State: layout.Plain(d.State.Title()), Received: calendar.DayOf(d.Received), Due: d.Due.Day, listed: *l,
		}
		if filed := calendar.DayOf(d.Filed.At); filed < r.Received {
			r.Filed = filed
		}
		if d.Code == "" {
			r.Paper = fmt.Sprintf("/desk/refusals/%d", d.ID)
		}
		if version := s.version(); version != nil {
			r.version = *version
		}
		if !reach(d.Concerns()) {
			r.Person = vntext.Mask(r.Person)
		}
		if l.Step != 0 {
			r.Step = s.stepTitle(l.Step)
		}
		if request := l.Request(l.Owed); request != nil { // its own due, not the dossier's
			r.Step, r.Due = request.Content, request.DueAt().Day
			r.Tag, r.Ruler = requestTag(rules, request, v.At), layout.Ruler{}
		}
		out[i] = r
	}
	return out
}

// reachOf answers quickly, for many dossiers, whether an act is allowed on one of some units.
func reachOf(v *web.Visit, act account.Act) func([]orgunit.ID) bool {
	units, all := v.Reach(act)
	within := make(map[orgunit.ID]bool, len(units))
	for _, u := range units {
		within[u] = true
	}
	return func(some []orgunit.ID) bool {
		for _, u := range some {
			if all || within[u] {
				return true
			}
		}
		return false
	}
}
