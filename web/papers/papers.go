// Package papers is the pages of electronic papers: those of a dossier, what is uploaded
// while a form is being filled in, the register of results, what the State holds already.
package papers

import (
	"context"
	"embed"
	"io"
	"net/http"
	"slices"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/blob"
	"cchc/kit/filecheck"
	"cchc/web"
)

//go:embed *.html en.json
var files embed.FS

// Dossiers reads dossiers.
type Dossiers interface {
	ByCode(ctx context.Context, code string) (dossier.Dossier, error)
	Get(ctx context.Context, id dossier.ID) (dossier.Dossier, error)
	Person(ctx context.Context, id dossier.ID) (dossier.Person, error)
}

// Papers keeps electronic papers.
type Papers interface {
	Take(ctx context.Context, a scan.Add, replaces scan.ID, file io.Reader, by account.Stamp) (scan.Paper, error)
	Do(context.Context, scan.ID, scan.Act, account.Stamp) (scan.Paper, error)
	Open(context.Context, scan.ID, scan.View, account.Stamp) (scan.Paper, blob.Content, error)
	Get(context.Context, scan.ID) (scan.Paper, error)
	Of(context.Context, dossier.ID) ([]*scan.Paper, error)
	Pending(ctx context.Context, key string) ([]*scan.Paper, error)
	Looks(ctx context.Context, id dossier.ID, limit int) ([]scan.Look, error)
}

// Offer is what reception asks: what the State holds already, and to let it stand for a
// component.
type Offer interface {
	Held(ctx context.Context, idNo string, components []procedure.Component, on calendar.Day) ([]result.Held, error)
	Reuse(ctx context.Context, wish result.Reuse, idNo string, by account.Stamp) (result.Use, error)
}

// Register keeps results.
type Register interface {
	Offer
	Issue(context.Context, result.Entry, account.Stamp) (result.Result, error)
	Act(context.Context, result.ID, result.Act, account.Stamp) (result.Result, error)
	Result(context.Context, result.ID) (result.Listed, error)
	ByCode(ctx context.Context, code string) (result.Listed, error)
	OfDossier(context.Context, dossier.ID) ([]result.Listed, error)
	Register(context.Context, result.Query) ([]result.Listed, error)
	Count(context.Context, result.Query) (int64, error)
	DigestOf(idNo string) string
	Kinds(context.Context) ([]*result.Kind, error)
	SaveKind(context.Context, result.Kind, account.Stamp) (result.Kind, error)
	Uses(context.Context, dossier.ID) ([]*result.Use, error)
	UsesOf(context.Context, result.ID) ([]*result.Use, error)
	Shares(context.Context, result.Span) ([]result.Share, error)
	Rows(ctx context.Context, q result.Span, before int64, limit int) ([]result.Behind, error)
}

// Rules is the reference data that the pages look up.
type Rules interface {
	Procedure(procedure.ID) *procedure.Version
}

// Room is the pages.
type Room struct {
	Dossiers Dossiers
	Papers   Papers
	Results  Register
	Names    func(context.Context, []account.ID) (map[account.ID]string, error)
	Rules    func(context.Context) (Rules, error)
	// Owner is the unit whose kinds of results these are; nil: the province.
	Owner func(*orgunit.Map) orgunit.ID
}

// mostBody is ten of the largest files with their fields.
var mostBody = 10*filecheck.Usual.Bytes + 1<<20

