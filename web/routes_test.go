package web_test

import (
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/store"
	"cchc/web"
	"cchc/web/layout"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestTheRightsOfEveryRouteAreWrittenDown(t *testing.T) {
	var out strings.Builder
	for _, room := range rooms(stage{Store: store.New(nil)}) {
		fmt.Fprintf(&out, "# %s\n", strings.TrimPrefix(fmt.Sprintf("%T", room), "*"))
		for _, route := range room.Routes() {
			writeRights(&out, route)
		}
		out.WriteString("\n")
	}
	const golden = "testdata/rights.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || out.String() != string(want) {
		t.Errorf("the rights are not those of %s (%v). Read what changed, then run with -update:\n%s", golden, err, firstDifference(out.String(), string(want)))
	}
}

// writeRights writes one route and, for each role, the relations in which it may.
func writeRights(out *strings.Builder, route web.Route) {
	if route.Needs.Public {
		fmt.Fprintf(out, "\n%s %s: everybody\n", route.Method, route.Path)
		return
	}
	fmt.Fprintf(out, "\n%s %s: %s on %s\n", route.Method, route.Path, route.Needs.Act, route.Needs.On)
	for _, role := range account.Roles {
		fmt.Fprintf(out, "  %-9s", role)
		for _, relation := range orgunit.Relations {
			answer := "-"
			if route.Needs.Allows(role, relation) {
				answer = "+"
			}
			fmt.Fprintf(out, "  %s %s", relation, answer)
		}
		out.WriteString("\n")
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("line %d: %q", i+1, a[i])
		}
	}
	return "lines are missing at the end"
}

func TestEveryRouteAnswersAsItDeclares(t *testing.T) {
	for relation, unit := range where {
		t.Run(string(relation), func(t *testing.T) {
			t.Parallel()
			s := build(t, unit)
			for _, room := range rooms(s) {
				for _, route := range room.Routes() {
					s.check(t, route, relation)
				}
			}
		})
	}
}

// check asks for a route as nobody and as each role, and compares the answer with the
// declared one. What is refused must have done nothing.
func (s stage) check(t *testing.T, route web.Route, relation orgunit.Relation) {
	t.Helper()
	if route.Needs.Public {
		return
	}
	name := route.Method + " " + route.Path
	if status := s.ask(route, ""); status != http.StatusSeeOther {
		t.Errorf("%s without a session: %d", name, status)
	}
	for _, role := range account.Roles {
		before := s.events(t)
		status, allowed := s.ask(route, role), route.Needs.Allows(role, relation)
		switch {
		case status >= 500:
			t.Errorf("%s, %s: %d", name, role, status)
		case allowed == (status == http.StatusForbidden):
			t.Errorf("%s, %s: %d, declared %v", name, role, status, allowed)
		case !allowed && s.events(t) != before:
			t.Errorf("%s, %s: refused, but only after it was done", name, role)
		}
	}
}

// ask sends a real request through everything that stands before a route, and returns
// the status of the answer.
func (s stage) ask(route web.Route, as account.Role) int {
	entrance := web.Entrance{Sessions: s}
	handler := web.Handler(web.Mux([]web.Route{route}, entrance.Guard, nil), web.Options{Site: &layout.Site{}, Log: slog.New(slog.DiscardHandler)})
	form := url.Values{}
	if route.Method == http.MethodPost {
		// What a form needs to name the unit; the rest may be refused as incomplete.
		form = url.Values{"unit": {fmt.Sprint(int64(s.unit))}, "name": {"Lê Thị Thu Hà"}, "version": {"1"}}
	}
	r := httptest.NewRequest(route.Method, s.fill(route.Path), strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if as != "" {
		r.Header.Set("Cookie", "cchc="+string(as))
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Code
}
