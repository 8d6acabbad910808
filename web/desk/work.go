package desk

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/web"
	"cchc/web/layout"
)

// workView is the open steps of an officer.
type workView struct {
	layout.Frame
	Form    layout.Form
	Tabs    []tab
	Filters []layout.Option
	Tab     string
	Here    string // address of the list
	Rows    []row
	Pager   layout.Pager
	Results []result
	Nothing layout.Empty    // what an empty list says: a tab that has work
	Staff   []layout.Option // to whom a leader may give steps
	Asked   bool            // the rows are requests of other agencies
	absent  []account.ID    // for whom the visitor stands in
}

type tab struct {
	layout.Link
	N    int
	More bool
}

// result is what became of one row of an act upon several.
type result struct {
	Code string
	Note layout.Note
}

var workPage = layout.Parse[workView](files, "work.html")

const (
	workLimit  = 50
	mostToTell = 1000 // a tab says "1000+" beyond
)

// tabs of my work: whose steps.
var workTabs = []layout.Option{{Value: "mine", Label: "Của tôi"}, {Value: "free", Label: "Chưa ai nhận"}, {Value: "all", Label: "Cả cơ quan"}, askedTab}

// askedTab lists what other agencies ask of the visitor's office.
var askedTab = layout.Option{Value: "asked", Label: "Được hỏi ý kiến"}

// workFilters are how urgent.
var workFilters = []layout.Option{{Value: "", Label: "Đang chạy"}, {Value: "overdue", Label: "Quá hạn"}, {Value: "soon", Label: "Sắp đến hạn"}, {Value: "paused", Label: "Tạm dừng"}}

func (d *Desk) work(w http.ResponseWriter, r *http.Request) error {
	page, err := d.workView(r)
	if err != nil {
		return err
	}
	return workPage.Render(w, r, http.StatusOK, page)
}

// workView reads the list that the address asks for.
func (d *Desk) workView(r *http.Request) (workView, error) {
	v := web.VisitOf(r)
	query := r.URL.Query()
	page := workView{Form: layout.Form{Values: query}, Tab: chosen(query.Get("tab"), workTabs)}
	page.AsOf = v.At
	rules, err := d.Rules(r.Context())
	if err != nil {
		return page, err
	}
	if page.absent, err = d.Counter.StandsIn(r.Context(), v.Stamp("")); err != nil {
		return page, err
	}
	q := workQuery(v, rules, query, page.absent...)
	list, err := d.listTab(r, q, page.Tab)
	if err != nil {
		return page, err
	}
	page.Here = "/desk/work?" + query.Encode()
	page.Pager.Excel = "/desk/work.xlsx?" + without(query, "after")
	if len(list) == q.Limit {
		list = list[:q.Limit-1]
		page.Pager.Next = "/desk/work?" + with(query, "after", keyText(list[len(list)-1].Key()))
	}
	if query.Has("after") {
		page.Pager.First = "/desk/work?" + without(query, "after")
	}
	page.Rows, page.Asked = rows(v, rules, list), page.Tab == askedTab.Value
	if err := d.assigning(r, &page); err != nil {
		return page, err
	}
	if err := d.holders(r, &page); err != nil {
		return page, err
	}
	page.Filters = marked(query.Get("due"), slices.Clone(workFilters))
	return page, d.workTabs(r, rules, &page)
}

// workTabs counts what each tab would show.
func (d *Desk) workTabs(r *http.Request, rules Rules, page *workView) error {
	v, query := web.VisitOf(r), r.URL.Query()
	query.Del("after")
	page.Nothing.Title = v.T("Không có việc nào ở đây")
	for _, t := range workTabs {
		query.Set("tab", t.Value)
		n, err := d.countTab(r, workQuery(v, rules, query, page.absent...), t.Value)
		if err != nil {
			return err
		}
		link := layout.Link{Text: v.T(t.Label), Href: "/desk/work?" + query.Encode(), Here: t.Value == page.Tab}
		if n > 0 && !link.Here && page.Nothing.Next.Href == "" {
			page.Nothing.Next = layout.Link{Text: v.T("Xem “%s”", link.Text), Href: link.Href}
		}
		page.Tabs = append(page.Tabs, tab{link, min(n, mostToTell), n > mostToTell})
	}
	return nil
}

