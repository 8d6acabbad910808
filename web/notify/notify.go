// Package notify holds the pages of messages: the outbox, one message, the wish of a
// person, templates, how providers do; and the two doors that are open to everybody: the
// link that stops messages, and the reports of providers.
package notify

import (
	"context"
	"embed"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed *.html en.json
var files embed.FS

// Outbox keeps messages.
type Outbox interface {
	List(context.Context, notify.Query) (notify.Listing, error)
	Get(context.Context, notify.ID) (notify.Story, error)
	Retry(ctx context.Context, id notify.ID, reason string, by account.Stamp) error
	Cancel(ctx context.Context, id notify.ID, reason string, by account.Stamp) error
}

// Words keeps templates.
type Words interface {
	Templates(context.Context) ([]*notify.Template, error)
	DraftTemplate(context.Context, notify.Occasion, notify.Channel, notify.Lang, account.Stamp) (notify.Template, error)
	SaveTemplate(context.Context, notify.Template, account.Stamp) (notify.Template, error)
	ApproveTemplate(context.Context, notify.TemplateID, calendar.Day, account.Stamp) (notify.Template, error)
}

// Wishes keeps how people want to be told.
type Wishes interface {
	Wish(context.Context, dossier.ID) (notify.Wish, notify.Addresses, error)
	SetWish(ctx context.Context, id dossier.ID, way string, by account.Stamp) error
	// Stopping finds which way to which address a link stops, and whether it has.
	Stopping(ctx context.Context, token string) (notify.Channel, string, bool, error)
	Stop(ctx context.Context, token string, stop bool, by account.Stamp) error
}

// Own keeps where officers get notices.
type Own interface {
	Email(context.Context, account.ID) (string, error)
	SetEmail(ctx context.Context, email string, by account.Stamp) error
}

// State is how the sending does.
type State interface {
	Backlog(context.Context) ([]notify.Backlog, error)
	Healths(context.Context) (map[string]notify.Health, error)
}

// Pages are the pages of messages.
type Pages struct {
	Outbox Outbox
	Words  Words
	Wishes Wishes
	Own    Own
	State  State
	ByCode func(context.Context, string) (dossier.Dossier, error)
	Lines  []*notify.Line // providers that are set up
	// Hear takes the report of a provider, nil when none reports.
	Hear  func(ctx context.Context, provider string, head http.Header, body []byte) error
	Owner func(*orgunit.Map) orgunit.ID // whose the templates are, nil for the province
}

// Routes of the pages. The templates are the province's own: whoever changes them must be
// of the province's office.
func (p Pages) Routes() []web.Route {
	read, rules := web.Need{Act: account.ReadMessages, On: web.Any}, web.Need{Act: account.ReadRules, On: web.Any}
	one := web.Need{Act: account.ReadMessages, On: web.Target}
	retry := web.Need{Act: account.RetryMessage, On: web.Target}
	change, approve := web.Need{Act: account.ChangeTemplates, On: web.Target}, web.Need{Act: account.ApproveTemplates, On: web.Target}
	own, public := web.Need{Act: account.OwnAccount, On: web.OwnUnit}, web.Need{Public: true}
	return []web.Route{
		{Method: "GET", Path: "/messages", Needs: read, Handler: p.showList},
		{Method: "GET", Path: "/messages.xlsx", Needs: read, Handler: p.exportList},
		{Method: "GET", Path: "/messages/one/{id}", Needs: one, Handler: p.showOne},
		{Method: "POST", Path: "/messages/one/{id}/retry", Needs: retry, Handler: p.retry},
		{Method: "POST", Path: "/messages/one/{id}/cancel", Needs: retry, Handler: p.cancel},
		{Method: "GET", Path: "/messages/of/{code}", Needs: one, Handler: p.showDossier},
		{Method: "POST", Path: "/messages/of/{code}", Needs: retry, Handler: p.setWish},
		{Method: "GET", Path: "/messages/templates", Needs: rules, Handler: p.showTemplates},
		{Method: "GET", Path: "/messages/templates/{words}", Needs: rules, Handler: p.showTemplate},
		{Method: "POST", Path: "/messages/templates/{words}", Needs: change, Handler: p.draftTemplate},
		{Method: "POST", Path: "/messages/templates/{words}/save", Needs: change, Handler: p.saveTemplate},
		{Method: "POST", Path: "/messages/templates/{words}/approve", Needs: approve, Handler: p.approveTemplate},
		{Method: "GET", Path: "/messages/providers", Needs: web.Need{Act: account.ReadProviders, On: web.Any}, Handler: p.showProviders},
		{Method: "GET", Path: "/messages/own", Needs: own, Handler: p.showOwn},
		{Method: "POST", Path: "/messages/own", Needs: own, Handler: p.setOwn},
		{Method: "GET", Path: "/stop/{token}", Needs: public, Handler: p.showStop},
		{Method: "POST", Path: "/stop/{token}", Needs: public, Handler: p.stop},
		{Method: "POST", Path: "/callbacks/messages/{provider}", Needs: public, Handler: p.hear, MaxBody: 64 << 10},
	}
}

// Rooms are the places in the header.
func Rooms() []web.Room {
	return []web.Room{
		{Title: "Tin nhắn", Href: "/messages", Act: account.ReadMessages},
		{Title: "Mẫu tin nhắn", Href: "/messages/templates", Act: account.ChangeTemplates},
		{Title: "Nơi gửi tin", Href: "/messages/providers", Act: account.ReadProviders},
	}
}

func (p Pages) owner(visit *web.Visit) orgunit.ID {
	if p.Owner != nil {
		return p.Owner(visit.Units)
	}
	if root := visit.Units.Root(); root != nil {
		return root.ID
	}
	return 0
}

// tabs lead between the pages of the room that the visitor may see.
func tabs(visit *web.Visit, here string) (list []layout.Link) {
	for _, tab := range []struct {
		text, href string
		act        account.Act
	}{
		{"Tin nhắn", "/messages", account.ReadMessages}, {"Mẫu tin nhắn", "/messages/templates", account.ReadRules}, {"Nơi gửi tin", "/messages/providers", account.ReadProviders},
	} {
		if visit.MayAnywhere(tab.act) {
			list = append(list, layout.Link{Text: visit.T(tab.text), Href: tab.href, Here: tab.href == here})
		}
	}
	return list
}

// tag is a message's state with its sign.
func tag(s notify.State) layout.Tag {
	look := map[notify.State]layout.Tag{
		notify.Sent: {Class: "ok", Sign: "✓"}, notify.Delivered: {Class: "ok", Sign: "✓"},
		notify.Unknown: {Class: "soon", Sign: "?"}, notify.Failed: {Class: "over", Sign: "✕"},
	}
	t, ok := look[s]
	if !ok {
		t.Class = "line"
	}
	t.Format = s.Title()
	return t
}
