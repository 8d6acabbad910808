package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/web/layout"
)

var tree = orgunit.NewMap([]*orgunit.Unit{
	{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", From: calendar.MustDay("2020-01-01")},
	{ID: 2, Code: "H99.28", Name: "Huyện Tân Bình", Parent: 1, From: calendar.MustDay("2020-01-01")},
	{ID: 3, Code: "H99.29", Name: "Huyện Trà Linh", Parent: 1, From: calendar.MustDay("2020-01-01")},
})

// oneSession is a keeper of one session, whose token is "good".
type oneSession struct {
	who account.Account
	err error
}

func (s oneSession) Enter(_ context.Context, token string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	if s.err != nil {
		return nil, nil, s.err
	}
	if token != "good" {
		return nil, nil, refusal.Missing("Phiên đã hết")
	}
	return &s.who, tree, nil
}

var leader = account.Account{ID: 7, Name: "Trần Quốc Bảo", Unit: 2, Roles: []account.Role{account.Leader}}

// enter asks for a route with a cookie, as the account of a keeper.
func enter(keeper Sessions, route Route, cookie string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(route.Method, route.Path, nil)
	r.Header.Set("Cookie", cookie)
	w := httptest.NewRecorder()
	entrance := Entrance{Sessions: keeper, Rooms: []Room{{Title: "Số liệu", Href: "/x", Act: account.ReadFigures}, {Title: "Đơn vị", Href: "/units", Act: account.ChangeUnits}}}
	Handler(Mux([]Route{route}, entrance.Guard, nil), Options{Site: site, Log: slog.New(slog.DiscardHandler)}).ServeHTTP(w, r)
	return w
}

// page is a route that answers with a heading and what the visit knows.
func page(needs Need, handler func(http.ResponseWriter, *http.Request) error) Route {
	return Route{Method: "GET", Path: "/x", Needs: needs, Handler: handler}
}

func ok(w http.ResponseWriter, _ *http.Request) error {
	_, err := fmt.Fprint(w, "secret of a dossier")
	return err
}

func TestWhoMayNotDoesNotGetIn(t *testing.T) {
	keeper := oneSession{who: leader}
	locked := leader
	locked.Locked = true
	for name, c := range map[string]struct {
		keeper Sessions
		needs  Need
		cookie string
		status int
	}{
		"nobody":                    {keeper, Need{Act: account.DecideDossier, On: OwnUnit}, "", 303},
		"an old session":            {keeper, Need{Act: account.DecideDossier, On: OwnUnit}, "cchc=old", 303},
		"the wrong cookie":          {keeper, Need{Act: account.DecideDossier, On: OwnUnit}, "__Host-cchc=good", 303},
		"a leader decides":          {keeper, Need{Act: account.DecideDossier, On: OwnUnit}, "cchc=good", 200},
		"a leader does not receive": {keeper, Need{Act: account.ReceiveDossier, On: OwnUnit}, "cchc=good", 403},
		"a leader does not design":  {keeper, Need{Act: account.ChangeRules, On: Any}, "cchc=good", 403},
		"a leader reads figures":    {keeper, Need{Act: account.ReadFigures, On: Any}, "cchc=good", 200},
		"who is locked":             {oneSession{who: locked}, Need{Act: account.ReadFigures, On: Any}, "cchc=good", 403},
		"a lost database":           {oneSession{err: errors.New("lost")}, Need{Act: account.ReadFigures, On: Any}, "cchc=good", 500},
		"everybody":                 {keeper, Need{Public: true}, "", 200},
		"everybody, database lost":  {oneSession{err: errors.New("lost")}, Need{Public: true}, "cchc=good", 200},
	} {
		if w := enter(c.keeper, page(c.needs, ok), c.cookie); w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
	}
}

func TestARouteOnATargetAnswersNothingUntilItHasAsked(t *testing.T) {
	must := func(act account.Act, unit orgunit.ID, then func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
		return func(w http.ResponseWriter, r *http.Request) error {
			VisitOf(r).Must(act, unit) // some ignore the answer
			return then(w, r)
		}
	}
	redirect := func(w http.ResponseWriter, r *http.Request) error {
		http.SetCookie(w, &http.Cookie{Name: "x", Value: "y"})
		http.Redirect(w, r, "/elsewhere", http.StatusSeeOther)
		return nil
	}
	nothing := func(http.ResponseWriter, *http.Request) error { return nil }
	missing := func(http.ResponseWriter, *http.Request) error { return refusal.Missing("Không có") }
	for name, c := range map[string]struct {
		handler func(http.ResponseWriter, *http.Request) error
		status  int
	}{
		"forgets to ask":            {ok, 500},
		"forgets and redirects":     {redirect, 500},
		"forgets and says nothing":  {nothing, 500},
		"finds nothing":             {missing, 404},
		"asks":                      {must(account.ReadDossier, 2, ok), 200},
		"asks and redirects":        {must(account.ReadDossier, 2, redirect), 303},
		"asks and says nothing":     {must(account.ReadDossier, 2, nothing), 200},
		"asks for another act":      {must(account.ReadFigures, 2, ok), 500},
		"does not hear the refusal": {must(account.ReadDossier, 3, ok), 500},
		"hears the refusal": {func(w http.ResponseWriter, r *http.Request) error {
			return VisitOf(r).Must(account.ReadDossier, 3)
		}, 403},
	} {
		w := enter(oneSession{who: leader}, page(Need{Act: account.ReadDossier, On: Target}, c.handler), "cchc=good")
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
		if c.status == 500 && (strings.Contains(w.Body.String(), "secret") || w.Header().Get("Location")+w.Header().Get("Set-Cookie") != "") {
			t.Errorf("%s: something of the answer got out: %v", name, w.Header())
		}
	}
}

func TestARouteDeclaresOneAnswerOnly(t *testing.T) {
	for _, need := range []Need{
		{}, {Act: account.ReadDossier}, {On: Any}, {Act: "dossier.eat", On: Any}, {Act: account.ReadDossier, On: "moon"}, {Public: true, Act: account.ReadDossier, On: Any},
	} {
		if need.answered() {
			t.Errorf("%+v passes for an answer", need)
		}
	}
}

func TestTheVisitKnowsWhoCame(t *testing.T) {
	var seen Visit
	w := enter(oneSession{who: leader}, page(Need{Act: account.ReadFigures, On: Any}, func(w http.ResponseWriter, r *http.Request) error {
		seen = *VisitOf(r)
		return ok(w, r)
	}), "cchc=good")
	if seen.User != "Trần Quốc Bảo" || seen.Visit.Unit != "Huyện Tân Bình" || seen.Session == "" || seen.Session == "good" {
		t.Errorf("%+v", seen)
	}
	if len(seen.Nav) != 1 || seen.Nav[0] != (layout.Link{Text: "Số liệu", Href: "/x", Here: true}) {
		t.Errorf("rooms %v", seen.Nav)
	}
	if reach, all := seen.Reach(account.ReadDossier); all || len(reach) != 1 || reach[0] != 2 {
		t.Errorf("reaches %v", reach)
	}
	if s := seen.Stamp("key"); s.By != 7 || s.Unit != 2 || s.Key == "" || s.At.IsZero() {
		t.Errorf("stamp %+v", s)
	}
	if first, again := seen.Stamp("key"), seen.Stamp("key"); seen.Stamp("").Key != "" || first.Key != again.Key {
		t.Error("a form has not the key that it had")
	}
	if w.Header().Get("Cache-Control") != "no-store" {
		t.Error("a page of somebody may be kept by a browser that others use")
	}
	var nobody Visit
	if nobody.Must(account.ReadFigures, 1) == nil || nobody.May(account.ReadFigures, 1) || nobody.MayAnywhere(account.ReadFigures) {
		t.Error("nobody may do something")
	}
}

func TestTheCookieIsForThisHostAndNoScript(t *testing.T) {
	for _, c := range []struct {
		cookie Cookie
		url    string
		want   string
	}{
		{Cookie{}, "http://h/", "cchc=tok; Path=/; HttpOnly; SameSite=Lax"},
		{Cookie{Secure: true}, "http://h/", "__Host-cchc=tok; Path=/; HttpOnly; Secure; SameSite=Lax"},
		{Cookie{}, "https://h/", "__Host-cchc=tok; Path=/; HttpOnly; Secure; SameSite=Lax"},
	} {
		w, r := httptest.NewRecorder(), httptest.NewRequest("GET", c.url, nil)
		c.cookie.Put(w, r, "tok")
		if got := w.Header().Get("Set-Cookie"); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
		r.Header.Set("Cookie", strings.Split(c.want, ";")[0])
		if c.cookie.Token(r) != "tok" {
			t.Errorf("%s is not read back", c.want)
		}
	}
}

func TestAKeyCountsForWhoSentItOnly(t *testing.T) {
	mine, theirs := Visit{Account: &account.Account{ID: 7}}, Visit{Account: &account.Account{ID: 8}}
	if mine.Stamp("key").Key == theirs.Stamp("key").Key {
		t.Error("two people's forms are taken for one")
	}
	for _, forged := range []string{"calendar-3-812345678901234567", "import-dossiers-00", "8-key", strings.Repeat("k", 1<<20), "k\x00"} {
		if key := mine.Stamp(forged).Key; key == forged || len(key) > 64 || !strings.HasPrefix(key, "7-") || strings.Contains(key, "\x00") {
			t.Errorf("the key %.40q is kept as %.80q", forged, key)
		}
	}
}
