// Package lateness is the pages about time that runs out: what is late, the apologies that
// wait for a signature, what was promised, who is warned when, and the bell.
package lateness

import (
	"context"
	"embed"
	"net/http"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	rules "cchc/domain/lateness"
	"cchc/domain/procedure"
	"cchc/web"
)

//go:embed *.html en.json
var files embed.FS

// Late lists what is late: Count is the length of the list by the same condition.
type Late interface {
	Late(context.Context, rules.Query) ([]rules.Row, error)
	CountLate(context.Context, rules.Query) (int64, error)
	Tallies(context.Context, rules.Query) ([]rules.Tally, error)
	Public(context.Context, rules.Query) ([]rules.PublicRow, error)
}

// Letters keeps apologies.
type Letters interface {
	Letters(context.Context, rules.LetterQuery) ([]*rules.Apology, error)
	CountLetters(ctx context.Context, q rules.LetterQuery, limit int) (int, error)
	LetterOf(context.Context, dossier.ID) (rules.Apology, error)
	Edit(context.Context, rules.ID, rules.Edit, account.Stamp) (rules.Apology, error)
	Sign(ctx context.Context, id dossier.ID, to calendar.Day, reason string, by account.Stamp) (dossier.Dossier, error)
	Press(ctx context.Context, id dossier.ID, words string, by account.Stamp) (dossier.Dossier, error)
}

// Bell is everybody's box of notices.
type Bell interface {
	Box(ctx context.Context, who account.ID, unread bool, before int64, n int) ([]rules.Told, error)
	Unread(ctx context.Context, who account.ID, limit int) (int, error)
	Read(ctx context.Context, who account.ID, ids []int64, upTo int64, at time.Time) error
}

// Stages keeps the rules of warning.
type Stages interface {
	Rules(context.Context) ([]*rules.Rule, error)
	Decide(context.Context, rules.Rule, account.Stamp) error
}

// Files reads dossiers and names.
type Files interface {
	ByCode(ctx context.Context, code string) (dossier.Dossier, error)
}

// Reference is the reference data as they stood together once.
type Reference interface {
	dossier.Rules
	Versions() []*procedure.Version
}

// Pages of the room.
type Pages struct {
	Late    Late
	Letters Letters
	Bell    Bell
	Stages  Stages
	Files   Files
	Names   func(ctx context.Context, ids []account.ID) (map[account.ID]string, error)
	Rules   func(context.Context) (Reference, error)
	Now     func() time.Time // nil for the machine's clock; of the public page
}

// Addresses of the pages.
const (
	latePath    = "/late"
	letterPath  = "/late/apologies"
	figurePath  = "/late/figures"
	rulePath    = "/late/rules"
	boxPath     = "/notices"
	publicPath  = "/apologies"
	dossierPath = "/desk/dossiers/"
	xlsx        = ".xlsx"
)

// Rooms are the places of the navigation.
func Rooms() []web.Room {
	return []web.Room{
		{Title: "Chậm trả", Href: latePath, Act: account.ReadLateness},
		{Title: "Thông báo", Href: boxPath, Act: account.OwnAccount},
	}
}

type handler = func(http.ResponseWriter, *http.Request) error

// Routes are the doors. Lists show the units whose lateness the visitor may read; acts ask
// for the unit of each dossier.
func (p *Pages) Routes() []web.Route {
	read := web.Need{Act: account.ReadLateness, On: web.Any}
	mine := web.Need{Act: account.OwnAccount, On: web.OwnUnit}
	get := func(path string, need web.Need, h handler) web.Route {
		return web.Route{Method: http.MethodGet, Path: path, Needs: need, Handler: h}
	}
	post := func(path string, need web.Need, h handler) web.Route {
		return web.Route{Method: http.MethodPost, Path: path, Needs: need, Handler: h}
	}
	return []web.Route{
		get(latePath, read, p.red), get(latePath+xlsx, read, p.redBook),
		post(latePath, web.Need{Act: account.PressLateness, On: web.Any}, p.press),
		get(letterPath, read, p.letters), get(letterPath+xlsx, read, p.letterBook),
		post(letterPath, web.Need{Act: account.DecideDossier, On: web.Any}, p.signTogether),
		get(letterPath+"/{code}", web.Need{Act: account.ReadLateness, On: web.Target}, p.letter),
		post(letterPath+"/{code}", web.Need{Act: account.DecideDossier, On: web.Target}, p.decide),
		get(figurePath, read, p.figures), get(figurePath+xlsx, read, p.figureBook),
		get(rulePath, web.Need{Act: account.ReadRules, On: web.Any}, p.stages),
		post(rulePath, web.Need{Act: account.ChangeLateness, On: web.OwnUnit}, p.decideStages),
		get(boxPath, mine, p.box), post(boxPath, mine, p.read),
		get(publicPath, web.Need{Public: true}, p.public), get(publicPath+"/{file}", web.Need{Public: true}, p.publicFile),
	}
}

func (p *Pages) now() time.Time {
	if p.Now == nil {
		return time.Now()
	}
	return p.Now()
}
