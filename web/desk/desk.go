// Package desk is the officers' pages: receive, my work, the dossier, hand over, the
// register.
package desk

import (
	"context"
	"embed"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/web"
)

//go:embed *.html en.json
var files embed.FS

// Files reads dossiers.
type Files interface {
	ByCode(ctx context.Context, code string) (dossier.Dossier, error)
	Get(ctx context.Context, id dossier.ID) (dossier.Dossier, error)
	Person(ctx context.Context, id dossier.ID) (dossier.Person, error)
	// Past is how a dossier stood after each of its events.
	Past(events []audit.Event) ([]dossier.Dossier, error)
}

// Acts does what the pages ask for.
type Acts interface {
	Receive(context.Context, dossier.Act, dossier.Person, account.Stamp) (dossier.Dossier, error)
	Do(context.Context, dossier.ID, dossier.Act, account.Stamp) (dossier.Dossier, error)
	Correct(context.Context, dossier.ID, dossier.Correct, *dossier.Person, account.Stamp) (dossier.Dossier, error)
	Absence(context.Context, account.ID, account.Change, account.Stamp) error
}

// Lists reads the register and the open steps.
type Lists interface {
	Register(context.Context, dossier.Query) (dossier.Page, error)
	Count(context.Context, dossier.Query) (dossier.Tally, error)
	Work(context.Context, dossier.WorkQuery) ([]dossier.Listed, error)
	CountWork(ctx context.Context, q dossier.WorkQuery, limit int) (int, error)
	Requests(context.Context, dossier.WorkQuery) ([]dossier.Listed, error)
	CountRequests(ctx context.Context, q dossier.WorkQuery, limit int) (int, error)
}

// Counter is what the counter looks up.
type Counter interface {
	ToReturn(ctx context.Context, desks []orgunit.ID, n int) ([]dossier.Listed, error)
	Known(ctx context.Context, idNo string) (p dossier.Person, dossiers int, err error)
	Frequent(ctx context.Context, units []orgunit.ID, n int) ([]procedure.ID, error)
	Names(ctx context.Context, ids []account.ID) (map[account.ID]string, error)
	StandsIn(ctx context.Context, by account.Stamp) ([]account.ID, error)
	Colleagues(ctx context.Context, units []orgunit.ID) ([]account.Account, error)
}

// Trace reads what happened to a dossier.
type Trace interface {
	Of(ctx context.Context, subject int64) ([]audit.Event, error)
}

// Rules is the reference data as they stood together once.
type Rules interface {
	dossier.Rules
	Versions() []*procedure.Version
	WorkflowFor(code string, caseNo int, on calendar.Day) *workflow.Version
}

// Desk is the room.
type Desk struct {
	Files    Files
	Acts     Acts
	Lists    Lists
	Counter  Counter
	Trace    Trace
	Rules    func(context.Context) (Rules, error)
	BaseURL  string // what a citizen types, printed in QR codes
	PaperKey []byte // secret of the codes on papers, nil prints none
	Beside   Beside // queue, drafts, papers, payment, as far as they are there
	// Apologised says whether a dossier has a letter of apology, be it a draft; nil knows of none.
	Apologised func(context.Context, dossier.ID) (bool, error)
}

// Rooms are the places of the navigation.
func Rooms() []web.Room {
	return []web.Room{
		{Title: "Tiếp nhận", Href: "/desk/receive", Act: account.ReceiveDossier},
		{Title: "Việc của tôi", Href: "/desk/work", Act: account.ProcessDossier},
		{Title: "Trả kết quả", Href: "/desk/return", Act: account.HandOver},
		{Title: "Sổ theo dõi", Href: "/desk/register", Act: account.ReadRegister},
	}
}

// Routes of the room.
func (d *Desk) Routes() []web.Route {
	own := func(a account.Act) web.Need { return web.Need{Act: a, On: web.OwnUnit} }
	some := func(a account.Act) web.Need { return web.Need{Act: a, On: web.Any} }
	routes := []web.Route{
		get("/desk/receive", own(account.ReceiveDossier), d.receivePage),
		post("/desk/receive", own(account.ReceiveDossier), d.receive),
		post("/desk/receive/preview", own(account.ReceiveDossier), d.preview),
		post("/desk/receive/refuse", own(account.RefuseIntake), d.refuse),
		post("/desk/receive/propose", own(account.ReceiveDossier), d.propose),
		post("/desk/receive/hold", own(account.ReceiveDossier), d.hold),
		get("/desk/receive/list", own(account.ReceiveDossier), d.receivedList),
		get("/desk/work", some(account.ProcessDossier), d.work),
		post("/desk/work", some(account.ProcessDossier), d.workTogether),
		get("/desk/work.xlsx", some(account.ProcessDossier), d.workBook),
		get("/desk/away", some(account.ProcessDossier), d.away),
		post("/desk/away", some(account.ProcessDossier), d.setAway),
		get("/desk/return", own(account.HandOver), d.returning),
		get("/desk/register", some(account.ReadRegister), d.register),
		get("/desk/return.xlsx", own(account.HandOver), d.returnBook),
		get("/desk/register.xlsx", some(account.ReadRegister), d.registerBook),
		get("/desk/dossiers/{code}", target(account.TrackDossier), d.dossier),
		get("/desk/dossiers/{code}/receipt", target(account.ReadDossier), d.receipt),
		get("/desk/dossiers/{code}/receipt.pdf", target(account.ReadDossier), d.receipt),
		get("/desk/dossiers/{code}/forms", target(account.ReadDossier), d.forms),
		get("/desk/dossiers/{code}/forms/{form}", target(account.ReadDossier), d.form),
		get("/desk/refusals/{id}", target(account.ReadDossier), d.refused),
		get("/desk/register.pdf", some(account.ReadRegister), d.registerPDF),
		get("/desk/register/print", some(account.ReadRegister), d.registerPrint),
	}
	for _, a := range acts {
		at := "/desk/dossiers/{code}/" + a.slug
		routes = append(routes, get(at, target(a.needs), d.actPage(a)))
		if a.leads == nil {
			routes = append(routes, post(at, target(a.needs), d.do(a)))
		}
	}
	return routes
}

type handler = func(http.ResponseWriter, *http.Request) error

func get(path string, need web.Need, h handler) web.Route {
	return web.Route{Method: "GET", Path: path, Needs: need, Handler: h}
}

func post(path string, need web.Need, h handler) web.Route {
	return web.Route{Method: "POST", Path: path, Needs: need, Handler: h}
}

func target(a account.Act) web.Need { return web.Need{Act: a, On: web.Target} }
