package admin

import (
	"net/http"
	"slices"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

// unitPage is one unit.
type unitPage struct {
	layout.Frame
	Row     unitRow
	Parent  layout.Link
	Heirs   []layout.Link
	Past    []layout.Link // those that this one took over
	Below   []layout.Link
	Names   []orgunit.Name
	Acts    []layout.Link
	Moments []layout.Moment
	Done    string
}

var unitView = layout.Parse[unitPage](unitFiles, "units_one.html")

// unitActs are the acts upon a unit, in the order of the page.
var unitActs = []struct{ name, title, done string }{
	{"establish", "Lập đơn vị trực thuộc", "Đã lập đơn vị."},
	{"rename", "Đổi tên", "Đã đổi tên."},
	{"move", "Chuyển cấp trên", "Đã chuyển cấp trên."},
	{"merge", "Sáp nhập", "Đã sáp nhập. Hồ sơ đang giải quyết và cán bộ đã chuyển sang đơn vị kế thừa."},
	{"split", "Chia tách", "Đã chia tách. Hồ sơ đang giải quyết và cán bộ ở đơn vị đầu tiên."},
	{"dissolve", "Giải thể", "Đã giải thể. Hồ sơ đang giải quyết và cán bộ đã chuyển sang đơn vị nhận."},
}

func (m Units) showUnit(w http.ResponseWriter, r *http.Request) error {
	u, err := targetUnit(r, account.ReadUnits)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	page := unitPage{Row: newUnitRow(visit, u, 0), Names: u.Names}
	page.Frame = layout.Frame{Crumbs: []layout.Link{{Text: visit.T("Đơn vị"), Href: "/admin/units"}, {Text: u.Name}}}
	page.relatives(visit, u)
	change := visit.May(account.ChangeUnits, u.ID) && u.Lives(visit.Today())
	for _, act := range unitActs {
		whole := u.Parent == 0 && act.name != "establish" && act.name != "rename" // nothing else can be done to the province
		if change && !whole {
			page.Acts = append(page.Acts, layout.Link{Text: visit.T(act.title), Href: unitPath(u.ID) + "/" + act.name})
		}
		if r.URL.Query().Get("done") == act.name {
			page.Done = act.done
		}
	}
	events, err := m.Trail.Of(r.Context(), int64(u.ID))
	if err != nil {
		return err
	}
	page.Moments = unitMoments(visit, events)
	return unitView.Render(w, r, http.StatusOK, page)
}

// relatives are the units above, below, before and after.
func (page *unitPage) relatives(visit *web.Visit, u *orgunit.Unit) {
	link := func(id orgunit.ID) layout.Link { return layout.Link{Text: visit.Units.Name(id), Href: unitPath(id)} }
	if u.Parent != 0 {
		page.Parent = link(u.Parent)
	}
	for _, id := range u.Heirs {
		page.Heirs = append(page.Heirs, link(id))
	}
	for _, other := range visit.Units.All() {
		switch {
		case slices.Contains(other.Heirs, u.ID):
			page.Past = append(page.Past, link(other.ID))
		case other.Parent == u.ID && other.Lives(visit.Today()):
			page.Below = append(page.Below, link(other.ID))
		}
	}
}

// unitMoments is what happened to a unit, the latest first.
func unitMoments(visit *web.Visit, events []audit.Event) (list []layout.Moment) {
	for _, e := range slices.Backward(events) {
		title := e.Act
		for _, act := range unitActs {
			if act.name == e.Act {
				title = visit.T(act.title)
			}
		}
		if e.Act == "establish" {
			title = visit.T("Lập đơn vị")
		}
		moment := layout.Moment{Title: title, Text: unitChange(visit, e.Change), At: e.At}
		if e.Note != "" {
			moment.Text += " " + visit.T("Căn cứ: %s.", e.Note)
		}
		list = append(list, moment)
	}
	return list
}

// unitChange tells the values that an event gave.
func unitChange(visit *web.Visit, change audit.Change) (text string) {
	values, err := change.Values()
	if err != nil {
		return visit.T("nội dung không đọc được")
	}
	if name, ok := values["name"]; ok {
		text += visit.T("Tên: %s.", name.Text()) + " "
	}
	if parent, ok := values["parent"]; ok && parent.Int() != 0 {
		text += visit.T("Cấp trên: %s.", visit.Units.Name(orgunit.ID(parent.Int()))) + " "
	}
	if until, ok := values["until"]; ok && until.Text() != "" {
		if day, err := calendar.ParseDay(until.Text()); err == nil {
			text += visit.T("Kết thúc hết ngày %s.", (day - 1).Vietnamese())
		}
	}
	return text
}