// Routes of the room.
func (p *Room) Routes() []web.Route {
	target := func(a account.Act) web.Need { return web.Need{Act: a, On: web.Target} }
	own := func(a account.Act) web.Need { return web.Need{Act: a, On: web.OwnUnit} }
	some := func(a account.Act) web.Need { return web.Need{Act: a, On: web.Any} }
	get := func(path string, n web.Need, h handler) web.Route {
		return web.Route{Method: "GET", Path: path, Needs: n, Handler: h}
	}
	post := func(path string, n web.Need, h handler) web.Route {
		return web.Route{Method: "POST", Path: path, Needs: n, Handler: h, MaxBody: mostBody}
	}
	return []web.Route{
		get("/desk/dossiers/{code}/papers", target(account.ReadPaper), p.dossier),
		post("/desk/dossiers/{code}/papers", target(account.AddPaper), p.upload),
		post("/desk/dossiers/{code}/papers/reuse", target(account.AddPaper), p.reuse),
		get("/desk/dossiers/{code}/papers/looks", target(account.ReadPaper), p.looks),
		get("/desk/dossiers/{code}/papers/looks.xlsx", target(account.ReadPaper), p.looksBook),
		get("/desk/dossiers/{code}/result", target(account.IssueResult), p.issuing),
		post("/desk/dossiers/{code}/result", target(account.IssueResult), p.issue),
		get("/papers/files/{id}", target(account.ReadPaper), p.view),
		get("/papers/files/{id}/download", target(account.ReadPaper), p.download),
		get("/papers/files/{id}/remove", target(account.CorrectDossier), p.removing),
		post("/papers/files/{id}/remove", target(account.CorrectDossier), p.remove),
		get("/papers/upload", own(account.AddPaper), p.pending),
		post("/papers/upload", own(account.AddPaper), p.uploadPending),
		get("/papers/results", some(account.ReadPaper), p.register),
		get("/papers/results.xlsx", some(account.ReadPaper), p.registerBook),
		get("/papers/results/new", own(account.IssueResult), p.entering),
		post("/papers/results/new", own(account.IssueResult), p.enter),
		get("/papers/results/{id}", target(account.ReadPaper), p.result),
		post("/papers/results/{id}/paper", target(account.IssueResult), p.digitise),
		post("/papers/results/{id}/revoke", target(account.RevokeResult), p.revoke),
		get("/papers/kinds", some(account.ReadRules), p.kinds),
		get("/papers/kinds.xlsx", some(account.ReadRules), p.kindsBook),
		get("/papers/kinds/{id}", target(account.ChangeRules), p.kindForm),
		post("/papers/kinds/{id}", target(account.ChangeRules), p.saveKind),
		get("/papers/figures", some(account.ReadFigures), p.figures),
		get("/papers/figures.xlsx", some(account.ReadFigures), p.figuresBook),
		get("/papers/figures/list", some(account.ReadFigures), p.behind),
		get("/papers/figures/list.xlsx", some(account.ReadFigures), p.behindBook),
	}
}

type handler = func(http.ResponseWriter, *http.Request) error

// find loads the dossier of the address, once the visitor may do an act upon its papers:
// only those in whose hands it is.
func (p *Room) find(r *http.Request, act account.Act) (*web.Visit, *dossier.Dossier, error) {
	v := web.VisitOf(r)
	code, ok := dossier.NormalCode(r.PathValue("code"))
	if !ok {
		return v, nil, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	d, err := p.Dossiers.ByCode(r.Context(), code)
	if err != nil {
		return v, nil, err
	}
	return v, &d, mustAny(v, act, d.Concerns())
}

// mustAny refuses unless the visitor may do an act on one of the units.
func mustAny(v *web.Visit, act account.Act, units []orgunit.ID) error {
	if i := slices.IndexFunc(units, func(u orgunit.ID) bool { return v.May(act, u) }); i >= 0 {
		return v.Must(act, units[i])
	}
	return v.Must(act, units[0])
}

func mayAny(v *web.Visit, act account.Act, units []orgunit.ID) bool {
	return slices.ContainsFunc(units, func(u orgunit.ID) bool { return v.May(act, u) })
}

// owner is the unit that the kinds of results belong to.
func (p *Room) owner(v *web.Visit) orgunit.ID {
	if p.Owner != nil {
		return p.Owner(v.Units)
	}
	if root := v.Units.Root(); root != nil {
		return root.ID
	}
	return 0
}
