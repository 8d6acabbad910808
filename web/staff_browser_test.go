package web_test

import (
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
	"cchc/kit/secret"
	"cchc/store"
	"cchc/web"
	"cchc/web/admin"
	"cchc/web/entry"
	"cchc/web/layout"
)

// house is the rooms of the staff over a real store with the units of these tests, and
// nobody in it yet.
func house(t *testing.T) (s *store.Store, url string) {
	t.Helper()
	s = build(t, 0).Store
	server := httptest.NewUnstartedServer(nil)
	url = "http://" + server.Listener.Addr().String()
	entrance := web.Entrance{Sessions: s.Sessions, Rooms: []web.Room{{Title: "Tài khoản", Href: "/admin/accounts", Act: account.ReadAccounts}}}
	routes := append(entry.Room{Staff: s.Sessions, Issuer: "Một cửa An Sơn"}.Routes(), admin.Accounts{Staff: s.Accounts, Trail: s.Trace, BaseURL: url}.Routes()...)
	site := &layout.Site{Brand: "Một cửa An Sơn", Motto: "Dịch vụ công tỉnh An Sơn", Phone: "1800 0000", Sample: true}
	server.Config.Handler = web.Handler(web.Mux(routes, entrance.Guard, nil), web.Options{Site: site, Log: slog.New(slog.DiscardHandler)})
	server.Start()
	t.Cleanup(server.Close)
	return s, url
}

const phrase = "trời xanh mây trắng 7"

// look looks at the page of an address in both languages.
func look(t *testing.T, tab *browser.Tab, path, name string) {
	t.Helper()
	glue := "?"
	if strings.Contains(path, "?") {
		glue = "&"
	}
	for _, lang := range []string{"en", "vi"} {
		tab.Go(path + glue + "lang=" + lang)
		htmlcheck.Page(t, tab.HTML())
		tab.Look(name + "-" + lang)
	}
	tab.Wide(1366)
}

// path cuts the server from an address.
func path(address, url string) string { return strings.TrimPrefix(address, url) }

