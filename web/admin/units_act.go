package admin

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// unitActPage asks for an act upon a unit; when it was filled in it tells what would
// happen, and asks once more.
type unitActPage struct {
	layout.Frame
	Unit   *orgunit.Unit
	Act    string
	Title  string
	Form   layout.Form
	Units  []layout.Option // every living unit but this one
	Peers  []layout.Option // those of its block
	Levels []layout.Option
	Blocks []layout.Option
	Dry    *dryRun
	Hidden []layout.Link // name and value of what was filled in
}

// dryRun is what an act would do.
type dryRun struct {
	Rows             []changedUnit
	Dossiers, People int
}

// changedUnit is one unit and what becomes of it.
type changedUnit struct{ Act, Unit, Code, What string }

var unitActView = layout.Parse[unitActPage](unitFiles, "units_act.html")

func (m Units) askAct(w http.ResponseWriter, r *http.Request) error {
	u, err := targetUnit(r, account.ChangeUnits)
	if err != nil {
		return err
	}
	form := layout.Filled("on", web.VisitOf(r).Today().Vietnamese(), "level", string(u.Level), "block", string(u.Block))
	return m.renderAct(w, r, u, http.StatusOK, unitActPage{Form: form})
}

// doAct tells first what an act would do; confirmed, it does it.
func (m Units) doAct(w http.ResponseWriter, r *http.Request) error {
	u, err := targetUnit(r, account.ChangeUnits)
	if err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit, confirmed := web.VisitOf(r), form.Get("confirm") == "1"
	done, err := m.carryOut(r, u, form, !confirmed)
	if refused, ok := form.Refused(err); ok {
		return m.renderAct(w, r, u, layout.StatusOf(err), unitActPage{Form: refused})
	}
	if err != nil {
		return err
	}
	if confirmed {
		http.Redirect(w, r, unitPath(u.ID)+"?done="+r.PathValue("act"), http.StatusSeeOther)
		return nil
	}
	page := unitActPage{Form: form, Dry: &dryRun{Dossiers: done.Dossiers, People: done.People}}
	for _, c := range done.Changes {
		page.Dry.Rows = append(page.Dry.Rows, newChangedUnit(visit, c, done.Changes))
	}
	for _, name := range []string{"basis", "on", "name", "code", "level", "block", "parent", "others", "into", "parts", "heir"} {
		for _, value := range form.Values[name] {
			page.Hidden = append(page.Hidden, layout.Link{Text: name, Href: value})
		}
	}
	return m.renderAct(w, r, u, http.StatusOK, page)
}

// carryOut reads the act and does it, or tries it.
func (m Units) carryOut(r *http.Request, u *orgunit.Unit, form layout.Form, dry bool) (done orgunit.Reorganisation, err error) {
	visit := web.VisitOf(r)
	wish := unitWish{visit: visit, form: form, unit: u, basis: strings.TrimSpace(form.Get("basis"))}
	if wish.basis == "" {
		return done, refusal.Wrong("basis", "Phải ghi số văn bản làm căn cứ.")
	}
	stamp := visit.Stamp(form.Once())
	if stamp.On = dayField(form, "on"); stamp.On == 0 {
		return done, refusal.Wrong("on", "Ngày hiệu lực không đọc được; ví dụ đúng: 01/07/2025.")
	}
	wish.on = stamp.On
	act, err := wish.act(r.PathValue("act"))
	if err != nil {
		return done, err
	}
	return m.Tree.Rearrange(r.Context(), act, stamp, dry)
}

func (m Units) renderAct(w http.ResponseWriter, r *http.Request, u *orgunit.Unit, status int, page unitActPage) error {
	visit := web.VisitOf(r)
	page.Unit, page.Act = u, r.PathValue("act")
	at := slices.IndexFunc(unitActs, func(a struct{ name, title, done string }) bool { return a.name == page.Act })
	if at < 0 {
		return refusal.Missing("Không có việc này đối với đơn vị.")
	}
	page.Title = visit.T(unitActs[at].title)
	page.Frame = layout.Frame{Self: unitPath(u.ID) + "/" + page.Act, Crumbs: []layout.Link{
		{Text: visit.T("Đơn vị"), Href: "/admin/units"}, {Text: u.Name, Href: unitPath(u.ID)}, {Text: page.Title}}}
	page.choices(visit)
	return unitActView.Render(w, r, status, page)
}

// choices fills the lists of the form.
func (page *unitActPage) choices(visit *web.Visit) {
	own := text(int64(page.Unit.ID))
	page.Units = append([]layout.Option{{Label: visit.T("Chọn đơn vị")}}, slices.DeleteFunc(unitOptions(visit, account.ChangeUnits), func(o layout.Option) bool { return o.Value == own })...)
	for _, u := range visit.Units.All() {
		if u.ID != page.Unit.ID && u.Block == page.Unit.Block && u.Level == page.Unit.Level && u.Lives(visit.Today()) && visit.May(account.ChangeUnits, u.ID) {
			page.Peers = append(page.Peers, layout.Option{Value: text(int64(u.ID)), Label: u.Name + " (" + u.Code + ")"})
		}
	}
	for _, level := range orgunit.Levels {
		page.Levels = append(page.Levels, layout.Option{Value: string(level), Label: visit.T(level.Name())})
	}
	for _, block := range blocks {
		page.Blocks = append(page.Blocks, layout.Option{Value: string(block), Label: visit.T(block.Title())})
	}
}

// newChangedUnit tells what becomes of one unit.
func newChangedUnit(visit *web.Visit, c orgunit.Change, all []orgunit.Change) changedUnit {
	row := changedUnit{Act: visit.T("Lập mới"), Unit: c.After.Name, Code: c.After.Code}
	name := func(id orgunit.ID) string {
		for _, other := range all {
			if other.After.ID == id {
				return other.After.Name
			}
		}
		return visit.Units.Name(id)
	}
	switch {
	case c.Before == nil:
		row.What = visit.T("Từ ngày %s, trực thuộc %s.", c.After.From.Vietnamese(), name(c.After.Parent))
	case c.After.Until != c.Before.Until:
		heirs := make([]string, len(c.After.Heirs))
		for i, id := range c.After.Heirs {
			heirs[i] = name(id)
		}
		row.Act, row.What = visit.T("Chấm dứt"), visit.T("Hết ngày %s; kế thừa: %s.", lastDay(c.After.Until), strings.Join(heirs, ", "))
	case c.After.Parent != c.Before.Parent:
		row.Act, row.What = visit.T("Chuyển cấp trên"), visit.T("Từ %s sang %s.", visit.Units.Name(c.Before.Parent), name(c.After.Parent))
	default:
		row.Act, row.Unit, row.What = visit.T("Đổi tên"), c.Before.Name, visit.T("Tên mới: %s.", c.After.Name)
	}
	return row
}

func lastDay(until calendar.Day) string { return cmp.Or((until - 1).Vietnamese(), "–") }
