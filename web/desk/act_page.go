package desk

import (
	"fmt"
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// actView is the form of one act.
type actView struct {
	layout.Frame
	Form   layout.Form
	Title  string
	Hint   string
	Risk   bool
	Code   string
	Name   string // of the procedure
	Tag    layout.Tag
	State  layout.Tag
	Fields []layout.Field
	Groups []groupView
	More   string // address of the same form with more groups, "" for none
	Rows   int
	Facts  []layout.Fact
	Fee    string // address where a fee is taken first, "" for none
}

type groupView struct {
	Legend string
	Fields []layout.Field
}

var actPage = layout.Parse[actView](files, "act.html")

// actPage shows the form of an act.
func (d *Desk) actPage(a *act) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		s, err := d.sceneOf(r, a)
		if err != nil {
			return err
		}
		if a.leads != nil {
			http.Redirect(w, r, a.leads(s), http.StatusSeeOther)
			return nil
		}
		return actPage.Render(w, r, http.StatusOK, s.actView(a, layout.Form{}))
	}
}

// do does an act and goes back to the dossier; refused, the form comes back as it was sent.
func (d *Desk) do(a *act) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		form, err := layout.FormOf(r)
		if err != nil {
			return err
		}
		s, err := d.sceneOf(r, a)
		if err != nil {
			return err
		}
		err = d.perform(r, a, s, form)
		if err == nil {
			http.Redirect(w, r, "/desk/dossiers/"+s.file.Code+"?done="+a.slug, http.StatusSeeOther)
			return nil
		}
		again, ok := form.Refused(err)
		if !ok {
			return err
		}
		if a.groups != nil {
			again.Errors = atGroups(again.Errors)
		}
		return actPage.Render(w, r, layout.StatusOf(err), s.actView(a, again))
	}
}

// perform makes the act of the form and has it done.
func (d *Desk) perform(r *http.Request, a *act, s *scene, form layout.Form) error {
	by := s.Stamp(form.Once())
	made, err := a.makes(s, form)
	if err != nil {
		if d.doneBefore(r, s, by) {
			return nil
		}
		return err
	}
	if c, ok := made.(correction); ok {
		_, err = d.Acts.Correct(r.Context(), s.file.ID, c.Correct, c.person, by)
		return err
	}
	_, err = d.Acts.Do(r.Context(), s.file.ID, made, by)
	return err
}

// doneBefore says whether a form with this key was done already: what it asks for is then
// refused by the very state that it made.
func (d *Desk) doneBefore(r *http.Request, s *scene, by account.Stamp) bool {
	if by.Key == "" {
		return false
	}
	events, err := d.Trace.Of(r.Context(), int64(s.file.ID))
	if err != nil {
		return false
	}
	for _, e := range events {
		if e.Key == by.Key {
			return true
		}
	}
	return false
}

// sceneOf loads the dossier of the address for an act, and refuses who may not do it.
func (d *Desk) sceneOf(r *http.Request, a *act) (*scene, error) {
	file, err := d.find(r)
	if err != nil {
		return nil, err
	}
	v := web.VisitOf(r)
	if err := mustAny(v, a.needs, a.on(&file)); err != nil {
		return nil, err
	}
	return d.staged(r, &file)
}

// staged is the scene of a dossier.
func (d *Desk) staged(r *http.Request, file *dossier.Dossier) (*scene, error) {
	rules, err := d.Rules(r.Context())
	if err != nil {
		return nil, err
	}
	s := &scene{Visit: web.VisitOf(r), file: file, rules: rules}
	s.rows, _ = strconv.Atoi(r.FormValue("rows"))
	s.rows = min(max(s.rows, fewAsked), mostAsked)
	if s.person, err = d.Files.Person(r.Context(), file.ID); err != nil {
		return s, err
	}
	if s.absent, err = d.Counter.StandsIn(r.Context(), s.Stamp("")); err != nil || !s.MayAnywhere(account.DelegateWork) {
		return s, err
	}
	s.staff, err = d.Counter.Colleagues(r.Context(), office(s.Units, s.Account.Unit))
	return s, err
}

func (s *scene) actView(a *act, form layout.Form) actView {
	page := actView{Form: form, Title: s.T(a.title), Risk: a.risk, Code: s.file.Code, Name: s.procedureName()}
	page.Crumbs = []layout.Link{{Text: s.file.Code, Href: "/desk/dossiers/" + s.file.Code}, {Text: page.Title}}
	page.Self = "/desk/dossiers/" + s.file.Code + "/" + a.slug
	page.Tag, page.State = clock{s.rules, s.At}.tag(s.file), layout.Plain(s.file.State.Title())
	if a.hint != "" {
		page.Hint = s.T(a.hint)
	}
	for _, q := range a.asks(s) {
		if q.kind == "radio" && len(q.options) == 0 || (q.name == "step" || q.name == "request") && len(q.options) == 1 {
			continue // nothing to choose
		}
		page.Fields = append(page.Fields, q.field(s.Visit.Visit, form))
	}
	s.addGroups(&page, a, form)
	page.Facts = s.facts()
	if a.slug == "hand-over" && s.file.Finance == dossier.FeeDue && s.file.State == dossier.Approved {
		page.Fee = tillOf(s.file, "hand-over")
	}
	return page
}

// atGroups puts what is wrong with the n-th of several at the fields of the n-th group.
func atGroups(errors refusal.List) refusal.List {
	list := make(refusal.List, len(errors))
	for i, no := range errors {
		at := *no
		if at.Row > 0 {
			at.Field, at.Row = at.Field+strconv.Itoa(at.Row), 0
		}
		list[i] = &at
	}
	return list
}

// addGroups shows the fields that belong together, and the way to more of them.
func (s *scene) addGroups(page *actView, a *act, form layout.Form) {
	if a.groups == nil {
		return
	}
	page.Rows = s.rows
	for _, g := range a.groups(s) {
		view := groupView{Legend: g.legend}
		for _, q := range g.asks {
			view.Fields = append(view.Fields, q.field(s.Visit.Visit, form))
		}
		page.Groups = append(page.Groups, view)
	}
	if s.rows < mostAsked {
		page.More = fmt.Sprintf("%s?rows=%d", page.Self, s.rows+fewAsked)
	}
}
