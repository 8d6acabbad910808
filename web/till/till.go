// Package till is the pages of money: fees taken at the counter, receipts and the cash
// drawer, transfers by QR, refunds, the comparison with the books of platform and bank,
// and the citizen's page for paying.
package till

import (
	"context"
	"embed"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/procedure"
	"cchc/web"
)

//go:embed *.html en.json
var files embed.FS

// Files reads dossiers.
type Files interface {
	ByCode(ctx context.Context, code string) (dossier.Dossier, error)
	Get(ctx context.Context, id dossier.ID) (dossier.Dossier, error)
	Person(ctx context.Context, id dossier.ID) (dossier.Person, error)
}

// Orders are what is owed and how it is paid.
type Orders interface {
	Open(ctx context.Context, of dossier.ID, grounds []string, m account.Stamp) (payment.Order, error)
	Order(ctx context.Context, code string) (payment.Order, error)
	Get(ctx context.Context, id payment.ID) (payment.Order, error)
	Of(ctx context.Context, of dossier.ID) ([]*payment.Order, error)
	Orders(context.Context, payment.Query) ([]payment.Listed, error)
	Figures(context.Context, payment.Query) ([]payment.Figure, error)
	Cancel(ctx context.Context, id payment.ID, reason string, m account.Stamp) (payment.Order, error)
	Accept(ctx context.Context, id payment.ID, reason string, m account.Stamp) error
	Offered(ctx context.Context, id payment.ID, link string, m account.Stamp) (payment.Order, error)
	Beneficiary(ctx context.Context, unit orgunit.ID) (payment.Beneficiary, error)
	SetBeneficiary(ctx context.Context, unit orgunit.ID, act payment.SetBeneficiary, m account.Stamp) error
}

// Cash is receipts and drawers.
type Cash interface {
	TakeCash(ctx context.Context, id payment.ID, m account.Stamp) (payment.Receipt, error)
	Receipt(ctx context.Context, number string) (payment.Receipt, error)
	Receipts(ctx context.Context, desks []orgunit.ID, day calendar.Day, n int) ([]*payment.Receipt, error)
	ReceiptsOf(ctx context.Context, order payment.ID) ([]*payment.Receipt, error)
	CancelReceipt(ctx context.Context, number, reason string, m account.Stamp) (payment.Receipt, error)
	Printed(ctx context.Context, id payment.ID, m account.Stamp) error
	MyDrawer(ctx context.Context, officer account.ID) (payment.Drawer, error)
	Drawers(ctx context.Context, desks []orgunit.ID, since calendar.Day, n int) ([]*payment.Drawer, error)
	OpenDrawer(ctx context.Context, change int64, m account.Stamp) error
	CountDrawer(ctx context.Context, id payment.ID, counted int64, explanation string, m account.Stamp) error
	HandIn(ctx context.Context, id payment.ID, to account.ID, m account.Stamp) error
}

// Refunds is money that goes back.
type Refunds interface {
	AskRefund(ctx context.Context, order payment.ID, amount int64, reason string, m account.Stamp) (payment.Refund, error)
	Asked(ctx context.Context, order payment.ID) (int64, error)
	Refund(ctx context.Context, id payment.ID) (payment.Refund, error)
	Refunds(ctx context.Context, units []orgunit.ID, n int) ([]*payment.Refund, error)
	DecideRefund(ctx context.Context, id payment.ID, act payment.Decide, m account.Stamp) error
	PayRefund(ctx context.Context, id payment.ID, m account.Stamp) error
	Refunded(ctx context.Context, id payment.ID, act payment.CarryOut, m account.Stamp) error
}

// Books is the comparison with the books of others.
type Books interface {
	Take(ctx context.Context, n payment.Notice, m account.Stamp) (payment.Verdict, error)
	Reconcile(ctx context.Context, source payment.Source, day calendar.Day, theirs []payment.Item, m account.Stamp) (payment.Run, error)
	Runs(ctx context.Context, n int) ([]*payment.Run, error)
	Differences(ctx context.Context, units []orgunit.ID, settled bool, n int) ([]*payment.Difference, error)
	Difference(ctx context.Context, id payment.ID) (payment.Difference, error)
	Settle(ctx context.Context, id payment.ID, act payment.Settle, m account.Stamp) error
}

