package papers

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/domain/result"
	"cchc/web"
	"cchc/web/layout"
)

// issueView enters a result: of a dossier, or one on paper from before.
type issueView struct {
	layout.Frame
	Form  layout.Form
	Title string
	Code  string // of the dossier, "" for one from before
	Kinds []layout.Option
	Facts []layout.Fact
}

var issuePage = layout.Parse[issueView](files, "issue.html")

// issuing is the form for the result of a dossier.
func (p *Room) issuing(w http.ResponseWriter, r *http.Request) error {
	v, d, err := p.find(r, account.IssueResult)
	if err != nil {
		return err
	}
	return p.showIssue(w, r, v, d, layout.Filled("issued", v.Today().Vietnamese()), http.StatusOK)
}

// entering is the form for a result on paper.
func (p *Room) entering(w http.ResponseWriter, r *http.Request) error {
	return p.showIssue(w, r, web.VisitOf(r), nil, layout.Form{}, http.StatusOK)
}

func (p *Room) showIssue(w http.ResponseWriter, r *http.Request, v *web.Visit, d *dossier.Dossier, form layout.Form, status int) error {
	page := issueView{Form: form, Title: v.T("Ghi kết quả giấy có trước vào sổ")}
	page.Self, page.AsOf = "/papers/results/new", v.At
	page.Crumbs = []layout.Link{{Text: v.T("Sổ kết quả"), Href: "/papers/results"}, {Text: page.Title}}
	issuing := ""
	if d != nil {
		rules, err := p.Rules(r.Context())
		if err != nil {
			return err
		}
		person, err := p.Dossiers.Person(r.Context(), d.ID)
		if err != nil {
			return err
		}
		page.Code, page.Title, page.Self = d.Code, v.T("Cấp kết quả, ghi sổ"), "/desk/dossiers/"+d.Code+"/result"
		page.Crumbs = []layout.Link{{Text: d.Code, Href: "/desk/dossiers/" + d.Code}, {Text: page.Title}}
		page.Facts = []layout.Fact{{Name: v.T("Người được cấp"), Value: person.Name}, {Name: v.T("Số giấy tờ"), Value: person.IDNo}}
		if version := rules.Procedure(d.Procedure); version != nil {
			issuing = version.Code
			page.Facts = append(page.Facts, layout.Fact{Name: v.T("Thủ tục"), Value: version.Name})
		}
	}
	kinds, err := p.Results.Kinds(r.Context())
	if err != nil {
		return err
	}
	page.Kinds = kindOptions(v, kinds, issuing, form.Get("kind"))
	return issuePage.Render(w, r, status, page)
}

// kindOptions are the kinds in force, those that the procedure issues first.
func kindOptions(v *web.Visit, kinds []*result.Kind, code, chosen string) []layout.Option {
	inForce := slices.DeleteFunc(slices.Clone(kinds), func(k *result.Kind) bool { return !k.InForce(v.Today()) })
	slices.SortStableFunc(inForce, func(a, b *result.Kind) int { return rank(b, code) - rank(a, code) })
	list := []layout.Option{{Label: v.T("– chọn –")}}
	for i, k := range inForce {
		value := strconv.FormatInt(int64(k.ID), 10)
		list = append(list, layout.Option{Value: value, Label: k.Name, Chosen: value == chosen || chosen == "" && i == 0 && k.Issues(code)})
	}
	return list
}

func rank(k *result.Kind, code string) int {
	if k.Issues(code) {
		return 1
	}
	return 0
}

func (p *Room) issue(w http.ResponseWriter, r *http.Request) error {
	v, d, err := p.find(r, account.IssueResult)
	if err != nil {
		return err
	}
	person, err := p.Dossiers.Person(r.Context(), d.ID)
	if err != nil {
		return err
	}
	rules, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	e := result.Entry{Unit: d.Unit, Holder: result.Holder{Name: person.Name, Born: person.Born, IDNo: person.IDNo}}
	e.Issue.Dossier = d.ID
	if version := rules.Procedure(d.Procedure); version != nil {
		e.Procedure = version.Code
	}
	return p.enterOne(w, r, v, d, e)
}

func (p *Room) enter(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	return p.enterOne(w, r, v, nil, result.Entry{Unit: v.Units.Office(v.Account.Unit)})
}

func (p *Room) enterOne(w http.ResponseWriter, r *http.Request, v *web.Visit, d *dossier.Dossier, e result.Entry) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	kinds, err := p.Results.Kinds(r.Context())
	if err != nil {
		return err
	}
	faults := fillEntry(&e, form, kinds, d == nil)
	var made result.Result
	if err = faults.OrNil(); err == nil {
		made, err = p.Results.Issue(r.Context(), e, v.Stamp(form.Once()))
	}
	if err != nil {
		if again, ok := form.Refused(err); ok {
			return p.showIssue(w, r, v, d, again, http.StatusUnprocessableEntity)
		}
		return err
	}
	http.Redirect(w, r, fmt.Sprintf("/papers/results/%d?done=issued", made.ID), http.StatusSeeOther)
	return nil
}

// fillEntry reads what was typed; of one from before the holder too.
func fillEntry(e *result.Entry, form layout.Form, kinds []*result.Kind, before bool) (faults refusal.List) {
	id := number[result.KindID](form.Get("kind"))
	if at := slices.IndexFunc(kinds, func(k *result.Kind) bool { return k.ID == id }); at >= 0 {
		e.Kind = *kinds[at]
	}
	e.Symbol = tidy(form.Get("symbol"))
	var ok bool
	if e.Issued, ok = dayOr(form.Get("issued"), 0); !ok {
		faults = append(faults, refusal.Wrong("issued", "Ngày “%s” không đọc được; viết như 26/12/2022.", form.Get("issued")))
	}
	if e.Until, ok = dayOr(form.Get("until"), 0); !ok {
		faults = append(faults, refusal.Wrong("until", "Ngày “%s” không đọc được; viết như 26/12/2022.", form.Get("until")))
	}
	if before {
		e.Issue.Procedure = tidy(form.Get("procedure"))
		e.Holder = result.Holder{Name: tidy(form.Get("name")), Born: tidy(form.Get("born")), IDNo: tidy(form.Get("card"))}
		if e.Holder.Name == "" {
			faults = append(faults, refusal.Wrong("name", "Chưa có họ tên người được cấp."))
		}
	}
	return faults
}
