package portal

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/web/layout"
)

// listPage lists procedures.
type listPage struct {
	layout.Frame
	Form   layout.Form
	Event  *event
	Fields []layout.Option
	Levels []layout.Option
	Rows   []offerRow
	Found  int
	Pager  layout.Pager
}

var listTemplate = layout.Parse[listPage](files, "list.html", "parts.html")

const listRows = 20

func (p *Pages) list(w http.ResponseWriter, r *http.Request) error {
	o, err := p.offered(r.Context())
	if err != nil {
		return err
	}
	v := layout.VisitOf(r)
	query := r.URL.Query()
	page := listPage{Form: layout.Form{Values: query}, Fields: fieldOptions(v, o), Levels: levelOptions(v, o)}
	found := o.index.Find(query.Get("q"))
	if at := slices.IndexFunc(events, func(e event) bool { return e.Key == query.Get("event") }); at >= 0 {
		page.Event = &events[at]
		found = o.of(page.Event)
	}
	found = o.narrow(found, query.Get("field"), orgunit.Level(query.Get("level")))
	page.Found = len(found)
	from := (pageOf(query, len(found)) - 1) * listRows
	for _, version := range found[from:min(from+listRows, len(found))] {
		page.Rows = append(page.Rows, row(v, o, version))
	}
	page.Pager = pager(query, from, len(found))
	page.Frame = p.frame(r, page.crumbs(v)...)
	return listTemplate.Render(w, r, http.StatusOK, page)
}

func (page *listPage) crumbs(v *layout.Visit) []layout.Link {
	if page.Event == nil {
		return []layout.Link{{Text: v.T("Thủ tục")}}
	}
	return []layout.Link{{Text: v.T("Thủ tục"), Href: "/procedures"}, {Text: v.T(page.Event.Title)}}
}

// of are the procedures of an event in life, in its order.
func (o *offers) of(e *event) (list []*procedure.Version) {
	for _, code := range e.Codes {
		if version := o.InForce(code, o.day); version != nil {
			list = append(list, version)
		}
	}
	return list
}

func (o *offers) narrow(list []*procedure.Version, field string, level orgunit.Level) (kept []*procedure.Version) {
	for _, version := range list {
		if (field == "" || version.Field == field) && (level == "" || slices.Contains(version.Levels, level)) {
			kept = append(kept, version)
		}
	}
	return kept
}

func fieldOptions(v *layout.Visit, o *offers) []layout.Option {
	list := []layout.Option{{Label: v.T("Mọi lĩnh vực")}}
	for _, field := range o.fields {
		list = append(list, layout.Option{Value: field, Label: field})
	}
	return list
}

func levelOptions(v *layout.Visit, o *offers) []layout.Option {
	list := []layout.Option{{Label: v.T("Mọi cấp")}}
	for _, level := range o.levels {
		list = append(list, layout.Option{Value: string(level), Label: v.T(level.Name())})
	}
	return list
}

// pageOf is the page asked for, the last one when there are fewer.
func pageOf(query url.Values, n int) int {
	asked, _ := strconv.Atoi(query.Get("page")) // none is the first
	return max(1, min(asked, (n+listRows-1)/listRows))
}

func pager(query url.Values, from, n int) layout.Pager {
	at := from/listRows + 1
	address := func(page int) string {
		next := url.Values{}
		for name, values := range query {
			if values[0] != "" && name != "page" {
				next.Set(name, values[0])
			}
		}
		if page > 1 {
			next.Set("page", strconv.Itoa(page))
		}
		if len(next) == 0 {
			return "/procedures"
		}
		return "/procedures?" + next.Encode()
	}
	p := layout.Pager{From: from + 1, To: min(from+listRows, n), Total: n}
	if at > 1 {
		p.Prev = address(at - 1)
	}
	if at > 2 {
		p.First = address(1)
	}
	if p.To < n {
		p.Next = address(at + 1)
	}
	return p
}
