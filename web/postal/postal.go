// Package postal is the pages of the public post and of contracted desks: lists by which
// papers and results change hands, parcels and where they are, the comparison of books,
// figures of points, and what a contracted desk did.
package postal

import (
	"context"
	"embed"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/domain/procedure"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed *.html en.json
var files embed.FS

// Files reads dossiers.
type Files interface {
	ByCode(ctx context.Context, code string) (dossier.Dossier, error)
}

// Lists are what changes hands.
type Lists interface {
	Lists(ctx context.Context, units []orgunit.ID, q postal.Query) ([]*postal.List, error)
	List(ctx context.Context, number string) (postal.List, error)
	Lines(ctx context.Context, list postal.ID) ([]postal.Line, error)
	ToBring(ctx context.Context, points []orgunit.ID, today calendar.Day, n int) ([]dossier.Listed, error)
	Draw(ctx context.Context, way postal.Way, point, desk orgunit.ID, m account.Stamp) (postal.List, error)
	Put(ctx context.Context, list postal.ID, of dossier.ID, m account.Stamp) error
	Check(ctx context.Context, list, item postal.ID, act postal.Check, m account.Stamp) error
	TakeRest(ctx context.Context, list postal.ID, m account.Stamp) error
	Do(ctx context.Context, list postal.ID, act postal.ListAct, m account.Stamp) error
}

// Orders are parcels and what became of them.
type Orders interface {
	ToPost(ctx context.Context, desks []orgunit.ID, n int) ([]dossier.Listed, error)
	Open(ctx context.Context, of dossier.ID, m account.Stamp) (postal.Order, error)
	Orders(ctx context.Context, desks []orgunit.ID, q postal.Query) ([]postal.Line, error)
	Order(ctx context.Context, number string) (postal.Order, error)
	Notices(ctx context.Context, order postal.ID) ([]*postal.Notice, error)
	Cancel(ctx context.Context, order postal.ID, reason string, m account.Stamp) error
}

// Books is the comparison with the post's book, and figures.
type Books interface {
	Compare(ctx context.Context, day calendar.Day, theirs []postal.Entry, m account.Stamp) (postal.Run, error)
	Runs(ctx context.Context, n int) ([]*postal.Run, error)
	Parked(ctx context.Context, n int) ([]*postal.Notice, error)
	Figures(ctx context.Context, points []orgunit.ID, from, to calendar.Day) ([]postal.Figure, error)
}

// Desks is what contracted desks did.
type Desks interface {
	Guide(ctx context.Context, act postal.Guide, m account.Stamp) error
	Services(ctx context.Context, desks []orgunit.ID, from, to calendar.Day, n int) ([]*postal.Service, error)
	Work(ctx context.Context, desks []orgunit.ID, from, to calendar.Day) ([]postal.Work, error)
	Counted(ctx context.Context, which string, desks []orgunit.ID, from, to calendar.Day, n int) ([]dossier.Listed, error)
}

// Mail is the post's system.
type Mail interface {
	Book(ctx context.Context, day calendar.Day) ([]postal.Entry, error)
}

// Rules is the reference data.
type Rules interface {
	Procedure(procedure.ID) *procedure.Version
}

// Room is the room.
type Room struct {
	Files  Files
	Lists  Lists
	Orders Orders
	Books  Books
	Desks  Desks
	Mail   Mail // nil without one
	Names  func(ctx context.Context, ids []account.ID) (map[account.ID]string, error)
	Rules  func(context.Context) (Rules, error)
}

// Rooms are the places of the navigation.
func Rooms() []web.Room {
	return []web.Room{{Title: "Bưu chính", Href: "/postal", Act: account.CarryPost}, {Title: "Quầy thuê", Href: "/agent", Act: account.ServeDesk}}
}

// Routes of the room.
func (p *Room) Routes() []web.Route {
	some, own, target := on(web.Any), on(web.OwnUnit), on(web.Target)
	return []web.Route{
		get("/postal", some(account.ReadPost), p.home),
		get("/postal/lists.xlsx", some(account.ReadPost), p.listBook),
		post("/postal", own(account.CarryPost), p.draw),
		get("/postal/lists/{list}", target(account.ReadPost), p.list),
		get("/postal/lists/{list}/sheet", target(account.ReadPost), p.print),
		get("/postal/lists/{list}/pdf", target(account.ReadPost), p.pdf),
		get("/postal/lists/{list}/xlsx", target(account.ReadPost), p.lineBook),
		post("/postal/lists/{list}/put", target(account.CarryPost), p.put),
		post("/postal/lists/{list}/drop", target(account.CarryPost), p.drop),
		post("/postal/lists/{list}/check", target(account.CarryPost), p.check),
		post("/postal/lists/{list}/take", target(account.CarryPost), p.take),
		post("/postal/lists/{list}/give", target(account.CarryPost), p.give),
		post("/postal/lists/{list}/print", target(account.CarryPost), p.printed),
		post("/postal/lists/{list}/abandon", target(account.CarryPost), p.abandon),
		get("/postal/waiting", some(account.OrderPost), p.waiting),
		get("/postal/waiting.xlsx", some(account.OrderPost), p.waitingBook),
		post("/postal/waiting", some(account.OrderPost), p.open),
		get("/postal/orders", some(account.ReadPost), p.orders),
		get("/postal/orders.xlsx", some(account.ReadPost), p.orderBook),
		get("/postal/orders/{order}", target(account.ReadPost), p.order),
		post("/postal/orders/{order}/cancel", target(account.OrderPost), p.cancel),
		get("/postal/compare", some(account.ComparePost), p.runs),
		get("/postal/compare.xlsx", some(account.ComparePost), p.runBook),
		post("/postal/compare", some(account.ComparePost), p.compare),
		get("/postal/figures", some(account.ReadPost), p.figures),
		get("/postal/figures.xlsx", some(account.ReadPost), p.figureBook),
		get("/agent", some(account.ReadDesk), p.agent),
		get("/agent.xlsx", some(account.ReadDesk), p.agentBook),
		get("/agent/list", some(account.ReadDesk), p.counted),
		get("/agent/list.xlsx", some(account.ReadDesk), p.countedBook),
		post("/agent", own(account.ServeDesk), p.guide),
	}
}

func on(where web.On) func(account.Act) web.Need {
	return func(a account.Act) web.Need { return web.Need{Act: a, On: where} }
}

type handler = func(http.ResponseWriter, *http.Request) error

func get(path string, need web.Need, h handler) web.Route {
	return web.Route{Method: "GET", Path: path, Needs: need, Handler: h}
}

func post(path string, need web.Need, h handler) web.Route {
	return web.Route{Method: "POST", Path: path, Needs: need, Handler: h}
}

// reach lists the units of an act for a list; nil is every unit.
func reach(v *web.Visit, a account.Act) []orgunit.ID {
	units, all := v.Reach(a)
	if all {
		return nil
	}
	if units == nil {
		units = []orgunit.ID{}
	}
	return units
}

// mustAny refuses unless the visitor may do an act on one of some units.
func mustAny(v *web.Visit, act account.Act, units ...orgunit.ID) error {
	for _, u := range units {
		if v.May(act, u) {
			return v.Must(act, u)
		}
	}
	return v.Must(act, units[0])
}

// placed lists the living units of a block that only help, by code.
func placed(v *web.Visit, blocks ...orgunit.Block) (list []*orgunit.Unit) {
	for _, u := range v.Units.All() {
		for _, b := range blocks {
			if u.Block == b && u.Lives(calendar.DayOf(v.At)) {
				list = append(list, u)
			}
		}
	}
	return list
}

// common is what the pages of the room share.
type common struct {
	layout.Frame
	Tabs  []layout.Link
	Form  layout.Form
	Done  string // what was just done, in words
	Excel string
}

// doneWords are told after a redirect, by the name in the address.
var doneWords = map[string]string{
	"draw": "Đã lập bảng kê.", "put": "Đã thêm vào bảng kê.", "drop": "Đã bỏ khỏi bảng kê.", "give": "Đã giao bảng kê, chờ bên nhận.", "check": "Đã ghi nhận.",
	"take": "Đã nhận.", "abandon": "Đã hủy bảng kê.", "open": "Đã lập đơn gửi bưu chính.", "cancel": "Đã hủy đơn.", "compare": "Đã đối chiếu.", "guide": "Đã ghi lượt hướng dẫn.",
	"print": "Đã ghi lần in.",
}

func newCommon(v *web.Visit, here, done string, form layout.Form) common {
	c := common{Form: form}
	if words, ok := doneWords[done]; ok {
		c.Done = v.T(words)
	}
	c.AsOf, c.Self = v.At, here
	for _, tab := range []struct {
		text, href string
		act        account.Act
	}{
		{"Bảng kê", "/postal", account.ReadPost}, {"Chờ gửi", "/postal/waiting", account.OrderPost}, {"Bưu gửi", "/postal/orders", account.ReadPost},
		{"Đối chiếu", "/postal/compare", account.ComparePost}, {"Số liệu điểm", "/postal/figures", account.ReadPost}, {"Quầy thuê", "/agent", account.ReadDesk},
	} {
		if v.MayAnywhere(tab.act) {
			c.Tabs = append(c.Tabs, layout.Link{Text: v.T(tab.text), Href: tab.href, Here: tab.href == here})
		}
	}
	return c
}
