// Package counter is the pages of the one-stop counter besides dossiers: today at the
// counter, the queue with its kiosk and its screen on the wall, certified copies.
package counter

import (
	"context"
	"embed"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/certify"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/queue"
	"cchc/web"
)

//go:embed *.html en.json
var files embed.FS

// Halls keeps what desks decide about their queues.
type Halls interface {
	Hall(ctx context.Context, desk orgunit.ID) (*queue.Hall, error)
	ByKiosk(ctx context.Context, digest string) (*queue.Hall, error)
	Change(ctx context.Context, desk orgunit.ID, read int, a queue.HallAct, by account.Stamp) error
}

// Acts gives out, calls and changes tickets.
type Acts interface {
	Take(ctx context.Context, desk orgunit.ID, series, class string, by account.Stamp) (queue.Ticket, error)
	CallNext(ctx context.Context, desk orgunit.ID, station int, by account.Stamp) (queue.Ticket, error)
	Do(ctx context.Context, id queue.TicketID, a queue.Act, by account.Stamp) (queue.Ticket, error)
	Ticket(ctx context.Context, id queue.TicketID) (queue.Ticket, error)
}

// Tickets reads lists of tickets.
type Tickets interface {
	Day(ctx context.Context, desk orgunit.ID, on calendar.Day) ([]*queue.Ticket, error)
	Screen(ctx context.Context, desk orgunit.ID, on calendar.Day, n int) ([]*queue.Ticket, error)
	Station(ctx context.Context, officer account.ID, on calendar.Day, desk orgunit.ID) (int, error)
}

// Drafts keeps forms put aside.
type Drafts interface {
	Draft(ctx context.Context, id queue.DraftID) (queue.Draft, error)
	Open(ctx context.Context, desk orgunit.ID, at instant) ([]queue.KeptDraft, error)
	Expired(ctx context.Context, desk orgunit.ID, since, at instant) ([]*queue.Draft, error)
	End(ctx context.Context, id queue.DraftID, a queue.DraftAct, by account.Stamp) error
}

// Copies keeps the register of certified copies.
type Copies interface {
	Certify(ctx context.Context, unit orgunit.ID, c certify.Content, by account.Stamp) (certify.Entry, error)
	Do(ctx context.Context, id certify.ID, a certify.Act, by account.Stamp) (certify.Entry, error)
	Get(ctx context.Context, id certify.ID) (certify.Entry, error)
	Shelf
}

// Shelf reads the register.
type Shelf interface {
	List(ctx context.Context, q certify.Query) ([]*certify.Entry, error)
	Sum(ctx context.Context, q certify.Query) (certify.Sum, error)
	Habits(ctx context.Context, unit orgunit.ID, n int) ([]certify.Habit, error)
}

// Dossiers reads what waits at a desk.
type Dossiers interface {
	ToReturn(ctx context.Context, desks []orgunit.ID, n int) ([]dossier.Listed, error)
	Register(context.Context, dossier.Query) (dossier.Page, error)
	Count(context.Context, dossier.Query) (dossier.Tally, error)
}

// Rules name procedures.
type Rules interface {
	Procedure(procedure.ID) *procedure.Version
	InForce(code string, on calendar.Day) *procedure.Version
}

// Pages is the room.
type Pages struct {
	Halls    Halls
	Acts     Acts
	Tickets  Tickets
	Drafts   Drafts
	Copies   Copies
	Dossiers Dossiers
	Rules    func(context.Context) (Rules, error)
	Public   func(context.Context) (*orgunit.Map, error)                   // the units, for pages that nobody signs in to
	Receipt  func(context.Context, certify.ID) (address string, err error) // for a copy's fee; nil: no till
	BaseURL  string
	Closing  <-chan struct{} // closed when the program stops: open streams end; nil for never
}

// Rooms are the places of the navigation.
func Rooms() []web.Room {
	return []web.Room{
		{Title: "Hôm nay tại quầy", Href: "/counter", Act: account.ReadCounter},
		{Title: "Cài đặt quầy", Href: "/counter/set-up", Act: account.SetUpCounter},
	}
}

// Routes of the room.
func (p *Pages) Routes() []web.Route {
	anyone := web.Need{Public: true}
	read, set := web.Need{Act: account.ReadCounter, On: web.Any}, web.Need{Act: account.SetUpCounter, On: web.Any}
	serve := web.Need{Act: account.ServeCounter, On: web.OwnUnit}
	one := func(a account.Act) web.Need { return web.Need{Act: a, On: web.Target} }
	return []web.Route{
		get("/counter", read, p.today),
		post("/counter/drafts/{id}/discard", one(account.ServeCounter), p.discard),
		get("/counter/queue", read, p.queue),
		post("/counter/queue/take", serve, p.take),
		post("/counter/queue/call", serve, p.callNext),
		post("/counter/tickets/{id}/{act}", one(account.ServeCounter), p.ticketAct),
		get("/counter/figures", read, p.figures),
		get("/counter/figures.xlsx", read, p.figuresBook),
		get("/counter/set-up", set, p.setUpPage),
		post("/counter/set-up", set, p.setUp),
		post("/counter/set-up/kiosk", set, p.openKiosk),
		get("/counter/screen/{desk}", anyone, p.screen),
		get("/counter/screen/{desk}/events", anyone, p.events),
		get("/counter/kiosk/{token}", anyone, p.kiosk),
		post("/counter/kiosk/{token}", anyone, p.kioskTake),
		get("/counter/kiosk/{token}/{ticket}", anyone, p.slip),
		get("/counter/copies", serve, p.copyPage),
		post("/counter/copies", serve, p.certify),
		get("/counter/copies/register", read, p.register),
		get("/counter/copies/register.xlsx", read, p.registerBook),
		get("/counter/copies/{id}", one(account.ReadCounter), p.oneCopy),
		get("/counter/copies/{id}/correct", one(account.ServeCounter), p.correctPage),
		post("/counter/copies/{id}/correct", one(account.ServeCounter), p.correct),
		post("/counter/copies/{id}/cancel", one(account.ServeCounter), p.cancel),
	}
}

type handler = func(http.ResponseWriter, *http.Request) error

func get(path string, need web.Need, h handler) web.Route {
	return web.Route{Method: "GET", Path: path, Needs: need, Handler: h}
}

func post(path string, need web.Need, h handler) web.Route {
	return web.Route{Method: "POST", Path: path, Needs: need, Handler: h}
}
