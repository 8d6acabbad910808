package portal

import (
	"context"
	"net/http"
	"time"

	"cchc/domain/procedure"
	"cchc/web/layout"
)

// homePage is the first page.
type homePage struct {
	layout.Frame
	Events  []event
	Busy    []offerRow
	All     int // procedures in force
	Board   boardView
	Hotline string
}

var homeTemplate = layout.Parse[homePage](files, "home.html", "parts.html")

// offerRow is a procedure in a list.
type offerRow struct {
	Code, Name, Field string
	Time, Fee, Place  string
}

func row(v *layout.Visit, o *offers, version *procedure.Version) offerRow {
	line := offerRow{Code: version.Code, Name: version.Name, Field: version.Field, Place: places(v, o.at(version))}
	if len(version.Offers) > 0 {
		first := version.Offers[0]
		line.Time, line.Fee = limitText(v, first.Limit), feeText(v, first)
	}
	return line
}

const (
	busiestShown = 5
	boardHolds   = time.Minute // a figure may be a minute old; it says of when it is
	week         = 7 * 24 * time.Hour
)

func (p *Pages) home(w http.ResponseWriter, r *http.Request) error {
	o, err := p.offered(r.Context())
	if err != nil {
		return err
	}
	b, err := p.figures(r.Context())
	if err != nil {
		return err
	}
	v := layout.VisitOf(r)
	page := homePage{Frame: p.frame(r), Events: events, All: len(o.list), Board: b.view(v), Hotline: phone(v)}
	if !b.empty() {
		page.AsOf = b.asOf
	}
	for _, code := range b.busiest {
		if version := o.InForce(code, o.day); version != nil {
			page.Busy = append(page.Busy, row(v, o, version))
		}
	}
	return homeTemplate.Render(w, r, http.StatusOK, page)
}

// figures are the numbers of the first page, counted at most once a minute.
func (p *Pages) figures(ctx context.Context) (*board, error) {
	now := p.now()
	return p.board.get(
		func(b *board) bool { return now.Sub(b.asOf) < boardHolds && !now.Before(b.asOf) },
		func() (*board, error) { return p.count(context.WithoutCancel(ctx), now) })
}
