package design

import (
	"cchc/domain/rehearsal"
	"cchc/domain/workflow"
	"cchc/web"
)

// rehearsed is a rehearsal as pages show it.
type rehearsed struct {
	rehearsal.Asked
	Link    string
	Old     bool // the draft was changed since
	Runs    bool
	Tallies []tallyRow
	Steps   []timeRow
	Desks   []pileRow
	Unknown int // steps that nothing is known of
	Mean    [2]string
}

type tallyRow struct {
	Name          string
	Before, After int
}

type timeRow struct {
	rehearsal.StepTime
	Half, Limit string
}

type pileRow struct {
	rehearsal.Pile
	Unit, Role    string
	Before, After string // working time
	More          bool
}

func showRehearsed(visit *web.Visit, f *workflow.Version, a rehearsal.Asked) *rehearsed {
	one := &rehearsed{Asked: a, Link: address(f.ID) + "/rehearsal?shown=" + string(a.Month), Old: a.Steps != rehearsal.Fingerprint(f), Runs: a.Ended.IsZero()}
	if one.Runs {
		return one
	}
	r := a.Result
	one.Tallies = []tallyRow{
		{visit.T("Trước hạn"), r.Before.Early, r.After.Early}, {visit.T("Đúng hạn"), r.Before.OnTime, r.After.OnTime}, {visit.T("Quá hạn"), r.Before.Late, r.After.Late},
	}
	for _, s := range r.Steps {
		one.Steps = append(one.Steps, timeRow{s, roughly(visit, s.Median), timeWords(visit, s.Allowed)})
		if s.Known == 0 {
			one.Unknown++
		}
	}
	for _, d := range r.Desks {
		one.Desks = append(one.Desks, pileRow{
			Pile: d, Unit: visit.Units.Name(d.Unit), Role: visit.T(d.Role.Title()), More: d.After.Most > d.Before.Most,
			Before: roughly(visit, d.Before.Minutes), After: roughly(visit, d.After.Minutes),
		})
	}
	if r.Dossiers > 0 {
		one.Mean = [2]string{roughly(visit, r.Before.Minutes/r.Dossiers), roughly(visit, r.After.Minutes/r.Dossiers)}
	}
	return one
}

// roughly is a real time, cut to what people speak of: minutes, quarters of an hour, or of
// a day.
func roughly(visit *web.Visit, minutes int) string {
	switch {
	case minutes < 60:
		return visit.T("%d phút", minutes)
	case minutes < workflow.WorkdayMinutes:
		return visit.T("%s giờ làm việc", hours(visit, minutes/15*15))
	}
	return timeWords(visit, minutes/120*120)
}
