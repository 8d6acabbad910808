package notify

import (
	"net/http"
	"time"

	"cchc/domain/notify"
	"cchc/web"
	"cchc/web/layout"
)

type providersPage struct {
	layout.Frame
	Tabs    []layout.Link
	Rows    []providerRow
	Backlog []backlogRow
}

type providerRow struct {
	*notify.Line
	notify.Health
	Channel string
	State   layout.Tag
	Said    string // the last failure
}

type backlogRow struct {
	Title string
	Href  string
	Count int
	Since time.Time
}

var providersView = layout.Parse[providersPage](files, "providers.html", "tabs.html")

func (p Pages) showProviders(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	healths, err := p.State.Healths(r.Context())
	if err != nil {
		return err
	}
	backlog, err := p.State.Backlog(r.Context())
	if err != nil {
		return err
	}
	page := providersPage{Frame: layout.Frame{AsOf: visit.At}, Tabs: tabs(visit, "/messages/providers")}
	for _, l := range p.Lines {
		row := providerRow{Line: l, Health: healths[l.Name], Channel: visit.T(l.Channel.Title()), Said: said(visit, healths[l.Name].Says), State: layout.Tag{Class: "ok", Sign: "✓", Format: "Đang hoạt động"}}
		switch {
		case row.Shut.After(visit.At):
			row.State = layout.Tag{Class: "over", Sign: "✕", Format: "Tạm ngắt"}
		case row.Failures > 0:
			row.State = layout.Tag{Class: "soon", Sign: "◔", Format: "Đang có lỗi"}
		case row.Worked.IsZero():
			row.State = layout.Plain("Chưa gửi lần nào")
		}
		page.Rows = append(page.Rows, row)
	}
	for _, b := range backlog {
		page.Backlog = append(page.Backlog, backlogRow{visit.T(b.State.Title()), "/messages?state=" + string(b.State), b.Count, b.Since})
	}
	return providersView.Render(w, r, http.StatusOK, page)
}
