package admin

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"cchc/domain/account"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

type workflowsPage struct {
	layout.Frame
	Tabs      []layout.Link
	Form      layout.Form // the filter
	New       layout.Form
	Standings []layout.Option
	Rows      []workflowRow
	Pager     layout.Pager
	Change    bool
}

type workflowRow struct {
	*workflow.Version
	ProcedureName, CaseName string
	Standing                string
	Longest, Legal          string
	Over                    bool
	key                     string
}

var workflowsView = layout.Parse[workflowsPage](ruleFiles, "workflows.html", "procedures_tabs.html")

func (p Rules) showWorkflows(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	return p.listWorkflows(w, r, http.StatusOK, form, layout.Form{})
}

func (p Rules) listWorkflows(w http.ResponseWriter, r *http.Request, status int, form, fresh layout.Form) error {
	visit := web.VisitOf(r)
	found, err := p.findWorkflows(r.Context(), visit, form)
	if err != nil {
		return err
	}
	page := workflowsPage{
		Frame: layout.Frame{AsOf: visit.At, Self: "/admin/workflows"}, Tabs: ruleTabs(visit, "/admin/workflows"), Form: form, New: fresh,
		Standings: standingOptions(visit), Change: p.may(visit, account.ChangeRules),
	}
	page.Rows, page.Pager = paged(r, found, func(row workflowRow) string { return row.key })
	page.Pager.Excel = at("/admin/workflows.xlsx", r.URL.Query(), "after", "")
	return workflowsView.Render(w, r, status, page)
}

// findWorkflows lists the workflows that a filter asks for, by procedure, case, number.
func (p Rules) findWorkflows(ctx context.Context, visit *web.Visit, form layout.Form) (list []workflowRow, err error) {
	flows, err := p.Flows.All(ctx)
	if err != nil {
		return nil, err
	}
	all, err := p.Catalogue.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	words, standing := vntext.Words(form.Get("q")), procedure.Standing(form.Get("standing"))
	for _, f := range flows {
		row := newWorkflowRow(visit, all, f)
		folded := " " + strings.Join(vntext.Words(f.Procedure+" "+f.Name+" "+row.ProcedureName), " ")
		missing := func(word string) bool { return !strings.Contains(folded, " "+word) }
		if slices.ContainsFunc(words, missing) || standing != "" && row.Standing != standing.Title() {
			continue
		}
		list = append(list, row)
	}
	slices.SortStableFunc(list, func(a, b workflowRow) int { return cmp.Compare(a.key, b.key) })
	return list, nil
}

func newWorkflowRow(visit *web.Visit, all *procedure.Catalogue, f *workflow.Version) workflowRow {
	row := workflowRow{Version: f, Standing: flowStanding(visit, f).Title(), key: fmt.Sprintf("%s-%04d-%04d", f.Procedure, f.Case, f.Number), CaseName: visit.T("Mọi trường hợp")}
	legal := 0
	if e := all.Entry(f.Procedure); e != nil {
		now := e.Now(today(visit))
		row.ProcedureName = now.Name
		if c := now.Case(f.Case); c != nil {
			row.CaseName = c.Name
		}
		legal = legalTime(visit, e, f)
	}
	path, _ := f.Longest()
	row.Longest, row.Over = daysWords(visit, path.Minutes), legal > 0 && path.Minutes > legal
	if legal > 0 {
		row.Legal = daysWords(visit, legal)
	}
	return row
}

// legalTime is the shortest legal time that a workflow has to keep, in working minutes.
func legalTime(visit *web.Visit, e *procedure.Entry, f *workflow.Version) int {
	return procedure.ShortestWork(e.Versions, f.Procedure, f.Case, max(f.From, today(visit)))
}

func flowStanding(visit *web.Visit, f *workflow.Version) procedure.Standing {
	switch {
	case f.Status == workflow.Draft:
		return procedure.Written
	case today(visit) < f.From:
		return procedure.Coming
	case f.InForce(today(visit)):
		return procedure.InForce
	}
	return procedure.Over
}

// daysWords is working minutes as days in the visitor's language: "0,25 ngày làm việc".
func daysWords(visit *web.Visit, minutes int) string {
	number := strings.TrimSuffix(workflow.Days(minutes), " ngày làm việc")
	if visit.Lang.String() == "en" {
		number = strings.ReplaceAll(number, ",", ".")
	}
	return visit.T("%s ngày làm việc", number)
}

// pathWords is a path as it is printed where it is refused.
func pathWords(visit *web.Visit, p workflow.Path) string {
	steps, _, _ := strings.Cut(p.String(), ":")
	return steps + ": " + daysWords(visit, p.Minutes)
}

// exportWorkflows is the list on the screen with every step, in the columns of the import.
func (p Rules) exportWorkflows(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	found, err := p.findWorkflows(r.Context(), visit, form)
	if err != nil {
		return err
	}
	rows := func(yield func([]any) bool) {
		for _, row := range found {
			for _, s := range row.Steps {
				if !yield([]any{row.Procedure, row.CaseName, row.Name, row.Number, s.No, workflow.Numbers(s.After), s.Content, visit.T(s.Role.Title()), placeName(visit, s), strings.TrimSuffix(workflow.Days(s.Minutes), " ngày làm việc"), s.Product, row.From, visit.T(row.Standing)}) {
					return
				}
			}
		}
	}
	columns := []sheet.Column{
		{Title: visit.T("Mã TTHC")}, {Title: visit.T("Trường hợp"), Width: 20}, {Title: visit.T("Tên quy trình"), Width: 40}, {Title: visit.T("Phiên bản"), Kind: sheet.Number},
		{Title: visit.T("Bước"), Kind: sheet.Number}, {Title: visit.T("Sau bước")}, {Title: visit.T("Nội dung"), Width: 40}, {Title: visit.T("Vai trò"), Width: 20},
		{Title: visit.T("Đơn vị"), Width: 30}, {Title: visit.T("Thời gian (ngày)")}, {Title: visit.T("Sản phẩm"), Width: 24}, {Title: visit.T("Hiệu lực từ"), Kind: sheet.Date}, {Title: visit.T("Tình trạng"), Width: 18},
	}
	return workbook(w, visit, "quy-trinh.xlsx", sheet.Sheet{Name: visit.T("Quy trình nội bộ"), Columns: columns, Rows: rows},
		sheet.Pair{Key: visit.T("Tìm"), Value: form.Get("q")}, sheet.Pair{Key: visit.T("Tình trạng"), Value: form.Get("standing")})
}

// placeName says where a step is done.
func placeName(visit *web.Visit, s workflow.Step) string {
	switch s.Place {
	case workflow.AtDesk:
		return visit.T("Nơi tiếp nhận")
	case workflow.AtNamed:
		return visit.Units.Name(s.Unit)
	}
	return visit.T("Đơn vị giải quyết")
}

// draftWorkflow begins the next version of a workflow.
func (p Rules) draftWorkflow(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	code, err := procedure.NormalCode(form.Get("procedure"))
	var f workflow.Version
	if err == nil {
		f, err = p.Flows.Draft(r.Context(), code, int(number(form.Get("case"))), visit.Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		for i, no := range bad.Errors {
			plain := *no
			plain.Field = "procedure"
			bad.Errors[i] = &plain
		}
		return p.listWorkflows(w, r, layout.StatusOf(err), layout.Form{}, bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, workflowPath(f.ID)+"/edit", http.StatusSeeOther)
	return nil
}

func workflowPath(id workflow.ID) string { return "/admin/workflows/" + text(int64(id)) }
