package procedure

import (
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// Impact is what a decision would do on its day, shown before anybody publishes it.
type Impact struct {
	Effects   []Effect
	Against   refusal.List // what keeps it from being published
	Workflows []Gap
	Forms     []FormChange
	Open      []Keeping // open dossiers: they keep the version they were received under
	PublishBy calendar.Day
	Late      bool // the limit for making it public has passed
	Backdated bool // the effective day is over: dossiers received since keep the old version
}

// Gap is a case that no workflow covers on the effective day, or whose workflow takes
// longer than the new time.
type Gap struct {
	Code  string
	Case  Case
	Flow  *workflow.Version // nil: there is none
	Path  workflow.Path
	Legal int // working minutes
}

// FormChange is a printed form that comes or goes with the components of a case.
type FormChange struct {
	Code, Form string
	Comes      bool
}

// Keeping counts the open dossiers of one unit that keep a version.
type Keeping struct {
	Unit    orgunit.ID
	Version ID
	Count   int
}

// Assess works out the impact on a day but for the open dossiers, which are counted.
func (d *Decision) Assess(versions []*Version, flows []*workflow.Version, c *calendar.Calendar, today calendar.Day) Impact {
	impact := Impact{PublishBy: d.PublishBy(c), Backdated: d.Effective < today}
	impact.Late = today > impact.PublishBy
	effects, err := d.Effects(versions)
	impact.Effects, impact.Against = effects, refusal.Of(err)
	var ended *Version
	for i := range effects {
		e := &effects[i]
		if e.Act != "announce" {
			ended = e.Before
			if e.Act == "repeal" {
				impact.Forms = append(impact.Forms, formChanges(e.Before, nil)...)
			}
			continue
		}
		before := ended
		if before != nil && before.Code != e.After.Code {
			before = nil
		}
		impact.Forms = append(impact.Forms, formChanges(before, &e.After)...)
		impact.Workflows = append(impact.Workflows, gaps(&e.After, flows, d.Effective)...)
	}
	return impact
}

// gaps are the cases of a version for which nobody would know the steps, or whose steps
// take longer than the law allows.
func gaps(v *Version, flows []*workflow.Version, on calendar.Day) (list []Gap) {
	for _, c := range v.Cases {
		gap := Gap{Code: v.Code, Case: c, Flow: flowFor(flows, v.Code, c.No, on), Legal: v.ShortestWork(c.No)}
		if gap.Flow == nil {
			list = append(list, gap)
			continue
		}
		path, err := gap.Flow.Longest()
		if gap.Path = path; err == nil && gap.Legal > 0 && path.Minutes > gap.Legal {
			list = append(list, gap)
		}
	}
	return list
}

// flowFor is the case's own workflow before the one for every case.
func flowFor(flows []*workflow.Version, code string, caseNo int, on calendar.Day) (found *workflow.Version) {
	for _, w := range flows {
		if w.Procedure == code && w.InForce(on) && (w.Case == caseNo || w.Case == 0 && found == nil) {
			found = w
		}
	}
	return found
}

func formChanges(before, after *Version) (list []FormChange) {
	old, fresh := forms(before), forms(after)
	for _, form := range old {
		if !slices.Contains(fresh, form) {
			list = append(list, FormChange{before.Code, form, false})
		}
	}
	for _, form := range fresh {
		if !slices.Contains(old, form) {
			list = append(list, FormChange{after.Code, form, true})
		}
	}
	return list
}

func forms(v *Version) (list []string) {
	if v == nil {
		return nil
	}
	for _, c := range v.Cases {
		for _, p := range c.Components {
			if p.Form != "" && !slices.Contains(list, p.Form) {
				list = append(list, p.Form)
			}
		}
	}
	return list
}

// Touched lists every version of the procedures that a decision touches: whose open
// dossiers keep what was promised to them.
func (d *Decision) Touched(versions []*Version) (list []ID) {
	for _, v := range versions {
		if slices.ContainsFunc(d.Changes, func(c Change) bool { return c.Code == v.Code }) && v.Status == Announced {
			list = append(list, v.ID)
		}
	}
	return list
}
