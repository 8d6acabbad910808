// Package portal holds the citizens' pages: finding a procedure, what it asks and gives,
// where a dossier stands, how the province keeps its promises. All of it is public and
// works without a script.
package portal

import (
	"context"
	"embed"
	"net/http"
	"sync"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/figure"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

//go:embed *.html en.json
var files embed.FS

// Office is what the pages read.
type Office interface {
	// Catalogue is units, calendar, procedures and workflows as they stand together now. As
	// long as nothing changed it is the same value.
	Catalogue(context.Context) (dossier.Catalogue, error)
	// Busiest lists the codes of the procedures with most dossiers since an instant.
	Busiest(ctx context.Context, since time.Time, n int) ([]string, error)
	// ByCode finds a dossier by a code in the form of dossier.NormalCode.
	ByCode(ctx context.Context, code string) (dossier.Dossier, error)
	// Track reads a dossier with its story.
	Track(context.Context, dossier.ID) (dossier.Tracked, error)
}

// Figures counts dossiers.
type Figures interface {
	Table(context.Context, figure.Query, figure.By) ([]figure.Line, error)
}

// Pages are the citizens' pages.
type Pages struct {
	Office  Office
	Figures Figures
	Codes   *web.Limiter     // how fast one address may try codes, nil for no limit
	Papers  paper.Mint       // checks the codes on papers
	Now     func() time.Time // nil for the machine's clock
	// Parcels tells where a result is that goes by post, "" for no order; nil without a post.
	Parcels func(ctx context.Context, of dossier.ID) (tracking, state string, err error)

	offers memory[offers]
	board  memory[board]
}

// Routes of the portal. Everybody may enter.
func (p *Pages) Routes() []web.Route {
	public := web.Need{Public: true}
	get := func(path string, handler func(http.ResponseWriter, *http.Request) error) web.Route {
		return web.Route{Method: "GET", Path: path, Needs: public, Handler: handler}
	}
	return []web.Route{
		get("/{$}", p.home),
		get("/on-time", p.onTime),
		get("/procedures", p.list),
		get("/procedures/{code}", p.procedure),
		get("/track", p.trackForm),
		get("/track/{code}", p.track),
		get("/verify/{code}", p.verify),
	}
}

func (p *Pages) now() time.Time {
	if p.Now == nil {
		return time.Now()
	}
	return p.Now()
}

func (p *Pages) today() calendar.Day { return calendar.DayOf(p.now()) }

// frame is what stands around a citizen's page; the crumbs lead from home to it.
func (p *Pages) frame(r *http.Request, crumbs ...layout.Link) layout.Frame {
	v := layout.VisitOf(r)
	path := r.URL.Path
	nav := []layout.Link{
		{Text: v.T("Thủ tục"), Href: "/procedures", Here: path == "/" || len(path) > 10 && path[:11] == "/procedures"},
		{Text: v.T("Tra cứu hồ sơ"), Href: "/track", Here: len(path) > 5 && path[:6] == "/track"},
		{Text: v.T("Số liệu"), Href: "/on-time", Here: path == "/on-time"},
	}
	v.Nav = append(nav, v.Nav...)
	if len(crumbs) > 0 {
		crumbs = append([]layout.Link{{Text: v.T("Trang đầu"), Href: "/"}}, crumbs...)
	}
	return layout.Frame{Kind: layout.Citizen, Crumbs: crumbs}
}

// memory keeps one answer as long as its maker says that it holds.
type memory[T any] struct {
	mu    sync.Mutex
	value *T
}

// get is the answer kept, or a new one; who asks meanwhile waits for it.
func (m *memory[T]) get(holds func(*T) bool, make func() (*T, error)) (*T, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.value != nil && holds(m.value) {
		return m.value, nil
	}
	value, err := make()
	if err == nil {
		m.value = value
	}
	return value, err
}