// workQuery is the address as a query: only steps of one's own office and, where nobody
// has them yet, of one's own roles.
func workQuery(v *web.Visit, rules Rules, query url.Values, absent ...account.ID) dossier.WorkQuery {
	units, _ := v.Reach(account.ProcessDossier)
	q := dossier.WorkQuery{Units: units, Words: fold(query.Get("q")), Limit: workLimit + 1, After: parseKey(query.Get("after"))}
	switch chosen(query.Get("tab"), workTabs) {
	case "mine":
		q.Holders = append([]account.ID{v.Account.ID}, absent...)
	case "free":
		q.Free, q.Roles = true, v.Account.Roles
	}
	cal := rules.Calendar(v.Account.Unit)
	switch query.Get("due") {
	case "overdue":
		q.DueTill = v.At.Add(-time.Second)
	case "soon":
		q.DueFrom, q.DueTill = v.At.Add(-time.Second), (cal.AddWorkDays(calendar.DayOf(v.At), soonDays) + 1).Start()
	case "paused":
		q.Paused = true
	}
	return q
}

// holders names who has the steps.
func (d *Desk) holders(r *http.Request, page *workView) error {
	held := func(l dossier.Listed) account.ID {
		for _, w := range l.Open {
			if w.Step == l.Step {
				return w.Holder
			}
		}
		return 0
	}
	var ids []account.ID
	for _, row := range page.Rows {
		ids = append(ids, held(row.listed))
	}
	names, err := d.Counter.Names(r.Context(), ids)
	for i := range page.Rows {
		row := &page.Rows[i]
		row.Holder, row.Pick = names[held(row.listed)], fmt.Sprintf("%s:%d", row.Code, row.listed.Step)
	}
	return err
}

// assigning lists to whom a leader may give steps.
func (d *Desk) assigning(r *http.Request, page *workView) error {
	v := web.VisitOf(r)
	if !v.MayAnywhere(account.DelegateWork) {
		return nil
	}
	staff, err := d.officeStaff(r)
	page.Staff = (&scene{Visit: v, staff: staff}).colleagues()
	return err
}

// listTab reads what a tab shows: open steps, or requests of other agencies.
func (d *Desk) listTab(r *http.Request, q dossier.WorkQuery, tab string) ([]dossier.Listed, error) {
	if tab == askedTab.Value {
		return d.Lists.Requests(r.Context(), q)
	}
	return d.Lists.Work(r.Context(), q)
}

func (d *Desk) countTab(r *http.Request, q dossier.WorkQuery, tab string) (int, error) {
	if tab == askedTab.Value {
		return d.Lists.CountRequests(r.Context(), q, mostToTell+1)
	}
	return d.Lists.CountWork(r.Context(), q, mostToTell+1)
}

// chosen is a value that is in a list, or the first of the list.
func chosen(value string, list []layout.Option) string {
	for _, o := range list {
		if o.Value == value {
			return value
		}
	}
	return list[0].Value
}

func with(query url.Values, name, value string) string {
	more := url.Values{}
	for k, list := range query {
		more[k] = list
	}
	more.Set(name, value)
	return more.Encode()
}

func without(query url.Values, name string) string {
	less := url.Values{}
	for k, list := range query {
		if k != name {
			less[k] = list
		}
	}
	return less.Encode()
}

// keyText is the key of a page in an address.
func keyText(k dossier.WorkKey) string {
	return fmt.Sprintf("%d.%d.%d", k.Due.Unix(), int64(k.Dossier), k.Step)
}

func parseKey(s string) (k dossier.WorkKey) {
	var due, id int64
	if n, _ := fmt.Sscanf(s, "%d.%d.%d", &due, &id, &k.Step); n != 3 {
		return dossier.WorkKey{}
	}
	k.Due, k.Dossier = time.Unix(due, 0), dossier.ID(id)
	return k
}
