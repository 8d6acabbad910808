package admin

import (
	"net/http"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

type workflowFormPage struct {
	layout.Frame
	Tabs   []layout.Link
	Flow   *workflow.Version
	Form   layout.Form
	Roles  []layout.Option
	Places []layout.Option
	Steps  []formLine
}

var workflowFormView = layout.Parse[workflowFormPage](ruleFiles, "workflows_edit.html", "procedures_tabs.html")

func (p Rules) showWorkflowForm(w http.ResponseWriter, r *http.Request) error {
	visit, _, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	f, err := p.flowDraft(r)
	if err != nil {
		return err
	}
	return p.renderWorkflowForm(w, r, http.StatusOK, f, workflowForm(visit, f))
}

// flowDraft is the workflow of the address, which must be a draft.
func (p Rules) flowDraft(r *http.Request) (*workflow.Version, error) {
	f, _, _, err := p.flow(r)
	if err == nil && f.Status != workflow.Draft {
		err = refusal.TooEarlyOrLate("Quy trình “%s” phiên bản %d đã công bố, không sửa được: hãy soạn phiên bản mới.", f.Name, f.Number)
	}
	return f, err
}

func (p Rules) renderWorkflowForm(w http.ResponseWriter, r *http.Request, status int, f *workflow.Version, form layout.Form) error {
	visit := web.VisitOf(r)
	page := workflowFormPage{
		Frame: layout.Frame{Self: workflowPath(f.ID) + "/edit", Crumbs: append(workflowCrumbs(visit, "")[:1], layout.Link{Text: f.Name, Href: workflowPath(f.ID)}, layout.Link{Text: visit.T("Sửa dự thảo")})},
		Tabs:  ruleTabs(visit, "/admin/workflows"), Flow: f, Form: form, Steps: lines(form, "steps"),
		Places: []layout.Option{{Value: string(workflow.AtUnit), Label: visit.T("Đơn vị giải quyết")}, {Value: string(workflow.AtDesk), Label: visit.T("Nơi tiếp nhận")}, {Value: string(workflow.AtNamed), Label: visit.T("Đơn vị có mã bên cạnh")}},
	}
	for _, role := range []account.Role{account.Official, account.Leader, account.Counter} {
		page.Roles = append(page.Roles, layout.Option{Value: string(role), Label: visit.T(role.Title())})
	}
	return workflowFormView.Render(w, r, status, page)
}

// workflowForm is a workflow as its form shows it.
func workflowForm(visit *web.Visit, f *workflow.Version) layout.Form {
	form := layout.Filled("version", strconv.Itoa(f.Version), "name", f.Name, "basis", f.Basis, "steps", strconv.Itoa(max(len(f.Steps), 1)))
	for i, s := range f.Steps {
		at := "steps." + strconv.Itoa(i) + "."
		for name, value := range map[string]string{
			"no": strconv.Itoa(s.No), "after": workflow.Numbers(s.After), "content": s.Content, "role": string(s.Role), "place": string(s.Place),
			"time": strings.TrimSuffix(workflow.Days(s.Minutes), " ngày làm việc"), "product": s.Product,
		} {
			form.Values.Set(at+name, value)
		}
		if u := visit.Units.Unit(s.Unit); u != nil {
			form.Values.Set(at+"unit", u.Code)
		}
	}
	return form
}

// saveWorkflow keeps the draft, or shows the form again with a step more or less.
func (p Rules) saveWorkflow(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	draft, err := p.flowDraft(r)
	if err != nil {
		return err
	}
	if relined(form, "steps") {
		return p.renderWorkflowForm(w, r, http.StatusOK, draft, form)
	}
	f, err := flowOf(visit, form)
	if err == nil {
		f.ID, f.Version = draft.ID, int(number(form.Get("version")))
		_, err = p.Flows.SaveDraft(r.Context(), f, visit.Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		return p.renderWorkflowForm(w, r, layout.StatusOf(err), draft, bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, workflowPath(draft.ID), http.StatusSeeOther)
	return nil
}

// flowOf reads the form back. Whether the steps fit together is asked at publication; here
// what was typed must be readable.
func flowOf(visit *web.Visit, form layout.Form) (workflow.Version, error) {
	var faults refusal.List
	f := workflow.Version{Name: get(form, "name"), Basis: get(form, "basis")}
	if f.Name == "" {
		faults = append(faults, refusal.Wrong("name", "Chưa có tên quy trình."))
	}
	for _, line := range lines(form, "steps") {
		s := workflow.Step{
			No: int(number(get(form, line.At+".no"))), Content: get(form, line.At+".content"), Role: account.Role(form.Get(line.At + ".role")),
			Place: workflow.Place(form.Get(line.At + ".place")), Product: get(form, line.At+".product"),
		}
		if s.No == 0 {
			s.No = line.No
		}
		var err error
		if s.Minutes, err = workflow.ParseDays(get(form, line.At+".time")); err != nil {
			faults = append(faults, refusal.Wrong(line.At+".time", "Thời gian “%s” phải là số từ 0, theo bước 0,25.", get(form, line.At+".time")))
		}
		if s.After, err = numbers(form.Get(line.At + ".after")); err != nil {
			faults = append(faults, refusal.Wrong(line.At+".after", "“%s” phải là số các bước, ví dụ: 1, 2.", form.Get(line.At+".after")))
		}
		if s.Place == workflow.AtNamed {
			s.Unit = unitOf(visit, get(form, line.At+".unit"))
			if s.Unit == 0 {
				faults = append(faults, refusal.Wrong(line.At+".unit", "Không có đơn vị mang mã “%s”.", get(form, line.At+".unit")))
			}
		}
		f.Steps = append(f.Steps, s)
	}
	return f, faults.OrNil()
}

func unitOf(visit *web.Visit, code string) orgunit.ID {
	if u := visit.Units.ByCode(code, today(visit)); u != nil {
		return u.ID
	}
	return 0
}

// numbers reads "1, 2".
func numbers(s string) (list []int, err error) {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",; ", r) }) {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, nil
}
