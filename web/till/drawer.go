package till

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// drawerView is the officer's drawer and those of the last month.
type drawerView struct {
	common
	Mine    *payment.Drawer // open
	Counted *payment.Drawer // counted, not handed in
	MayTake bool
	Rows    []*payment.Drawer
	Names   map[account.ID]string
	Takers  []layout.Option // colleagues to whom the money can be handed
}

var drawerPage = layout.Parse[drawerView](files, "drawer.html", "tabs.html")

// monthOfDrawers is how far back the page looks, in days.
const monthOfDrawers = 31

func (t *Till) drawer(w http.ResponseWriter, r *http.Request) error {
	return t.drawers(w, r, layout.Form{})
}

func (t *Till) drawers(w http.ResponseWriter, r *http.Request, form layout.Form) error {
	v := web.VisitOf(r)
	page := drawerView{common: newCommon(v, "/till/drawer", r.URL.Query().Get("done"), form), MayTake: v.May(account.TakeMoney, v.Account.Unit)}
	var err error
	if page.Rows, page.Names, err = t.drawerList(r); err != nil {
		return err
	}
	for _, box := range page.Rows {
		switch {
		case box.Officer != v.Account.ID:
		case box.State == payment.DrawerOpen:
			page.Mine = box
		case box.State == payment.DrawerCounted && page.Counted == nil:
			page.Counted = box
		}
	}
	if page.Counted != nil {
		if page.Takers, err = t.takers(r); err != nil {
			return err
		}
	}
	page.Self = "/till/drawer"
	return drawerPage.Render(w, r, status(form), page)
}

// takers are the people of the same unit.
func (t *Till) takers(r *http.Request) (list []layout.Option, err error) {
	v := web.VisitOf(r)
	found, err := t.Staff.List(r.Context(), account.Query{Unit: v.Account.Unit, Limit: 200})
	for _, a := range found.Rows {
		if a.ID != v.Account.ID && !a.Locked {
			list = append(list, layout.Option{Value: idText(payment.ID(a.ID)), Label: a.Name})
		}
	}
	return list, err
}

func (t *Till) drawerList(r *http.Request) (list []*payment.Drawer, names map[account.ID]string, err error) {
	v := web.VisitOf(r)
	list, err = t.Cash.Drawers(r.Context(), reach(v, account.ReadMoney), calendar.DayOf(v.At)-monthOfDrawers, mostRows)
	if err != nil {
		return nil, nil, err
	}
	var people []account.ID
	for _, box := range list {
		people = append(people, box.Officer, box.To)
	}
	names, err = t.Staff.Names(r.Context(), people...)
	return list, names, err
}

func (t *Till) drawerBook(w http.ResponseWriter, r *http.Request) error {
	list, names, err := t.drawerList(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	return send(w, r, "ket-tien", "Két tiền", []sheet.Column{
		{Title: "Ngày", Kind: sheet.Date}, {Title: "Cán bộ", Width: 26}, {Title: "Đơn vị", Width: 30}, {Title: "Trạng thái"}, {Title: "Tiền lẻ đầu ngày", Kind: sheet.Number},
		{Title: "Theo sổ", Kind: sheet.Number}, {Title: "Kiểm đếm", Kind: sheet.Number}, {Title: "Giải trình", Width: 30}, {Title: "Bàn giao cho", Width: 26}, {Title: "Bàn giao lúc", Kind: sheet.Instant},
	}, each(list, func(d *payment.Drawer) []any {
		return []any{d.Day, names[d.Officer], v.Units.Name(d.Desk), v.T(d.State.Title()), d.Float, d.Expected, d.Counted, d.Explanation, names[d.To], local(d.HandedAt)}
	}))
}

// changeDrawer opens, counts or hands in the drawer of who asks.
func (t *Till) changeDrawer(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	err = t.onDrawer(r, form, web.VisitOf(r).Stamp(form.Once()))
	if again, ok := form.Refused(err); ok {
		return t.drawers(w, r, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/till/drawer?done=drawer", http.StatusSeeOther)
	return nil
}

func (t *Till) onDrawer(r *http.Request, form layout.Form, m account.Stamp) error {
	switch form.Get("do") {
	case "open":
		change, err := dong(form, "change")
		if err != nil {
			return err
		}
		return t.Cash.OpenDrawer(r.Context(), change, m)
	case "count":
		counted, err := dong(form, "counted")
		if err != nil {
			return err
		}
		return t.Cash.CountDrawer(r.Context(), idOf(form.Get("drawer")), counted, words(form, "explanation"), m)
	case "hand-in":
		return t.Cash.HandIn(r.Context(), idOf(form.Get("drawer")), account.ID(idOf(form.Get("to"))), m)
	}
	return refusal.Wrong("", "Chọn việc cần làm với két.")
}
