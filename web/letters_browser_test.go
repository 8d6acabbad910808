package web_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
	"cchc/web"
	"cchc/web/layout"
	pages "cchc/web/notify"
)

// TestThePagesOfMessagesFitEveryScreen looks at them as those who use them.
func TestThePagesOfMessagesFitEveryScreen(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	s := build(t, ours)
	as := web.Route{Method: "GET", Path: "/as/{role}", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		web.Cookie{}.Put(w, r, r.PathValue("role"))
		http.Redirect(w, r, "/messages/own", http.StatusSeeOther)
		return nil
	}}
	entrance := web.Entrance{Sessions: s, Rooms: pages.Rooms()}
	server := httptest.NewServer(web.Handler(web.Mux(append(s.letters().Routes(), as), entrance.Guard, nil), web.Options{Site: &layout.Site{Brand: "Một cửa An Sơn"}, Log: slog.New(slog.DiscardHandler)}))
	t.Cleanup(server.Close)
	tab := b.Tab(t, server.URL)
	words := "/messages/templates/received-sms-vi"
	for _, page := range []struct {
		role account.Role
		path string
	}{
		{account.Counter, "/messages"}, {account.Counter, fmt.Sprint("/messages/one/", s.message)}, {account.Counter, "/messages/of/" + s.code},
		{account.Inspector, "/messages/providers"}, {account.Designer, "/messages/templates"}, {account.Designer, words}, {account.Counter, "/messages/own"},
	} {
		tab.Go("/as/" + string(page.role))
		tab.Go(page.path)
		htmlcheck.Page(t, tab.HTML())
		tab.Look("messages" + strings.NewReplacer("/", "-", "messages", "").Replace(page.path))
		tab.Wide(1366)
	}
	tab.Go("/as/designer")
	tab.Go(words)
	tab.Click("main form button")
	if body := url.QueryEscape(tab.Value("#f-body")); body == "" {
		t.Error("the draft is empty")
	}
	tab.Look("messages-draft")
}
