package papers

import (
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/web"
	"cchc/web/layout"
)

// dossierView is the electronic papers of a dossier, component by component.
type dossierView struct {
	layout.Frame
	Code, Name string
	State      layout.Tag
	Notes      []layout.Note
	Form       layout.Form
	Components []componentRow
	Others     []paperRow // of no component
	Old        []paperRow // replaced or removed
	Held       []result.Held
	Uses       []useRow
	Results    []result.Listed
	Done, Need int
	Origins    []layout.Option
	Choices    []layout.Option
	Versions   []layout.Option // papers that a new one may replace
	MayAdd     bool
	MayRemove  bool
	MayIssue   bool
}

type componentRow struct {
	Name   string
	Papers []paperRow
}

type useRow struct {
	*result.Use
	Code, Who string
}

var dossierPage = layout.Parse[dossierView](files, "dossier.html", "upload.html")

func (p *Room) dossier(w http.ResponseWriter, r *http.Request) error {
	v, d, err := p.find(r, account.ReadPaper)
	if err != nil {
		return err
	}
	form := layout.Filled("purpose", v.T("giải quyết hồ sơ %s", d.Code))
	return p.showDossier(w, r, v, d, form, http.StatusOK)
}

func (p *Room) showDossier(w http.ResponseWriter, r *http.Request, v *web.Visit, d *dossier.Dossier, form layout.Form, status int) error {
	page := dossierView{Code: d.Code, Form: form, State: layout.Plain(d.State.Title())}
	page.Crumbs = []layout.Link{{Text: d.Code, Href: "/desk/dossiers/" + d.Code}, {Text: v.T("Giấy tờ điện tử")}}
	page.AsOf, page.Self = v.At, "/desk/dossiers/"+d.Code+"/papers"
	units := d.Concerns()
	page.MayAdd, page.MayRemove, page.MayIssue = mayAny(v, account.AddPaper, units), mayAny(v, account.CorrectDossier, units), mayAny(v, account.IssueResult, units)
	switch r.URL.Query().Get("done") {
	case "added":
		page.Notes = append(page.Notes, layout.Note{Class: "ok", Text: v.T("Đã thêm giấy tờ.")})
	case "reused":
		page.Notes = append(page.Notes, layout.Note{Class: "ok", Text: v.T("Đã ghi nhận dùng lại kết quả đã có.")})
	case "removed":
		page.Notes = append(page.Notes, layout.Note{Class: "ok", Text: v.T("Đã gỡ bỏ giấy tờ và hủy nội dung.")})
	}
	rules, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	var components, all []procedure.Component
	if version := rules.Procedure(d.Procedure); version != nil {
		page.Name = version.Name
		if c := version.Case(d.Case); c != nil {
			all = c.Components
		}
		components = scan.Components(version.Case(d.Case), d.Papers)
	}
	if err := p.fill(r, v, d, &page, components); err != nil {
		return err
	}
	if page.MayAdd {
		if err := p.offer(r, v, d, &page, all); err != nil {
			return err
		}
	}
	return dossierPage.Render(w, r, status, page)
}

// fill sorts the papers under their components.
func (p *Room) fill(r *http.Request, v *web.Visit, d *dossier.Dossier, page *dossierView, components []procedure.Component) error {
	list, err := p.Papers.Of(r.Context(), d.ID)
	if err != nil {
		return err
	}
	names, err := p.namesOf(r.Context(), list)
	if err != nil {
		return err
	}
	for _, c := range components {
		page.Components = append(page.Components, componentRow{Name: c.Name})
	}
	for _, one := range list {
		row := newRow(v, one, names)
		if one.State != scan.Kept {
			page.Old = append(page.Old, row)
			continue
		}
		at := slices.IndexFunc(page.Components, func(c componentRow) bool { return c.Name == one.Component })
		switch {
		case at >= 0:
			page.Components[at].Papers = append(page.Components[at].Papers, row)
		case one.Component != "":
			page.Components = append(page.Components, componentRow{one.Component, []paperRow{row}})
		default:
			page.Others = append(page.Others, row)
		}
	}
	page.choices(v)
	return p.uses(r, d, page)
}

// mostVersions is how many papers a list of them stays readable with.
const mostVersions = 60

// choices are what the form offers: first the component that has no paper yet.
func (page *dossierView) choices(v *web.Visit) {
	page.Choices = []layout.Option{{Label: v.T("Giấy tờ khác")}}
	page.Versions = []layout.Option{{Label: v.T("không, là giấy tờ thêm")}}
	missing := false
	for _, c := range page.Components {
		first := len(c.Papers) == 0 && !missing
		missing = missing || first
		page.Choices = append(page.Choices, layout.Option{Value: c.Name, Label: c.Name, Chosen: first})
		if page.Need++; len(c.Papers) > 0 {
			page.Done++
		}
		for _, one := range c.Papers {
			page.Versions = append(page.Versions, layout.Option{Value: strconv.FormatInt(int64(one.ID), 10), Label: one.Title + " – " + c.Name})
		}
	}
	if len(page.Versions) > mostVersions {
		page.Versions = nil
	}
	for _, o := range scan.Origins[:2] {
		page.Origins = append(page.Origins, layout.Option{Value: string(o), Label: v.T(o.Title()), Chosen: o == scan.Scanned})
	}
}

// uses lists what was reused and what the dossier ended in.
func (p *Room) uses(r *http.Request, d *dossier.Dossier, page *dossierView) error {
	uses, err := p.Results.Uses(r.Context(), d.ID)
	if err != nil {
		return err
	}
	for _, u := range uses {
		names, err := p.Names(r.Context(), []account.ID{u.By})
		if err != nil {
			return err
		}
		found, err := p.Results.Result(r.Context(), u.Result)
		if err != nil {
			return err
		}
		page.Uses = append(page.Uses, useRow{u, found.Code, names[u.By]})
	}
	page.Results, err = p.Results.OfDossier(r.Context(), d.ID)
	return err
}

// offer lists what the State holds already and has not been reused or uploaded yet.
func (p *Room) offer(r *http.Request, v *web.Visit, d *dossier.Dossier, page *dossierView, components []procedure.Component) error {
	person, err := p.Dossiers.Person(r.Context(), d.ID)
	if err != nil {
		return err
	}
	missing := slices.DeleteFunc(slices.Clone(components), func(c procedure.Component) bool {
		return slices.ContainsFunc(page.Components, func(row componentRow) bool { return row.Name == c.Name && len(row.Papers) > 0 }) ||
			slices.ContainsFunc(page.Uses, func(u useRow) bool { return u.Component == c.Name })
	})
	page.Held, err = p.Results.Held(r.Context(), person.IDNo, missing, v.Today())
	return err
}

// reuse lets a held result stand for a component.
func (p *Room) reuse(w http.ResponseWriter, r *http.Request) error {
	v, d, err := p.find(r, account.AddPaper)
	if err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	person, err := p.Dossiers.Person(r.Context(), d.ID)
	if err != nil {
		return err
	}
	wish := result.Reuse{
		Result: number[result.ID](form.Get("result")), Component: form.Get("for"), Dossier: d.ID,
		Purpose: tidy(form.Get("purpose")), Consent: form.Get("consent") == "1",
	}
	if _, err := p.Results.Reuse(r.Context(), wish, person.IDNo, v.Stamp(form.Once())); err != nil {
		if again, ok := form.Refused(err); ok {
			return p.showDossier(w, r, v, d, again, http.StatusUnprocessableEntity)
		}
		return err
	}
	http.Redirect(w, r, "/desk/dossiers/"+d.Code+"/papers?done=reused", http.StatusSeeOther)
	return nil
}
