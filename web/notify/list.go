package notify

import (
	"fmt"
	"net/http"
	"net/url"

	"cchc/domain/account"
	"cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

const onAPage = 50

type listPage struct {
	layout.Frame
	Tabs      []layout.Link
	Form      layout.Form
	States    []layout.Option
	Channels  []layout.Option
	Providers []layout.Option
	Rows      []row
	Pager     layout.Pager
	Idle      bool // no provider is set up
}

type row struct {
	notify.Message
	State    layout.Tag
	Occasion string
	Channel  string
	Address  string // masked
	Said     string // the last word about it
	About    string // link to the dossier's messages
}

func newRow(visit *web.Visit, m notify.Message) row {
	r := row{Message: m, State: tag(m.State), Occasion: visit.T(m.Occasion.Title()), Address: notify.Mask(m.Text.Address), Said: said(visit, m.Says)}
	if m.Text.Channel != "" {
		r.Channel = visit.T(m.Text.Channel.Title())
	}
	if m.Code != "" {
		r.About = "/messages/of/" + m.Code
	}
	return r
}

var listView = layout.Parse[listPage](files, "list.html", "tabs.html", "table.html")

func (p Pages) showList(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	q := query(visit, form)
	q.Limit = onAPage
	found, err := p.Outbox.List(r.Context(), q)
	if err != nil {
		return err
	}
	page := listPage{Frame: layout.Frame{AsOf: visit.At}, Tabs: tabs(visit, "/messages"), Form: form, Pager: pager(r, found), Idle: len(p.Lines) == 0}
	page.States = []layout.Option{{Label: visit.T("Mọi trạng thái")}}
	for _, s := range notify.States {
		page.States = append(page.States, layout.Option{Value: string(s), Label: visit.T(s.Title())})
	}
	page.Channels = append([]layout.Option{{Label: visit.T("Mọi kênh")}}, channelOptions(visit)...)
	page.Providers = []layout.Option{{Label: visit.T("Mọi nơi gửi")}}
	for _, l := range p.Lines {
		page.Providers = append(page.Providers, layout.Option{Value: l.Name, Label: l.Name})
	}
	for _, m := range found.Rows {
		page.Rows = append(page.Rows, newRow(visit, m))
	}
	return listView.Render(w, r, http.StatusOK, page)
}

func channelOptions(visit *web.Visit) (list []layout.Option) {
	for _, c := range notify.Channels {
		list = append(list, layout.Option{Value: string(c), Label: visit.T(c.Title())})
	}
	return list
}

// query is what the filter asks for, within the visitor's reach.
func query(visit *web.Visit, form layout.Form) notify.Query {
	q := notify.Query{
		Words: form.Get("q"), State: notify.State(form.Get("state")), Channel: notify.Channel(form.Get("channel")), Provider: form.Get("provider"),
		After: web.Number[notify.ID](form.Get("after")), Before: web.Number[notify.ID](form.Get("before")),
	}
	if reach, all := visit.Reach(account.ReadMessages); !all {
		q.Within = append([]orgunit.ID{}, reach...)
	}
	return q
}

func pager(r *http.Request, found notify.Listing) layout.Pager {
	at := func(path, name string, id notify.ID) string {
		query := r.URL.Query()
		query.Del("after")
		query.Del("before")
		if name != "" {
			query.Set(name, fmt.Sprint(int64(id)))
		}
		return (&url.URL{Path: path, RawQuery: query.Encode()}).String()
	}
	p := layout.Pager{Excel: at("/messages.xlsx", "", 0)}
	if n := len(found.Rows); n > 0 {
		if found.Prev {
			p.Prev, p.First = at("/messages", "before", found.Rows[0].ID), at("/messages", "", 0)
		}
		if found.Next {
			p.Next = at("/messages", "after", found.Rows[n-1].ID)
		}
	}
	return p
}
