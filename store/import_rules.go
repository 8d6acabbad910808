package store

import (
	"context"

	"cchc/domain/calendar"
	"cchc/domain/intake"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
)

// procedures keeps what the file says was decided: in force as it says, or as drafts of a
// decision that a second person publishes.
func (in *importing) procedures(ctx context.Context) error {
	made, err := procedure.Import(in.refs.Catalogue(), in.rows, in.m.NewID, int64(in.m.By))
	if err := in.wrong(err); err != nil || len(in.faults.List) > 0 {
		return err
	}
	var ended []procedure.Effect
	decided, announced := "draft", "draft"
	if !in.Draft {
		decided, announced = "publish", "announce"
		ended, err = made.Settle(in.refs.Procedures)
		if err := in.wrong(err); err != nil || len(in.faults.List) > 0 {
			return err
		}
	}
	in.report.Kept = len(made.Versions)
	if err := addEach(ctx, in, decisionBook, made.Decisions, decided); err != nil {
		return err
	}
	for _, e := range ended {
		if _, err := keepEffect(ctx, in.tx, versionBook, int64(e.Before.ID), e.After, in.m.Event(e.Act, in.File)); err != nil {
			return err
		}
	}
	return addEach(ctx, in, versionBook, made.Versions, announced)
}

func (in *importing) workflows(ctx context.Context) error {
	drafts, err := workflow.Import(workflow.Surroundings{
		Units: in.refs.Units(), Flows: in.refs.Workflows, Code: procedure.NormalCode,
		Cases: in.refs.casesOf,
		Legal: func(code string, caseNo int, from calendar.Day) int {
			return procedure.ShortestWork(in.refs.Procedures, code, caseNo, from)
		},
		NewID: func() workflow.ID { return workflow.ID(in.m.NewID()) },
		By:    int64(in.m.By), From: in.From,
	}, in.rows)
	if err := in.wrong(err); err != nil || len(in.faults.List) > 0 {
		return err
	}
	fresh, ended, err := workflow.Settle(drafts, in.refs.Workflows)
	if err := in.wrong(err); err != nil || len(in.faults.List) > 0 {
		return err
	}
	in.report.Kept, in.report.Known = len(fresh), len(drafts)-len(fresh)
	list, act := make([]flow, len(fresh)), "publish"
	for i, w := range fresh {
		list[i] = *w
		if in.Draft { // a second person publishes it, and says from when
			list[i].Status, list[i].From, act, ended = workflow.Draft, 0, "draft", nil
		}
	}
	for _, e := range ended {
		if _, err := keepEffect(ctx, in.tx, workflowBook, int64(e.Before.ID), e.After, in.m.Event(e.Act, in.File)); err != nil {
			return err
		}
		in.m.Key = ""
	}
	return addEach(ctx, in, workflowBook, list, act)
}

// casesOf are the cases, by name, of the version of a procedure in force on a day.
func (p *Picture) casesOf(code string, on calendar.Day) (map[string]int, bool) {
	v := p.InForce(code, on)
	if v == nil {
		return nil, false
	}
	cases := map[string]int{}
	for _, c := range v.Cases {
		cases[c.Name] = c.No
	}
	return cases, true
}

// calendar puts the days of the file into the calendar that is kept; a day of the file
// takes the place of the same day there. Open deadlines follow by a job.
func (s Imports) calendar(ctx context.Context, job intake.Job, table *sheet.Table, m Moment) (intake.Report, error) {
	report := newReport(job, table)
	var rows calendar.MarkRows
	for _, r := range table.Rows {
		rows.Add(r.Line, func(column string) string {
			if y, month, d, err := vntext.ParseDate(r.Get(column)); column == "date" && err == nil {
				return calendar.On(y, month, d).String()
			}
			return r.Get(column)
		})
	}
	marks, err := rows.Marks()
	in := importing{report: &report}
	if err := in.wrong(err); err != nil {
		return report, err
	}
	refs, err := s.store.References.Now(ctx)
	if report.Faults = in.faults.List; err != nil || len(report.Faults) > 0 {
		return report, err
	}
	merged := mergeMarks(refs.calendar, marks, &report)
	if job.Dry || report.Kept == 0 {
		return report, nil
	}
	_, err = s.store.Calendars.Replace(ctx, merged, refs.calendar.Hours(), "Nhập từ tệp "+job.File, m)
	return report, err
}

func mergeMarks(c *calendar.Calendar, marks []calendar.Mark, report *intake.Report) []calendar.Mark {
	byDay := map[calendar.Day]calendar.Mark{}
	for _, m := range marks {
		if old, there := c.MarkOn(m.Day); there && old == m {
			report.Known++
			continue
		}
		byDay[m.Day] = m
	}
	report.Kept = len(byDay)
	var merged []calendar.Mark
	for _, old := range c.Marks() {
		if _, replaced := byDay[old.Day]; !replaced {
			merged = append(merged, old)
		}
	}
	for _, m := range byDay {
		merged = append(merged, m)
	}
	return merged
}
