package review

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/domain/review"
	"cchc/domain/workflow"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// shownMaps is how many maps the list shows: the latest.
const shownMaps = 50

type mapsPage struct {
	layout.Frame
	Tabs  []layout.Link
	Form  layout.Form
	Rows  []mapRow
	Flows []layout.Option
	May   bool
}

type mapRow struct {
	review.Drawn
	Name, By, Href string
	Last           calendar.Day
	Percent        int
}

var mapsView = layout.Parse[mapsPage](files, "maps.html", "tabs.html")

func (p Pages) maps(w http.ResponseWriter, r *http.Request) error {
	last := calendar.DayOf(web.VisitOf(r).At)
	year, _, _ := last.Date()
	first := calendar.MustDay(fmt.Sprintf("%04d-01-01", year))
	form := layout.Filled("from", first.Vietnamese(), "to", last.Vietnamese(), "workflow", r.URL.Query().Get("workflow"))
	return p.renderMaps(w, r, http.StatusOK, form)
}

func (p Pages) renderMaps(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	v := web.VisitOf(r)
	rules, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	drawn, err := p.Office.Maps(r.Context(), shownMaps)
	if err != nil {
		return err
	}
	names, err := p.Names.Names(r.Context(), askers(drawn))
	if err != nil {
		return err
	}
	page := mapsPage{
		Frame: layout.Frame{AsOf: v.At, Self: "/review"}, Tabs: tabs(v, "/review"), Form: form,
		Flows: flowOptions(v, rules), May: v.May(account.WriteReview, v.Account.Unit),
	}
	for _, d := range drawn {
		row := mapRow{Drawn: d, Name: flowName(rules, d.Workflow), By: names[d.By], Href: mapPath(d.Order), Last: d.To - 1}
		if d.Total > 0 {
			row.Percent = d.Seen * 100 / d.Total
		}
		page.Rows = append(page.Rows, row)
	}
	return mapsView.Render(w, r, status, page)
}

func askers(list []review.Drawn) (ids []account.ID) {
	for _, d := range list {
		ids = append(ids, d.By)
	}
	return ids
}

// flowOptions are the workflows that dossiers went or go by, by the names of their procedures.
func flowOptions(v *web.Visit, rules Rules) []layout.Option {
	var list []layout.Option
	for _, f := range rules.Flows() {
		if f.Status != workflow.Published {
			continue
		}
		label := flowName(rules, f.ID) + " · " + v.T("từ %s", f.From.Vietnamese())
		if f.Until != 0 {
			label += " " + v.T("đến %s", (f.Until-1).Vietnamese())
		}
		list = append(list, layout.Option{Value: fmt.Sprint(int64(f.ID)), Label: label})
	}
	slices.SortFunc(list, func(a, b layout.Option) int { return cmp.Compare(vntext.SortKey(a.Label), vntext.SortKey(b.Label)) })
	return list
}

// flowName is the procedure that a workflow is of.
func flowName(rules Rules, id workflow.ID) string {
	f := rules.Workflow(id)
	if f == nil {
		return fmt.Sprint(int64(id))
	}
	if v := rules.InForce(f.Procedure, f.From); v != nil {
		return v.Name + " (" + f.Procedure + ")"
	}
	return f.Name + " (" + f.Procedure + ")"
}

func mapPath(o review.Order) string {
	return fmt.Sprintf("/review/maps/%d/%s/%s", int64(o.Workflow), o.From, o.To-1)
}

// ask puts a map into the queue.
func (p Pages) ask(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	o, err := orderOf(form)
	if err == nil {
		err = p.Office.Ask(r.Context(), o, v.Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		return p.renderMaps(w, r, layout.StatusOf(err), bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, mapPath(o), http.StatusSeeOther)
	return nil
}

func orderOf(form layout.Form) (o review.Order, err error) {
	var faults refusal.List
	day := func(name string) calendar.Day {
		y, m, d, err := vntext.ParseDate(form.Get(name))
		if err != nil {
			faults = append(faults, refusal.Wrong(name, "Ngày không đọc được; viết như 30/12/2022."))
			return 0
		}
		return calendar.On(y, m, d)
	}
	o.From, o.To = day("from"), day("to")+1
	if o.Workflow = web.Number[workflow.ID](form.Get("workflow")); o.Workflow == 0 {
		faults = append(faults, refusal.Wrong("workflow", "Chưa chọn quy trình."))
	}
	if err := faults.OrNil(); err != nil {
		return o, err
	}
	return o, o.Check()
}
