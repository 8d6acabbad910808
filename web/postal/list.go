package postal

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// listView is one list: its items, and what the visitor may do with it.
type listView struct {
	common
	List     *postal.List
	From, To string
	Rows     []lineRow
	Giving   bool // the visitor may put and drop
	Taking   bool // the visitor may answer
	MayPrint bool
}

// lineRow is an item as tables show it.
type lineRow struct {
	postal.Item
	Code, Name, Person, Address, Phone, Tracking, Parcel string
	COD                                                  int64
}

var listPage = layout.Parse[listView](files, "list.html", "tabs.html")

// load is the list of the address, for who may do an act on one of its sides.
func (p *Room) load(r *http.Request, act account.Act, sides func(*postal.List) []orgunit.ID) (postal.List, error) {
	l, err := p.Lists.List(r.Context(), r.PathValue("list"))
	if err != nil {
		return l, err
	}
	return l, mustAny(web.VisitOf(r), act, sides(&l)...)
}

func both(l *postal.List) []orgunit.ID  { return []orgunit.ID{l.From(), l.To()} }
func giver(l *postal.List) []orgunit.ID { return []orgunit.ID{l.From()} }
func taker(l *postal.List) []orgunit.ID { return []orgunit.ID{l.To()} }

func (p *Room) list(w http.ResponseWriter, r *http.Request) error {
	l, err := p.load(r, account.ReadPost, both)
	if err != nil {
		return err
	}
	return p.show(w, r, l, layout.Form{})
}

func (p *Room) show(w http.ResponseWriter, r *http.Request, l postal.List, form layout.Form) (err error) {
	v := web.VisitOf(r)
	page := listView{common: newCommon(v, "/postal", r.URL.Query().Get("done"), form), List: &l, From: v.Units.Name(l.From()), To: v.Units.Name(l.To())}
	page.Self = "/postal/lists/" + l.Number
	page.Excel = page.Self + "/xlsx"
	page.Crumbs = []layout.Link{{Text: v.T("Bảng kê"), Href: "/postal"}, {Text: l.Number}}
	page.Giving = l.State == postal.Drawn && v.May(account.CarryPost, l.From())
	page.Taking = l.State == postal.Given && v.May(account.CarryPost, l.To())
	page.MayPrint = l.Items > 0
	if page.Rows, err = p.lines(r, &l); err != nil {
		return err
	}
	return listPage.Render(w, r, status(form), page)
}

// lines are what stands on a list. Who carries a dossier sees whose it is and where it goes.
func (p *Room) lines(r *http.Request, l *postal.List) (rows []lineRow, err error) {
	v := web.VisitOf(r)
	found, err := p.Lists.Lines(r.Context(), l.ID)
	if err != nil {
		return nil, err
	}
	rules, err := p.Rules(r.Context())
	if err != nil {
		return nil, err
	}
	for i := range found {
		one := &found[i]
		carries := carries(v, l, one)
		row := lineRow{Item: one.Item, Code: one.File.Code, Person: masked(v, &one.File, carries)}
		if version := rules.Procedure(one.File.Procedure); version != nil {
			row.Name = version.Name
		}
		if o := one.Order; o != nil {
			row.Tracking, row.Parcel, row.COD = o.Tracking, o.State.Title(), o.COD
		}
		if l.Way == postal.Out && (carries || reads(v, &one.File.Dossier)) {
			row.Address, row.Phone = one.File.Person.Address, one.File.Person.Phone
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// carries says whether the visitor's unit has a dossier in its hands by the list: papers
// until the desk took them, a result while it is on its way.
func carries(v *web.Visit, l *postal.List, one *postal.Line) bool {
	if !v.May(account.CarryPost, l.Point) {
		return false
	}
	if l.Way == postal.In {
		return one.Item.State == postal.Listed
	}
	return one.Order != nil && one.Order.OnItsWay() && l.State != postal.Drawn && (one.Item.State == postal.Listed || one.Item.State == postal.Taken)
}

func (p *Room) lineBook(w http.ResponseWriter, r *http.Request) error {
	l, err := p.load(r, account.ReadPost, both)
	if err != nil {
		return err
	}
	rows, err := p.lines(r, &l)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	return send(w, r, l.Number, l.Number, []sheet.Column{
		{Title: "TT", Kind: sheet.Number}, {Title: "Mã hồ sơ", Width: 24}, {Title: "Thủ tục", Width: 40}, {Title: "Người nộp", Width: 26}, {Title: "Địa chỉ", Width: 36},
		{Title: "Số hiệu bưu gửi", Width: 20}, {Title: "Thu hộ", Kind: sheet.Number}, {Title: "Trạng thái"}, {Title: "Lý do", Width: 30},
	}, each(rows, func(x lineRow) []any {
		return []any{x.No, x.Code, x.Name, x.Person, x.Address, x.Tracking, x.COD, v.T(x.State.Title()), x.Reason}
	}))
}
