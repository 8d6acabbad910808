package admin

import (
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

type procedureFormPage struct {
	layout.Frame
	Tabs     []layout.Link
	Code     string
	Number   int
	Form     layout.Form
	Levels   []layout.Option
	Channels []layout.Option
	Grades   []layout.Option
	Pauses   []layout.Option
	Offers   []formLine
	Cases    []formLine
}

// formLine is one line of a repeated group: the beginning of its fields' names.
type formLine struct {
	At string // "offers.0"
	No int    // counted from 1, for labels
}

var procedureFormView = layout.Parse[procedureFormPage](ruleFiles, "procedures_edit.html", "procedures_tabs.html")

func (p Rules) showProcedureForm(w http.ResponseWriter, r *http.Request) error {
	_, _, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	draft, err := p.draft(r)
	if err != nil {
		return err
	}
	return p.renderProcedureForm(w, r, http.StatusOK, draft, versionForm(draft))
}

// draft is the version that is being written of the procedure of the address.
func (p Rules) draft(r *http.Request) (*procedure.Version, error) {
	entry, err := p.entry(r)
	if err != nil {
		return nil, err
	}
	if draft := entry.Draft(); draft != nil {
		return draft, nil
	}
	return nil, refusal.TooEarlyOrLate("Thủ tục %s không có bản dự thảo nào.", entry.Code)
}

func (p Rules) renderProcedureForm(w http.ResponseWriter, r *http.Request, status int, draft *procedure.Version, form layout.Form) error {
	visit := web.VisitOf(r)
	page := procedureFormPage{
		Frame: layout.Frame{Self: "/admin/procedures/" + draft.Code + "/edit", Crumbs: append(procedureCrumbs(visit, "")[:1],
			layout.Link{Text: draft.Code, Href: "/admin/procedures/" + draft.Code}, layout.Link{Text: visit.T("Sửa dự thảo")})},
		Tabs: ruleTabs(visit, "/admin/procedures"), Code: draft.Code, Number: draft.Number, Form: form,
		Levels: levelOptions(visit)[1:], Channels: channelOptions(visit),
		Grades: gradeOptions(visit), Pauses: pauseOptions(visit),
		Offers: lines(form, "offers"), Cases: lines(form, "cases"),
	}
	return procedureFormView.Render(w, r, status, page)
}

// saveProcedure keeps the draft, or shows the form again with a line more or less.
func (p Rules) saveProcedure(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	draft, err := p.draft(r)
	if err != nil {
		return err
	}
	if relined(form, "offers", "cases") {
		return p.renderProcedureForm(w, r, http.StatusOK, draft, form)
	}
	v, err := versionOf(form)
	if err == nil {
		v.ID, v.Version = draft.ID, web.Number[int](form.Get("version"))
		_, err = p.Drafting.SaveDraft(r.Context(), v, visit.Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		return p.renderProcedureForm(w, r, layout.StatusOf(err), draft, bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/admin/procedures/"+draft.Code+"?version="+text(int64(draft.ID)), http.StatusSeeOther)
	return nil
}

func channelOptions(visit *web.Visit) (list []layout.Option) {
	for _, c := range procedure.Channels {
		list = append(list, layout.Option{Value: string(c), Label: visit.T(c.Title())})
	}
	return list
}

func gradeOptions(visit *web.Visit) []layout.Option {
	list := []layout.Option{{Label: visit.T("Không trực tuyến")}}
	for _, grade := range []string{"toan-trinh", "mot-phan", "4", "3", "2", "1"} {
		list = append(list, layout.Option{Value: grade, Label: visit.T(procedure.GradeTitle(grade))})
	}
	return list
}

func pauseOptions(visit *web.Visit) (list []layout.Option) {
	for _, rule := range []calendar.PauseRule{calendar.Restart, calendar.Resume} {
		list = append(list, layout.Option{Value: rule.String(), Label: visit.T(procedure.SupplementTitle(rule))})
	}
	return list
}

// lines are the lines of a repeated group in the form, by the counter that it carries.
func lines(form layout.Form, group string) (list []formLine) {
	for i := range lineCount(form, group) {
		list = append(list, formLine{group + "." + strconv.Itoa(i), i + 1})
	}
	return list
}

// mostLines bounds a group, so that no form makes the server work for nothing.
const mostLines = 200

func lineCount(form layout.Form, group string) int {
	return min(int(min(web.Number[int64](form.Get(group)), mostLines)), mostLines)
}

// relined adds a line to a group or takes one away, as the button that was pressed says:
// add=offers, remove=offers.2. Without a script the page comes back so.
func relined(form layout.Form, groups ...string) bool {
	if group := form.Get("add"); slices.Contains(groups, group) {
		form.Values.Set(group, strconv.Itoa(min(lineCount(form, group)+1, mostLines)))
		return true
	}
	for _, group := range groups {
		for i := range lineCount(form, group) {
			if form.Get("remove") == group+"."+strconv.Itoa(i) {
				removeLine(form, group, i)
				return true
			}
		}
	}
	return false
}

// removeLine moves the lines behind one up.
func removeLine(form layout.Form, group string, at int) {
	last := lineCount(form, group) - 1
	moved := map[string][]string{}
	for name, value := range form.Values {
		g, i, field, ok := lineName(name)
		switch {
		case !ok || g != group || i < at:
			moved[name] = value
		case i > at:
			moved[g+"."+strconv.Itoa(i-1)+"."+field] = value
		}
	}
	clear(form.Values)
	for name, value := range moved {
		form.Values[name] = value
	}
	form.Values.Set(group, strconv.Itoa(last))
}
