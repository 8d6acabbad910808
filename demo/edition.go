package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
)

// first is the version of three levels, in force from 2020 until 1/7/2025.
func (it *item) first(i int, templates map[string][]template) edition {
	v := procedure.Version{
		ID: procedure.ID(versionID + 2*i), Code: it.code, Number: 1, Name: it.name, Field: it.field, Levels: it.levelsOf(false),
		Status: procedure.Announced, From: since, Until: twoLevels, Ended: decisionID + 1, Decision: decisionID,
		Offers: it.offers, Cases: it.cases, Applicants: it.applicants, Result: it.result, Basis: it.basis, OnlineGrade: it.grade("4", "3"),
	}
	return it.edition(v, workflow.ID(flowID+2*i), templates)
}

// second is the one of two levels: the same, with a tenth less time where there was much.
func (it *item) second(i int, templates map[string][]template) edition {
	v := it.editions[0].version
	v.ID, v.Number, v.Levels = v.ID+1, 2, it.levelsOf(true)
	if it.fresh {
		v.Number = 1
	}
	v.From, v.Until, v.Decision, v.Ended = twoLevels, 0, decisionID+1, 0
	v.OnlineGrade = it.grade("toan-trinh", "mot-phan")
	v.Offers, v.Cases = slices.Clone(v.Offers), slices.Clone(v.Cases)
	if templates[it.flow][0].parts {
		for j := range v.Offers {
			v.Offers[j].Limit = shorter(v.Offers[j].Limit)
		}
		for j := range v.Cases {
			v.Cases[j].Limit = shorter(v.Cases[j].Limit)
		}
	}
	return it.edition(v, workflow.ID(flowID+2*i+1), templates)
}

// inForce are the editions that there were.
func (it *item) inForce() []edition {
	if it.fresh {
		return it.editions[1:]
	}
	return it.editions[:]
}

func (it *item) grade(full, part string) string {
	if len(it.offers) > 1 {
		return full
	}
	return part
}

func shorter(text string) string {
	if n, found := strings.CutSuffix(text, " workdays"); found {
		if days, _ := strconv.Atoi(n); days >= 10 {
			return fmt.Sprintf("%d workdays", days-days/10)
		}
	}
	return text
}

// edition adds the workflow to a version and refuses one that the law's time does not allow.
func (it *item) edition(v procedure.Version, flow workflow.ID, templates map[string][]template) edition {
	e := edition{version: v}
	legal := 0
	for _, c := range v.Cases {
		var limits []calendar.Limit
		for _, offer := range v.Offers {
			limit, err := v.Limit(c.No, offer.Channel)
			if err != nil {
				panic(fmt.Sprintf("demo: %s: %v", v.Code, err))
			}
			limits = append(limits, limit)
			if minutes := workMinutes(limit); legal == 0 || minutes < legal {
				legal = minutes
			}
		}
		e.limits = append(e.limits, limits)
	}
	e.flow = workflow.Version{
		ID: flow, Procedure: v.Code, Number: v.Number, Name: "Quy trình nội bộ: " + v.Name, Status: workflow.Published,
		From: v.From, Until: v.Until, Basis: "Quyết định phê duyệt quy trình nội bộ (hư cấu)",
	}
	for _, t := range templates[it.flow] {
		e.flow.Steps = append(e.flow.Steps, t.step(legal))
	}
	if err := v.Check(); err != nil {
		panic(fmt.Sprintf("demo: %v", err))
	}
	if err := e.flow.Check(legal); err != nil {
		panic(fmt.Sprintf("demo: workflow of %s: %v", v.Code, err))
	}
	return e
}

// workMinutes is about how much working time a limit leaves.
func workMinutes(l calendar.Limit) int {
	switch l.Unit {
	case calendar.WorkHours:
		return l.N * 60
	case calendar.Days:
		return l.N * 5 / 7 * workflow.WorkdayMinutes
	case calendar.Months:
		return l.N * 20 * workflow.WorkdayMinutes
	}
	return max(1, l.N) * workflow.WorkdayMinutes
}

// template is a step of flows.csv.
type template struct {
	workflow.Step
	parts bool // Minutes is thousandths of the legal time
}

func loadTemplates(p *province) map[string][]template {
	all := map[string][]template{}
	for _, r := range table("flows.csv") {
		t := template{Step: workflow.Step{
			No: int(r.number("no")), Content: r["content"], Place: workflow.Place(r["place"]),
			Role: account.Role(r["role"]), Minutes: int(r.number("minutes")), Product: r["product"],
		}, parts: !strings.ContainsAny(r["flow"], "-.")}
		for no := range strings.SplitSeq(r["after"], "+") {
			if n, err := strconv.Atoi(no); err == nil {
				t.After = append(t.After, n)
			}
		}
		if id, named := p.byKey[r["place"]]; named {
			t.Place, t.Unit = workflow.AtNamed, id
		}
		all[r["flow"]] = append(all[r["flow"]], t)
	}
	p.addAsks(all)
	return all
}

// step gives a template its time, in quarters of an hour.
func (t template) step(legal int) workflow.Step {
	s := t.Step
	if t.parts {
		s.Minutes = s.Minutes * legal / 1000 / 15 * 15
	}
	return s
}