func TestAnOfficeIsSetUpAndItsPeopleComeAndGo(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	s, url := house(t)
	token, err := s.Accounts.SetUpLink(t.Context(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	boss := b.Tab(t, url)
	link := setUp(t, boss, url, "/set-up/"+token)
	person := b.Tab(t, url)
	choosePassword(t, person, path(link, url))
	look(t, person, "/account", "account")
	look(t, person, "/account/rights", "account-rights")
	key := secondFactor(t, person)
	comeBack(t, person, key)
	lockOut(t, boss, person)
	// What people are called and where is not for translating.
	for _, missing := range layout.Untranslated() {
		t.Errorf("no English for %q", missing)
	}
}

// setUp is the first operator's day: a password, a clerk's account, a link for the clerk.
func setUp(t *testing.T, tab *browser.Tab, url, first string) (link string) {
	look(t, tab, first, "set-up")
	tab.Type("#f-password", "quantri12345")
	tab.Type("#f-again", "quantri12345")
	tab.ClickOn("main .go")
	tab.Look("set-up-errors")
	tab.Wide(1366)
	tab.Type("#f-password", phrase)
	tab.Type("#f-again", phrase)
	tab.ClickOn("main .go")
	if tab.Path() != "/admin/accounts" {
		t.Fatalf("an operator starts at %s", tab.Path())
	}
	look(t, tab, "/admin/accounts", "accounts")
	look(t, tab, "/admin/accounts?q=zzz", "accounts-none")
	look(t, tab, "/admin/accounts/new", "accounts-new")
	tab.ClickOn("main .go")
	if tab.Status() != 422 {
		t.Errorf("an empty account: %d", tab.Status())
	}
	tab.Look("accounts-new-errors")
	tab.Wide(1366)
	tab.Type("#f-name", "Lê Thị Thu Hà")
	tab.Type("#f-login", "ha.ltt")
	tab.Type("#f-title", "Công chức tư pháp – hộ tịch")
	tab.Choose("#f-unit", "3")
	tab.Click("#f-roles")
	tab.PressOn("Ctrl+Enter")
	one := tab.Path()
	look(t, tab, one, "accounts-one")
	tab.ClickOn(`form[action$="/link"] button`)
	tab.Look("accounts-link")
	return tab.Text(".note samp")
}

func choosePassword(t *testing.T, tab *browser.Tab, link string) {
	t.Helper()
	tab.Go(link)
	tab.Type("#f-password", phrase)
	tab.Type("#f-again", phrase+"x")
	tab.ClickOn("main .go")
	if tab.Status() != 422 {
		t.Errorf("typed in two ways: %d", tab.Status())
	}
	tab.Type("#f-password", phrase)
	tab.Type("#f-again", phrase)
	tab.ClickOn("main .go")
	if tab.Path() != "/account" {
		t.Errorf("a clerk without a room starts at %s", tab.Path())
	}
	tab.Go(link)
	if tab.Status() != 404 {
		t.Errorf("the link a second time: %d", tab.Status())
	}
	tab.Go("/admin/accounts")
	if tab.Status() != 403 {
		t.Errorf("a clerk at the accounts: %d", tab.Status())
	}
}

func secondFactor(t *testing.T, tab *browser.Tab) (key string) {
	t.Helper()
	look(t, tab, "/account/second-factor", "second-factor")
	key = tab.Value("input[name=key]")
	tab.Type("#f-code", "000000")
	tab.Type("#f-current", phrase)
	tab.ClickOn("main .go")
	tab.Look("second-factor-errors")
	tab.Wide(1366)
	if tab.Value("input[name=key]") != key {
		t.Error("a wrong code changes the key that was scanned")
	}
	tab.Type("#f-code", secret.CodeAt(key, time.Now()))
	tab.Type("#f-current", phrase)
	tab.ClickOn("main .go")
	if tab.Path() != "/account?done=on" {
		t.Fatalf("not switched on: %s", tab.Text("main"))
	}
	look(t, tab, "/account?done=on", "account-done")
	look(t, tab, "/account/second-factor", "second-factor-on")
	look(t, tab, "/account/password", "password")
	return key
}

func comeBack(t *testing.T, tab *browser.Tab, key string) {
	t.Helper()
	tab.ClickOn("header form button")
	if tab.Path() != "/sign-in?out=1" {
		t.Errorf("signed out, and at %s", tab.Path())
	}
	look(t, tab, "/sign-in?out=1", "sign-in")
	tab.Go("/account/rights")
	tab.Type("#f-login", "ha.ltt")
	tab.Type("#f-password", "not it")
	tab.ClickOn("main .go")
	tab.Look("sign-in-errors")
	tab.Wide(1366)
	tab.Type("#f-password", phrase)
	tab.ClickOn("main .go")
	look(t, tab, tab.Path(), "code")
	tab.Type("#f-code", secret.CodeAt(key, time.Now().Add(30*time.Second))) // the one of now is spent
	tab.ClickOn("main .go")
	if tab.Path() != "/account/rights" {
		t.Errorf("back, and at %s: %s", tab.Path(), tab.Text("main"))
	}
}

func lockOut(t *testing.T, boss, person *browser.Tab) {
	t.Helper()
	boss.Go("/admin/accounts?q=thu+ha&unit=3&role=counter")
	boss.ClickOn("tbody a")
	boss.Look("accounts-two-steps")
	boss.Wide(1366)
	boss.Click("details summary")
	boss.ClickOn(`form[action$="/lock"] button`)
	if boss.Status() != 422 {
		t.Errorf("locked without a reason: %d", boss.Status())
	}
	boss.Look("accounts-lock-errors")
	boss.Wide(1366)
	boss.Type("#f-why", "Nghỉ hưu")
	boss.ClickOn(`form[action$="/lock"] button`)
	look(t, boss, boss.Path(), "accounts-locked")
	person.Go("/account")
	if !strings.HasPrefix(person.Path(), "/sign-in?next=") {
		t.Errorf("locked, and still at %s", person.Path())
	}
}
