package design

import (
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

type tablePage struct {
	layout.Frame
	Tabs    []layout.Link
	Flow    *workflow.Version
	Form    layout.Form
	Roles   []layout.Option
	Places  []layout.Option
	Kinds   []layout.Option
	Numbers []layout.Option // of the steps
	Steps   []formLine
	Asks    []formLine
	Live    live
	File    string // the name of a file that the form was filled from
	Quiet   bool   // a line was added or moved: it is not finished yet, and not judged
}

// formLine is a line of a repeated group: the beginning of its fields' names, and its number.
type formLine struct {
	At string
	No int
}

// live is what the steps as typed come to.
type live struct {
	Path, Legal string
	Over        bool
	Picture     *picture
}

var tableView = layout.Parse[tablePage](files, "table.html", "parts.html")

// editable is the workflow of the address, which must be a draft, with the time that the
// law allows.
func (p Room) editable(r *http.Request) (*workflow.Version, int, error) {
	f, _, all, err := p.flow(r)
	if err == nil {
		err = f.Editable()
	}
	if err != nil {
		return nil, 0, err
	}
	return f, legalTime(web.VisitOf(r), all, f), nil
}

func (p Room) showTable(w http.ResponseWriter, r *http.Request) error {
	visit, _, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	f, legal, err := p.editable(r)
	if err != nil {
		return err
	}
	form := formOf(visit, *f)
	if len(f.Steps) == 0 {
		form.Values.Set("add", "steps")
		relined(form)
	}
	return p.table(w, r, http.StatusOK, tablePage{Flow: f, Form: form}, legal)
}

// table shows the form with what its steps come to, and every fault at its row.
func (p Room) table(w http.ResponseWriter, r *http.Request, status int, page tablePage, legal int) error {
	visit := web.VisitOf(r)
	page.Frame = layout.Frame{Self: address(page.Flow.ID) + "/edit", Crumbs: crumbs(visit, page.Flow, visit.T("Sửa dự thảo"))}
	page.Tabs, page.Roles, page.Places, page.Kinds = tabs(visit), roleOptions(visit), placeOptions(visit), askOptions(visit)
	page.Steps, page.Asks = formLines(page.Form, "steps"), formLines(page.Form, "asks")
	for _, l := range page.Steps {
		page.Numbers = append(page.Numbers, layout.Option{Value: strconv.Itoa(l.No), Label: strconv.Itoa(l.No)})
	}
	v, err := versionOf(visit, page.Form)
	v.Number = page.Flow.Number
	if len(page.Form.Errors) == 0 && !page.Quiet {
		if page.Form.Errors = refusal.Of(err); err == nil {
			page.Form.Errors = unfit(&v, legal)
		}
	}
	page.Live = newLive(visit, &v, legal)
	return tableView.Render(w, r, status, page)
}

func formLines(form layout.Form, group string) (list []formLine) {
	for i := range min(web.Number[int](form.Get(group)), mostSteps) {
		list = append(list, formLine{group + "." + strconv.Itoa(i), i + 1})
	}
	return list
}

func newLive(visit *web.Visit, v *workflow.Version, legal int) (now live) {
	if legal > 0 {
		now.Legal = timeWords(visit, legal)
	}
	if path, err := v.Longest(); err == nil && len(v.Steps) > 0 {
		now.Path, now.Over = pathWords(visit, path), legal > 0 && path.Minutes > legal
		now.Picture = draw(visit, "flow", v, nil)
	}
	return now
}

// saveTable keeps the draft, or shows the form again as a button changed it.
func (p Room) saveTable(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	f, legal, err := p.editable(r)
	if err != nil {
		return err
	}
	if relined(form) {
		return p.table(w, r, http.StatusOK, tablePage{Flow: f, Form: form, Quiet: !form.Values.Has("check")}, legal)
	}
	v, err := versionOf(visit, form)
	if err == nil {
		v.ID, v.Version = f.ID, web.Number[int](form.Get("version"))
		err = p.save(w, r, f, v, form)
	}
	if bad, ok := form.Refused(err); ok {
		return p.table(w, r, layout.StatusOf(err), tablePage{Flow: f, Form: bad}, legal)
	}
	return err
}

// save keeps what somebody made of a draft, and leads to it; where another has saved
// meanwhile, both are shown.
func (p Room) save(w http.ResponseWriter, r *http.Request, f *workflow.Version, v workflow.Version, form layout.Form) error {
	visit := web.VisitOf(r)
	_, err := p.Flows.SaveDraft(r.Context(), v, visit.Stamp(form.Once()))
	if refusal.KindOf(err) == refusal.Conflict {
		return p.conflict(w, r, v)
	}
	if err == nil {
		http.Redirect(w, r, address(f.ID), http.StatusSeeOther)
	}
	return err
}
