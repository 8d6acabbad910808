package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// rulesOnAPage is as many as a screen of officers' lists shows.
const rulesOnAPage = 50

type proceduresPage struct {
	layout.Frame
	Tabs      []layout.Link
	Form      layout.Form // the filter
	New       layout.Form // code of a new procedure
	Fields    []layout.Option
	Levels    []layout.Option
	Standings []layout.Option
	Rows      []procedureRow
	Pager     layout.Pager
	Change    bool
}

// procedureRow is a procedure as lists show it: the version that matters now.
type procedureRow struct {
	*procedure.Version
	Levels, Limits, Standing string
	Drafted                  bool // a draft stands beside it
}

var proceduresView = layout.Parse[proceduresPage](ruleFiles, "procedures.html", "procedures_tabs.html")

func (p Rules) showProcedures(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	return p.listProcedures(w, r, http.StatusOK, form, layout.Form{})
}

// listProcedures shows the list, beside what was wrong with a new code.
func (p Rules) listProcedures(w http.ResponseWriter, r *http.Request, status int, form, fresh layout.Form) error {
	visit := web.VisitOf(r)
	all, err := p.Catalogue.Catalogue(r.Context())
	if err != nil {
		return err
	}
	page := proceduresPage{
		Frame: layout.Frame{AsOf: visit.At, Self: "/admin/procedures"}, Tabs: ruleTabs(visit, "/admin/procedures"), Form: form, New: fresh,
		Fields: fieldOptions(visit, all), Levels: levelOptions(visit), Standings: standingOptions(visit), Change: p.may(visit, account.ChangeRules),
	}
	found := all.Find(procedureQuery(visit, form))
	shown, pager := paged(r, found, func(e *procedure.Entry) string { return e.Code })
	pager.Excel = at("/admin/procedures.xlsx", r.URL.Query(), "after", "")
	page.Pager = pager
	for _, e := range shown {
		page.Rows = append(page.Rows, newProcedureRow(visit, e))
	}
	return proceduresView.Render(w, r, status, page)
}

func procedureQuery(visit *web.Visit, form layout.Form) procedure.Query {
	return procedure.Query{
		Words: form.Get("q"), Field: form.Get("field"), Level: orgunit.Level(form.Get("level")),
		Standing: procedure.Standing(form.Get("standing")), On: visit.Today(),
	}
}

// paged cuts the page behind ?after= out of a list that is sorted by key. The lists of
// rules are in memory as a whole, so the page before is known as well.
func paged[E any](r *http.Request, all []E, key func(E) string) ([]E, layout.Pager) {
	query, start := r.URL.Query(), 0
	if after := query.Get("after"); after != "" {
		start = slices.IndexFunc(all, func(e E) bool { return key(e) > after })
		if start < 0 {
			start = len(all)
		}
	}
	end := min(start+rulesOnAPage, len(all))
	pager := layout.Pager{From: start + 1, To: end, Total: len(all)}
	if start > 0 {
		pager.First = at(r.URL.Path, query, "after", "")
		pager.Prev = pager.First
		if start > rulesOnAPage {
			pager.Prev = at(r.URL.Path, query, "after", key(all[start-rulesOnAPage-1]))
		}
	}
	if end < len(all) {
		pager.Next = at(r.URL.Path, query, "after", key(all[end-1]))
	}
	return all[start:end], pager
}

// at is an address with one value of its query changed.
func at(path string, query url.Values, name, value string) string {
	changed := url.Values{}
	for n, v := range query {
		if n != name && n != "lang" {
			changed[n] = v
		}
	}
	if value != "" {
		changed.Set(name, value)
	}
	return (&url.URL{Path: path, RawQuery: changed.Encode()}).String()
}

func newProcedureRow(visit *web.Visit, e *procedure.Entry) procedureRow {
	v := e.Now(visit.Today())
	row := procedureRow{Version: v, Standing: v.Standing(visit.Today()).Title(), Drafted: e.Draft() != nil && e.Draft() != v}
	var levels []string
	for _, l := range v.Levels {
		levels = append(levels, visit.T(l.Name()))
	}
	row.Levels = strings.Join(levels, ", ")
	var limits []string
	for _, o := range v.Offers {
		if words := limitWords(visit, o.Limit); !slices.Contains(limits, words) {
			limits = append(limits, words)
		}
	}
	row.Limits = strings.Join(limits, "; ")
	return row
}

// exportProcedures is the list on the screen, all its pages, as a workbook.
func (p Rules) exportProcedures(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	all, err := p.Catalogue.Catalogue(r.Context())
	if err != nil {
		return err
	}
	rows := func(yield func([]any) bool) {
		for _, e := range all.Find(procedureQuery(visit, form)) {
			row := newProcedureRow(visit, e)
			if !yield([]any{row.Code, row.Name, row.Field, row.Levels, row.Limits, row.Number, row.From, visit.T(row.Standing)}) {
				return
			}
		}
	}
	columns := []sheet.Column{
		{Title: visit.T("Mã")}, {Title: visit.T("Tên thủ tục"), Width: 60}, {Title: visit.T("Lĩnh vực"), Width: 24}, {Title: visit.T("Cấp thực hiện"), Width: 24},
		{Title: visit.T("Thời hạn"), Width: 28}, {Title: visit.T("Phiên bản"), Kind: sheet.Number}, {Title: visit.T("Hiệu lực từ"), Kind: sheet.Date}, {Title: visit.T("Tình trạng"), Width: 18},
	}
	return web.Workbook(w, visit, "thu-tuc.xlsx", []sheet.Sheet{sheet.Sheet{Name: visit.T("Thủ tục"), Columns: columns, Rows: rows}},
		sheet.Pair{Key: visit.T("Tìm"), Value: form.Get("q")}, sheet.Pair{Key: visit.T("Lĩnh vực"), Value: form.Get("field")},
		sheet.Pair{Key: visit.T("Cấp thực hiện"), Value: form.Get("level")}, sheet.Pair{Key: visit.T("Tình trạng"), Value: form.Get("standing")})
}

func fieldOptions(visit *web.Visit, all *procedure.Catalogue) []layout.Option {
	list := []layout.Option{{Label: visit.T("Mọi lĩnh vực")}}
	for _, name := range all.Fields() {
		list = append(list, layout.Option{Value: name, Label: name})
	}
	return list
}

func levelOptions(visit *web.Visit) []layout.Option {
	list := []layout.Option{{Label: visit.T("Mọi cấp")}}
	for _, l := range orgunit.Levels {
		list = append(list, layout.Option{Value: string(l), Label: visit.T(l.Name())})
	}
	return list
}

func standingOptions(visit *web.Visit) []layout.Option {
	list := []layout.Option{{Label: visit.T("Mọi tình trạng")}}
	for _, s := range procedure.Standings {
		list = append(list, layout.Option{Value: string(s), Label: visit.T(s.Title())})
	}
	return list
}

// draftProcedure begins the next version of a procedure, or a new one.
func (p Rules) draftProcedure(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	v, err := p.Drafting.Draft(r.Context(), form.Get("code"), visit.Stamp(form.Once()))
	if bad, ok := form.Refused(err); ok {
		return p.listProcedures(w, r, layout.StatusOf(err), layout.Form{}, bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/admin/procedures/"+v.Code+"/edit", http.StatusSeeOther)
	return nil
}

func text(n int64) string { return strconv.FormatInt(n, 10) }
