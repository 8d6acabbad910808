// Package quality is the pages that lead to dossiers whose data cannot be right, and that
// say how long papers lay before they were received.
package quality

import (
	"context"
	"embed"
	"fmt"
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/quality"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed *.html en.json
var files embed.FS

// Office finds what is wrong: a count is the length of its list.
type Office interface {
	Counts(ctx context.Context, span quality.Span, today calendar.Day) ([]quality.Count, error)
	Count(context.Context, quality.Query) (int64, error)
	List(context.Context, quality.Query) ([]quality.Row, error)
	Lags(context.Context, quality.Span) ([]quality.Lag, error)
}

// Pages is the room.
type Pages struct{ Office Office }

const (
	path     = "/lead/quality"
	listPath = path + "/list"
	xlsx     = ".xlsx"
)

// Routes of the room. Everybody with an account may see how good the data of each unit
// are; a dossier opens for those alone who may read it.
func (p Pages) Routes() []web.Route {
	need := web.Need{Act: account.ReadFigures, On: web.Any}
	get := func(path string, h func(http.ResponseWriter, *http.Request) error) web.Route {
		return web.Route{Method: http.MethodGet, Path: path, Needs: need, Handler: h}
	}
	return []web.Route{get(path, p.overview), get(path+xlsx, p.overviewBook), get(listPath, p.list), get(listPath+xlsx, p.listBook)}
}

// shownYears is how many years back the pages offer.
const shownYears = 6

// asked is what an address asks for.
type asked struct {
	quality.Query
	year int
}

func ask(r *http.Request) (a asked, err error) {
	v, values := web.VisitOf(r), r.URL.Query()
	a.Today = calendar.DayOf(v.At)
	a.year, _, _ = a.Today.Date()
	if text := values.Get("year"); text != "" {
		if a.year, err = strconv.Atoi(text); err != nil || a.year < 2000 || a.year > 2100 {
			return a, refusal.Missing("Không có năm “%s”.", text)
		}
	}
	if text := values.Get("unit"); text != "" {
		id, err := strconv.ParseInt(text, 10, 64)
		if a.Unit = orgunit.ID(id); err != nil || v.Units.Unit(a.Unit) == nil {
			return a, refusal.Missing("Không có đơn vị này.")
		}
	}
	a.From, a.Until = calendar.On(a.year, 1, 1), calendar.On(a.year+1, 1, 1)
	a.Before, _ = strconv.ParseInt(values.Get("before"), 10, 64)
	return a, nil
}

// years that may be chosen.
func (a asked) years() (list []layout.Option) {
	last, _, _ := a.Today.Date()
	for y := last; y > last-shownYears; y-- {
		list = append(list, layout.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y), Chosen: y == a.year})
	}
	return list
}

// href is the address of a list.
func (a asked) href(path string, kind quality.Kind, unit orgunit.ID) string {
	out := fmt.Sprintf("%s?kind=%s&year=%d", path, kind.Name(), a.year)
	if unit != 0 {
		out += fmt.Sprintf("&unit=%d", unit)
	}
	return out
}
