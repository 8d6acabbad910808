package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/web/layout"
)

func TestUnreadNoticesStandBesideTheNameAndAPageIsShownWithoutThem(t *testing.T) {
	seen := func(n int, err error) layout.Link {
		var v *layout.Visit
		e := Entrance{Sessions: oneSession{who: leader}, Me: Me{Account: "/account", Notices: "/notices", Unread: func(_ context.Context, who account.ID, _ int) (int, error) {
			if who != leader.ID {
				t.Errorf("counted for %d", who)
			}
			return n, err
		}}}
		route := page(Need{Act: account.OwnAccount, On: OwnUnit}, func(w http.ResponseWriter, r *http.Request) error {
			v = layout.VisitOf(r)
			return ok(w, r)
		})
		r := httptest.NewRequest("GET", "/x", nil)
		r.Header.Set("Cookie", "cchc=good")
		Handler(Mux([]Route{route}, e.Guard, nil), Options{Site: site, Log: slog.New(slog.DiscardHandler)}).ServeHTTP(httptest.NewRecorder(), r)
		if v == nil || v.Me != "/account" {
			t.Fatalf("%+v", v)
		}
		return v.Notices
	}
	for n, want := range map[int]string{0: "", 3: "3", 99: "99", 100: "99+"} {
		if got := seen(n, nil); got.Text != want || got.Href != "/notices" {
			t.Errorf("%d unread: %+v", n, got)
		}
	}
	if got := seen(0, errors.New("away")); got.Href != "" {
		t.Errorf("not counted: %+v", got)
	}
}

func TestARoomIsFoundByTheLongestAddressAndNotShownToWhoComesByAnother(t *testing.T) {
	e := Entrance{Rooms: []Room{{Title: "Sổ", Href: "/register"}, {Title: "Mẫu", Href: "/messages/templates"}},
		Annexes: map[string]string{"/messages": "/register", "/papers": "/register", "/papers/kinds": "/rules"}}
	for path, want := range map[string]string{"/messages/of/x": "/register", "/messages/templates/a": "/messages/templates", "/papers/kinds": "/rules", "/papers/results": "/register", "/other": ""} {
		if got := e.room(path, e.Rooms); got != want {
			t.Errorf("%s is in %q, want %q", path, got, want)
		}
	}
	if strings.Contains(e.room("/messagesx", e.Rooms), "/") {
		t.Error("a longer word is no room")
	}
}
