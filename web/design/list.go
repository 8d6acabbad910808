package design

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"cchc/domain/account"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

type listPage struct {
	layout.Frame
	Tabs      []layout.Link
	Form      layout.Form // the filter
	New       layout.Form
	Standings []layout.Option
	Rows      []row
	Pager     layout.Pager
	Change    bool
}

// row is a workflow in a list.
type row struct {
	*workflow.Version
	ProcedureName, CaseName string
	Standing                string
	Longest, Legal          string
	Over                    bool
	key                     string
}

var listView = layout.Parse[listPage](files, "list.html", "parts.html")

func (p Room) showList(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	return p.list(w, r, http.StatusOK, form, layout.Form{})
}

func (p Room) list(w http.ResponseWriter, r *http.Request, status int, form, fresh layout.Form) error {
	visit := web.VisitOf(r)
	found, err := p.find(r.Context(), visit, form)
	if err != nil {
		return err
	}
	page := listPage{
		Frame: layout.Frame{AsOf: visit.At, Self: "/admin/workflows"}, Tabs: tabs(visit), Form: form, New: fresh,
		Standings: standingOptions(visit), Change: p.may(visit, account.ChangeRules),
	}
	page.Rows, page.Pager = paged(r.URL.Query(), found)
	return listView.Render(w, r, status, page)
}

func standingOptions(visit *web.Visit) []layout.Option {
	list := []layout.Option{{Label: visit.T("Mọi tình trạng")}}
	for _, s := range []string{procedure.Written.Title(), "Chờ phê duyệt", "Đã phê duyệt", procedure.Coming.Title(), procedure.InForce.Title(), procedure.Over.Title()} {
		list = append(list, layout.Option{Value: s, Label: visit.T(s)})
	}
	return list
}

// find lists the workflows that a filter asks for, by procedure, case, number.
func (p Room) find(ctx context.Context, visit *web.Visit, form layout.Form) (list []row, err error) {
	flows, err := p.Flows.All(ctx)
	if err != nil {
		return nil, err
	}
	all, err := p.Catalogue.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	words := vntext.Words(form.Get("q"))
	for _, f := range flows {
		one := newRow(visit, all, f)
		folded := " " + strings.Join(vntext.Words(f.Procedure+" "+f.Name+" "+one.ProcedureName), " ")
		missing := func(word string) bool { return !strings.Contains(folded, " "+word) }
		if slices.ContainsFunc(words, missing) || form.Get("standing") != "" && one.Standing != form.Get("standing") {
			continue
		}
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b row) int { return cmp.Compare(a.key, b.key) })
	return list, nil
}

func newRow(visit *web.Visit, all *procedure.Catalogue, f *workflow.Version) row {
	one := row{Version: f, Standing: standing(visit, f), key: fmt.Sprintf("%s-%04d-%04d", f.Procedure, f.Case, f.Number), CaseName: visit.T("Mọi trường hợp")}
	if e := all.Entry(f.Procedure); e != nil {
		now := e.Now(visit.Today())
		one.ProcedureName = now.Name
		if c := now.Case(f.Case); c != nil {
			one.CaseName = c.Name
		}
	}
	legal := legalTime(visit, all, f)
	path, _ := f.Longest()
	one.Longest, one.Over = timeWords(visit, path.Minutes), legal > 0 && path.Minutes > legal
	if legal > 0 {
		one.Legal = timeWords(visit, legal)
	}
	return one
}

const onAPage = 50

// paged cuts the page behind ?after= out of the list, which is in memory as a whole.
func paged(query url.Values, all []row) ([]row, layout.Pager) {
	start := 0
	if after := query.Get("after"); after != "" {
		if start = slices.IndexFunc(all, func(one row) bool { return one.key > after }); start < 0 {
			start = len(all)
		}
	}
	end := min(start+onAPage, len(all))
	pager := layout.Pager{From: start + 1, To: end, Total: len(all), Excel: listAt("/admin/workflows.xlsx", query, "")}
	if start > 0 {
		pager.First = listAt("/admin/workflows", query, "")
		pager.Prev = pager.First
		if start > onAPage {
			pager.Prev = listAt("/admin/workflows", query, all[start-onAPage-1].key)
		}
	}
	if end < len(all) {
		pager.Next = listAt("/admin/workflows", query, all[end-1].key)
	}
	return all[start:end], pager
}

// listAt is the list with the same filter behind a key.
func listAt(path string, query url.Values, after string) string {
	kept := url.Values{}
	for _, name := range []string{"q", "standing"} {
		if query.Get(name) != "" {
			kept.Set(name, query.Get(name))
		}
	}
	if after != "" {
		kept.Set("after", after)
	}
	if len(kept) == 0 {
		return path
	}
	return path + "?" + kept.Encode()
}

// draft begins the next version of a workflow.
func (p Room) draft(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	code, err := procedure.NormalCode(form.Get("procedure"))
	var f workflow.Version
	if err == nil {
		f, err = p.Flows.Draft(r.Context(), code, web.Number[int](form.Get("case")), visit.Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		return p.list(w, r, layout.StatusOf(err), layout.Form{}, onField(bad, "procedure"))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, address(f.ID)+"/edit", http.StatusSeeOther)
	return nil
}

// onField puts every refusal of a form at one of its fields; "" above the form.
func onField(form layout.Form, name string) layout.Form {
	form.Errors = slices.Clone(form.Errors)
	for i, no := range form.Errors {
		plain := *no
		plain.Field, plain.Row = name, 0
		form.Errors[i] = &plain
	}
	return form
}
