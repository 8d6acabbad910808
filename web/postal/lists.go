package postal

import (
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// homeView is the lists of one's units, and what waits to be put on one.
type homeView struct {
	common
	Rows     []listRow
	Bring    int  // dossiers received here whose papers are on no list
	MayIn    bool // one sits at a point
	MayOut   bool // one sits at a desk
	Points   []layout.Option
	Pager    layout.Pager
	OnlyOpen bool
}

// listRow is a list as tables show it.
type listRow struct {
	*postal.List
	FromName, ToName string
}

var homePage = layout.Parse[homeView](files, "home.html", "tabs.html")

func (p *Room) home(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	return p.homeList(w, r, form)
}

func (p *Room) homeList(w http.ResponseWriter, r *http.Request, form layout.Form) (err error) {
	v := web.VisitOf(r)
	page := homeView{common: newCommon(v, "/postal", form.Get("done"), form), OnlyOpen: form.Get("all") == ""}
	q := postal.Query{Before: web.Number[postal.ID](form.Get("before")), Limit: onePage + 1, Open: page.OnlyOpen}
	found, err := p.Lists.Lists(r.Context(), reach(v, account.ReadPost), q)
	if err != nil {
		return err
	}
	page.Pager.Excel = "/postal/lists.xlsx"
	if len(found) > onePage {
		found = found[:onePage]
		page.Pager.Next = "/postal?all=" + form.Get("all") + "&before=" + strconv.FormatInt(int64(found[onePage-1].ID), 10)
	}
	if q.Before != 0 {
		page.Pager.First = "/postal?all=" + form.Get("all")
	}
	page.Rows = rowsOf(v, found)
	here := v.Units.Unit(v.Account.Unit)
	page.MayIn = here != nil && here.Block.Helps() && v.May(account.CarryPost, here.ID)
	page.MayOut = !page.MayIn && v.May(account.CarryPost, v.Account.Unit)
	if page.MayIn {
		bring, err := p.Lists.ToBring(r.Context(), []orgunit.ID{here.ID}, calendar.DayOf(v.At), mostRows)
		if err != nil {
			return err
		}
		page.Bring = len(bring)
	}
	for _, u := range placed(v, orgunit.Postal) {
		page.Points = append(page.Points, layout.Option{Value: strconv.FormatInt(int64(u.ID), 10), Label: u.Name})
	}
	return homePage.Render(w, r, status(form), page)
}

func rowsOf(v *web.Visit, found []*postal.List) (rows []listRow) {
	for _, l := range found {
		rows = append(rows, listRow{l, v.Units.Name(l.From()), v.Units.Name(l.To())})
	}
	return rows
}

// draw starts a list: at a point with what is on it to bring, at a desk with nothing.
func (p *Room) draw(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	l, err := p.drawn(r, form)
	if again, ok := form.Refused(err); ok {
		return p.homeList(w, r, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/postal/lists/"+l.Number+"?done=draw", http.StatusSeeOther)
	return nil
}

func (p *Room) drawn(r *http.Request, form layout.Form) (l postal.List, err error) {
	v := web.VisitOf(r)
	here := v.Account.Unit
	if desk := v.Units.Desk(here); desk != here {
		if l, err = p.Lists.Draw(r.Context(), postal.In, here, desk, v.Stamp(form.Once())); err != nil {
			return l, err
		}
		return l, p.fill(r, l)
	}
	point := v.Units.Unit(web.Number[orgunit.ID](form.Get("point")))
	if point == nil || point.Block != orgunit.Postal || !point.Lives(calendar.DayOf(v.At)) {
		return l, refusal.Wrong("point", "Chọn điểm bưu chính.")
	}
	return p.Lists.Draw(r.Context(), postal.Out, point.ID, here, v.Stamp(form.Once()))
}

// fill puts all that waits to be brought on a fresh list: taking one off is quicker than
// typing twenty.
func (p *Room) fill(r *http.Request, l postal.List) error {
	v := web.VisitOf(r)
	if l.Items > 0 || l.State != postal.Drawn {
		return nil // the form was sent twice
	}
	bring, err := p.Lists.ToBring(r.Context(), []orgunit.ID{l.Point}, calendar.DayOf(v.At), onePage)
	if err != nil {
		return err
	}
	for _, one := range bring {
		if one.Desk != l.Desk {
			continue
		}
		if err := p.Lists.Put(r.Context(), l.ID, one.ID, v.Stamp("")); err != nil && refusal.KindOf(err) == 0 {
			return err
		}
	}
	return nil
}

func (p *Room) listBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	found, err := p.Lists.Lists(r.Context(), reach(v, account.ReadPost), postal.Query{Limit: mostRows})
	if err != nil {
		return err
	}
	return send(w, r, "bang-ke", "Bảng kê giao nhận", []sheet.Column{
		{Title: "Số", Width: 24}, {Title: "Chiều", Width: 20}, {Title: "Bên giao", Width: 32}, {Title: "Bên nhận", Width: 32}, {Title: "Trạng thái", Width: 20},
		{Title: "Số hồ sơ", Kind: sheet.Number}, {Title: "Chưa nhận", Kind: sheet.Number}, {Title: "Lập lúc", Kind: sheet.Instant}, {Title: "Giao lúc", Kind: sheet.Instant}, {Title: "Xong lúc", Kind: sheet.Instant},
	}, each(rowsOf(v, found), func(l listRow) []any {
		return []any{l.Number, v.T(l.Way.Title()), l.FromName, l.ToName, v.T(l.State.Title()), l.Items, l.Left, local(l.Opened), local(l.GivenAt), local(l.ClosedAt)}
	}))
}
