// Package lead is the pages of leaders: how many dossiers were finished in time, where
// not, and the lists behind every number down to the single dossier.
package lead

import (
	"context"
	"embed"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/figure"
	"cchc/web"
)

//go:embed *.html en.json
var files embed.FS

// Figures counts.
type Figures interface {
	Table(context.Context, figure.Query, figure.By) ([]figure.Line, error)
	// Series is a table for each of a number of months up to the end of the period.
	Series(ctx context.Context, q figure.Query, by figure.By, months int) ([]figure.Trend, error)
}

// Lists shows what was counted: Count is the length of the list by the same condition.
type Lists interface {
	Count(context.Context, figure.Query, figure.Condition) (int64, error)
	List(context.Context, figure.Query, figure.Condition, figure.Page) ([]figure.Row, error)
	// People are the names of those whom dossiers are about, by dossier.
	People(ctx context.Context, dossiers []int64) (map[int64]string, error)
}

// Pages of leaders.
type Pages struct {
	Figures Figures
	Lists   Lists
	Rules   func(context.Context) (Rules, error)
}

// Addresses of the pages.
const (
	homePath        = "/lead"
	punctualityPath = "/lead/punctuality"
	listPath        = "/lead/list"
	dossierPath     = "/desk/dossiers/"
	xlsx            = ".xlsx"
)

// trendMonths is how far the small charts look back: a year and the same month before it.
const trendMonths = 13

// Routes are the doors. Everybody with an account may see every unit's figures; names of
// people stand only in rows of units whose dossiers the visitor may read.
func (p Pages) Routes() []web.Route {
	figures := web.Need{Act: account.ReadFigures, On: web.Any}
	get := func(path string, h func(http.ResponseWriter, *http.Request) error) web.Route {
		return web.Route{Method: http.MethodGet, Path: path, Needs: figures, Handler: h}
	}
	return []web.Route{
		get(homePath, p.home),
		get(punctualityPath, p.punctuality),
		get(punctualityPath+xlsx, p.punctualitySheet),
		get(cataloguePath, p.catalogue),
		get(cataloguePath+"/table"+xlsx, p.catalogueSheet),
		get(catalogueListPath, p.catalogueList),
		get(catalogueListPath+xlsx, p.catalogueListSheet),
		get(formsPath+"{form}", p.form),
		get(formsPath+"{form}/table"+xlsx, p.formSheet),
		get(listPath, p.list),
		get(listPath+xlsx, p.listSheet),
	}
}
