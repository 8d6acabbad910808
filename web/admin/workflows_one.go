package admin

import (
	"html/template"
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/svg"
	"cchc/web"
	"cchc/web/layout"
)

type workflowPage struct {
	layout.Frame
	Tabs    []layout.Link
	Row     workflowRow
	Steps   []stepRow
	Path    string
	Chart   template.HTML
	Lacks   []string // what keeps a draft from being published
	Before  *workflow.Version
	Changes []differenceRow
	Form    layout.Form // to publish
	Fresh   layout.Form // to begin the next version
	Change  bool
	Publish bool
	Writer  bool
}

type stepRow struct {
	workflow.Step
	After, Place, Time string
}

var workflowView = layout.Parse[workflowPage](ruleFiles, "workflows_one.html", "procedures_tabs.html")

func (p Rules) showWorkflow(w http.ResponseWriter, r *http.Request) error {
	return p.renderWorkflow(w, r, http.StatusOK, layout.Form{})
}

// flow is the workflow of the address, with its earlier version and the catalogue.
func (p Rules) flow(r *http.Request) (found, before *workflow.Version, all *procedure.Catalogue, err error) {
	flows, err := p.Flows.All(r.Context())
	if err != nil {
		return nil, nil, nil, err
	}
	id := workflow.ID(number(r.PathValue("id")))
	at := slices.IndexFunc(flows, func(f *workflow.Version) bool { return f.ID == id })
	if at < 0 {
		return nil, nil, nil, refusal.Missing("Không tìm thấy quy trình này.")
	}
	found = flows[at]
	for _, f := range flows {
		if f.Procedure == found.Procedure && f.Case == found.Case && f.Number < found.Number && (before == nil || f.Number > before.Number) {
			before = f
		}
	}
	all, err = p.Catalogue.Catalogue(r.Context())
	return found, before, all, err
}

func (p Rules) renderWorkflow(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	visit := web.VisitOf(r)
	f, before, all, err := p.flow(r)
	if err != nil {
		return err
	}
	draft := f.Status == workflow.Draft
	page := workflowPage{
		Frame: layout.Frame{AsOf: visit.At, Self: workflowPath(f.ID), Crumbs: workflowCrumbs(visit, f.Name)}, Tabs: ruleTabs(visit, "/admin/workflows"),
		Row: newWorkflowRow(visit, all, f), Before: before, Form: form, Change: p.may(visit, account.ChangeRules),
		Publish: draft && p.may(visit, account.PublishRules), Writer: f.EditedBy == int64(visit.Account.ID),
	}
	for _, s := range f.Steps {
		page.Steps = append(page.Steps, stepRow{s, workflow.Numbers(s.After), placeName(visit, s), daysWords(visit, s.Minutes)})
	}
	legal := 0
	if e := all.Entry(f.Procedure); e != nil {
		legal = legalTime(visit, e, f)
	}
	if path, err := f.Longest(); err == nil && len(f.Steps) > 0 {
		page.Path, page.Chart = pathWords(visit, path), gantt(visit, f, path, legal)
	}
	if draft {
		for _, no := range refusal.Of(f.Check(legal)) {
			page.Lacks = append(page.Lacks, layout.Sentence(visit.Lang, no.At(0)))
		}
	}
	if before != nil {
		for _, d := range workflow.Differences(before, f, func(s workflow.Step) string { return placeName(visit, s) }) {
			page.Changes = append(page.Changes, differenceRow{visit.T("Bước %d", d.Step), d.Before, d.After})
		}
	}
	return workflowView.Render(w, r, status, page)
}

func workflowCrumbs(visit *web.Visit, here string) []layout.Link {
	return []layout.Link{{Text: visit.T("Quy trình nội bộ"), Href: "/admin/workflows"}, {Text: here}}
}

// gantt draws when each step may run at the earliest, the longest path in blue, against
// the legal time.
func gantt(visit *web.Visit, f *workflow.Version, path workflow.Path, legal int) template.HTML {
	spans, err := f.Spans()
	if err != nil {
		return ""
	}
	chart := svg.Gantt{Named: svg.Named{ID: "gantt", Title: visit.T("Đường dài nhất: %s", pathWords(visit, path))}, Wall: int64(legal)}
	if legal > 0 {
		chart.WallText = visit.T("Thời hạn %s", daysWords(visit, legal))
	}
	for _, s := range f.Steps {
		row := svg.GanttRow{Label: strconv.Itoa(s.No) + ". " + s.Content, From: int64(spans[s.No].From), To: int64(spans[s.No].To), Text: daysWords(visit, s.Minutes), Tone: svg.Context}
		if slices.Contains(path.Steps, s.No) {
			row.Tone = svg.Subject
		}
		chart.Rows = append(chart.Rows, row)
	}
	return chart.Draw()
}

// publishWorkflow is the second person's act.
func (p Rules) publishWorkflow(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.PublishRules)
	if err != nil {
		return err
	}
	id := workflow.ID(number(r.PathValue("id")))
	_, err = p.Flows.Publish(r.Context(), id, dayField(form, "from"), get(form, "basis"), visit.Stamp(form.Once()))
	if bad, ok := form.Refused(err); ok {
		for i, no := range bad.Errors {
			plain := *no
			if plain.Field != "from" {
				plain.Field = ""
			}
			bad.Errors[i] = &plain
		}
		return p.renderWorkflow(w, r, layout.StatusOf(err), bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, workflowPath(id), http.StatusSeeOther)
	return nil
}
