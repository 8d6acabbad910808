package admin

import (
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

type decisionFormPage struct {
	layout.Frame
	Tabs    []layout.Link
	Action  string
	Form    layout.Form
	Kinds   []layout.Option
	Changes []formLine
	Drafts  []*procedure.Version // that no line names yet
}

var decisionFormView = layout.Parse[decisionFormPage](ruleFiles, "decisions_edit.html", "procedures_tabs.html")

func (p Rules) showDecisionForm(w http.ResponseWriter, r *http.Request) error {
	if _, _, err := p.asked(r, account.ChangeRules); err != nil {
		return err
	}
	form := layout.Filled("changes", "1")
	if id := web.Number[procedure.DecisionID](r.PathValue("id")); id != 0 {
		d, err := p.Catalogue.Decision(r.Context(), id)
		if err != nil {
			return err
		}
		form = decisionForm(d)
	}
	return p.renderDecisionForm(w, r, http.StatusOK, form)
}

func decisionForm(d procedure.Decision) layout.Form {
	form := layout.Filled("version", strconv.Itoa(d.Version), "number", d.Number, "title", d.Title, "signed", d.Signed.Vietnamese(), "effective", d.Effective.Vietnamese(),
		"changes", strconv.Itoa(max(len(d.Changes), 1)))
	for i, c := range d.Changes {
		setChange(form, i, c)
	}
	return form
}

func setChange(form layout.Form, i int, c procedure.Change) {
	at := "changes." + strconv.Itoa(i)
	form.Values.Set(at+".kind", string(c.Kind))
	form.Values.Set(at+".code", c.Code)
}

func (p Rules) renderDecisionForm(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	visit := web.VisitOf(r)
	all, err := p.Catalogue.Catalogue(r.Context())
	if err != nil {
		return err
	}
	page := decisionFormPage{
		Frame: layout.Frame{Self: r.URL.Path, Crumbs: []layout.Link{{Text: visit.T("Quyết định công bố"), Href: "/admin/decisions"}, {Text: visit.T("Soạn quyết định")}}},
		Tabs:  ruleTabs(visit, "/admin/decisions"), Action: r.URL.Path, Form: form, Changes: lines(form, "changes"),
	}
	for _, kind := range []procedure.ChangeKind{procedure.New, procedure.Amended, procedure.Repealed} {
		page.Kinds = append(page.Kinds, layout.Option{Value: string(kind), Label: visit.T(changeKinds[kind])})
	}
	named := map[string]bool{}
	for _, line := range page.Changes {
		named[get(form, line.At+".code")] = true
	}
	for _, e := range all.Entries {
		if draft := e.Draft(); draft != nil && !named[e.Code] {
			page.Drafts = append(page.Drafts, draft)
		}
	}
	return decisionFormView.Render(w, r, status, page)
}

// saveDecision keeps a decision that is being written, or shows its form again with a
// line more or less.
func (p Rules) saveDecision(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	all, err := p.Catalogue.Catalogue(r.Context())
	if err != nil {
		return err
	}
	if form.Get("add") == "drafts" {
		addDrafts(form, all)
		return p.renderDecisionForm(w, r, http.StatusOK, form)
	}
	if relined(form, "changes") {
		return p.renderDecisionForm(w, r, http.StatusOK, form)
	}
	d, err := decisionOf(form, all)
	if err == nil {
		d.ID = web.Number[procedure.DecisionID](r.PathValue("id"))
		d, err = p.Drafting.SaveDecision(r.Context(), d, visit.Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		bad.Errors = atLines(bad.Errors)
		return p.renderDecisionForm(w, r, layout.StatusOf(err), bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, decisionPath(d.ID), http.StatusSeeOther)
	return nil
}

// atLines puts refusals about the n-th change at its field.
func atLines(list refusal.List) (moved refusal.List) {
	for _, no := range list {
		at := no.At(0)
		if no.Row > 0 {
			at.Field = "changes." + strconv.Itoa(no.Row-1) + ".code"
		} else if no.Field == "changes" {
			at.Field = "changes.0.code"
		}
		moved = append(moved, at)
	}
	return moved
}

// addDrafts takes every draft that no line names into the list.
func addDrafts(form layout.Form, all *procedure.Catalogue) {
	n, named := 0, map[string]bool{}
	for _, line := range lines(form, "changes") {
		if code := get(form, line.At+".code"); code != "" {
			setChange(form, n, procedure.Change{Kind: procedure.ChangeKind(form.Get(line.At + ".kind")), Code: code})
			named[code] = true
			n++
		}
	}
	for _, e := range all.Entries {
		if draft := e.Draft(); draft != nil && !named[e.Code] && n < mostLines {
			setChange(form, n, procedure.Change{Kind: kindOf(e), Code: e.Code})
			n++
		}
	}
	form.Values.Set("changes", strconv.Itoa(n))
}

func kindOf(e *procedure.Entry) procedure.ChangeKind {
	for _, v := range e.Versions {
		if v.Status == procedure.Announced && v.Until == 0 {
			return procedure.Amended
		}
	}
	return procedure.New
}

// decisionOf reads the form; every change but a repeal brings the draft of its procedure.
func decisionOf(form layout.Form, all *procedure.Catalogue) (procedure.Decision, error) {
	d := procedure.Decision{Number: get(form, "number"), Title: get(form, "title"), Signed: dayField(form, "signed"), Effective: dayField(form, "effective"), Version: web.Number[int](form.Get("version"))}
	var faults refusal.List
	if d.Signed == 0 {
		faults = append(faults, refusal.Wrong("signed", "Chưa có ngày ký, hoặc không đọc được; viết như 30/12/2022."))
	}
	if d.Effective == 0 {
		faults = append(faults, refusal.Wrong("effective", "Chưa có ngày hiệu lực, hoặc không đọc được; viết như 30/12/2022."))
	}
	for _, line := range lines(form, "changes") {
		code := get(form, line.At+".code")
		if code == "" {
			continue
		}
		c := procedure.Change{Kind: procedure.ChangeKind(form.Get(line.At + ".kind")), Code: code}
		if key, err := procedure.NormalCode(code); err == nil {
			c.Code = key
		}
		entry := all.Entry(c.Code)
		switch {
		case entry == nil:
			faults = append(faults, refusal.Wrong(line.At+".code", "Không có thủ tục %s trong danh mục.", code))
		case c.Kind != procedure.Repealed && entry.Draft() == nil:
			faults = append(faults, refusal.Wrong(line.At+".code", "Thủ tục %s chưa có bản dự thảo.", code))
		case c.Kind != procedure.Repealed:
			c.Version = entry.Draft().ID
		}
		d.Changes = append(d.Changes, c)
	}
	return d, faults.OrNil()
}