// Platform is the payment platform.
type Platform interface {
	Offer(ctx context.Context, b payment.Bill) (link string, err error)
	Statement(ctx context.Context, day calendar.Day) ([]payment.Item, error)
}

// Rules is the reference data.
type Rules interface {
	Units() *orgunit.Map
	Procedure(procedure.ID) *procedure.Version
}

// Staff finds people.
type Staff interface {
	Names(ctx context.Context, ids ...account.ID) (map[account.ID]string, error)
	List(ctx context.Context, q account.Query) (account.Listing, error)
}

// Till is the room.
type Till struct {
	Files    Files
	Orders   Orders
	Cash     Cash
	Refunds  Refunds
	Books    Books
	Copies   Copies
	Platform Platform // nil without one
	Staff    Staff
	Rules    func(context.Context) (Rules, error)
}

// Rooms are the places of the navigation.
func Rooms() []web.Room {
	return []web.Room{{Title: "Thu phí", Href: "/till", Act: account.ReadMoney}}
}

// Routes of the room. Who pays at home shows the secret of the receipt.
func (t *Till) Routes() []web.Route {
	some, own, target := on(web.Any), on(web.OwnUnit), on(web.Target)
	public := web.Need{Public: true}
	return []web.Route{
		get("/till", some(account.ReadMoney), t.home),
		get("/till/waiting.xlsx", some(account.ReadMoney), t.waitingBook),
		get("/till/dossiers/{code}", target(account.TakeMoney), t.dossier),
		post("/till/dossiers/{code}", target(account.TakeMoney), t.open),
		get("/till/orders/{order}", target(account.ReadMoney), t.order),
		post("/till/orders/{order}/cash", target(account.TakeMoney), t.cash),
		post("/till/orders/{order}/offer", target(account.TakeMoney), t.offer),
		post("/till/orders/{order}/cancel", target(account.TakeMoney), t.cancel),
		post("/till/orders/{order}/refund", target(account.TakeMoney), t.askRefund),
		post("/till/orders/{order}/accept", target(account.ReconcileMoney), t.accept),
		get("/till/receipts", some(account.ReadMoney), t.receipts),
		get("/till/receipts.xlsx", some(account.ReadMoney), t.receiptBook),
		get("/till/receipts/{number}", target(account.ReadMoney), t.receipt),
		get("/till/receipts/{number}/pdf", target(account.ReadMoney), t.receiptPDF),
		post("/till/receipts/{number}/print", target(account.TakeMoney), t.reprint),
		post("/till/receipts/{number}/cancel", target(account.TakeMoney), t.cancelReceipt),
		get("/till/drawer", some(account.ReadMoney), t.drawer),
		get("/till/drawer.xlsx", some(account.ReadMoney), t.drawerBook),
		post("/till/drawer", own(account.TakeMoney), t.changeDrawer),
		get("/till/refunds", some(account.ReadMoney), t.refunds),
		get("/till/refunds.xlsx", some(account.ReadMoney), t.refundBook),
		post("/till/refunds/{refund}/decide", target(account.RefundMoney), t.decide),
		post("/till/refunds/{refund}/carry-out", target(account.TakeMoney), t.carryOut),
		get("/till/differences", some(account.ReadMoney), t.differences),
		get("/till/differences.xlsx", some(account.ReadMoney), t.differenceBook),
		get("/till/differences/{difference}", target(account.ReconcileMoney), t.difference),
		post("/till/differences/{difference}", target(account.ReconcileMoney), t.settle),
		get("/till/reconcile", some(account.ReconcileMoney), t.runs),
		get("/till/reconcile.xlsx", some(account.ReconcileMoney), t.runBook),
		post("/till/reconcile", some(account.ReconcileMoney), t.reconcile),
		{Method: "POST", Path: "/till/statement", Needs: some(account.ReconcileMoney), Handler: t.statement, MaxBody: mostStatement},
		get("/till/figures", some(account.ReadMoney), t.figures),
		get("/till/figures.xlsx", some(account.ReadMoney), t.figureBook),
		get("/till/paid", some(account.ReadMoney), t.paid),
		get("/till/paid.xlsx", some(account.ReadMoney), t.paidBook),
		get("/till/account", own(account.ReconcileMoney), t.beneficiary),
		post("/till/account", own(account.ReconcileMoney), t.setBeneficiary),
		get("/pay/{code}", public, t.payPage),
		post("/pay/{code}", public, t.pay),
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
