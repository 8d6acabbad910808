package web_test

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/admin"
	"cchc/web/entry"
	"cchc/web/layout"
)

var update = flag.Bool("update", false, "write the golden files anew")

// room is some pages, made over a store in which everything belongs to one unit. A new
// room joins the list here and nothing else.
type room struct {
	name string
	make func(s scene) interface{ Routes() []web.Route }
}

var rooms = []room{
	{"entry", func(s scene) interface{ Routes() []web.Route } { return entry.Room{Staff: s.staff(), Issuer: "cchc"} }},
	{"admin accounts", func(s scene) interface{ Routes() []web.Route } {
		return admin.Accounts{Staff: s.staff(), Trail: noTrail{}}
	}},
}

// scene is a visitor with one role, at the district, and the unit that everything
// asked for belongs to.
type scene struct {
	role   account.Role
	target orgunit.ID
	writes *int // changes that got through
}

const (
	ours orgunit.ID = 2
)

// where is a unit in each relation to ours.
var where = map[orgunit.Relation]orgunit.ID{orgunit.Own: ours, orgunit.Below: 3, orgunit.Above: 1, orgunit.Other: 4}

var province = func() *orgunit.Map {
	since := calendar.MustDay("2020-01-01")
	return orgunit.NewMap([]*orgunit.Unit{
		{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
		{ID: 2, Code: "H99.28", Name: "Huyện Tân Bình", Level: orgunit.District, Block: orgunit.Districts, Parent: 1, From: since},
		{ID: 3, Code: "H99.28.05", Name: "Xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: 2, From: since},
		{ID: 4, Code: "H99.29", Name: "Huyện Trà Linh", Level: orgunit.District, Block: orgunit.Districts, Parent: 1, From: since},
	})
}()

// Enter is the session of the scene's visitor.
func (s scene) Enter(context.Context, string, time.Time) (*account.Account, *orgunit.Map, error) {
	return &account.Account{ID: 5, Login: "me", Name: "Người thử", Unit: ours, Roles: []account.Role{s.role}, Version: 1}, province, nil
}

func (s scene) routes(of room) []web.Route { return of.make(s).Routes() }

// asked writes down what a route says of itself.
func asked(n web.Need) string {
	if n.Public {
		return "everybody"
	}
	return fmt.Sprintf("%s on %s", n.Act, n.On)
}

func TestTheRightsOfEveryRouteAreWrittenDown(t *testing.T) {
	var out strings.Builder
	for _, of := range rooms {
		fmt.Fprintf(&out, "# %s\n", of.name)
		for _, route := range (scene{}).routes(of) {
			fmt.Fprintf(&out, "\n%s %s: %s\n", route.Method, route.Path, asked(route.Needs))
			if route.Needs.Public {
				continue
			}
			for _, role := range account.Roles {
				fmt.Fprintf(&out, "  %-10s", role)
				for _, relation := range orgunit.Relations {
					answer := "-"
					if route.Needs.Allows(role, relation) {
						answer = "yes"
					}
					fmt.Fprintf(&out, " %s:%-4s", relation, answer)
				}
				out.WriteString("\n")
			}
		}
		out.WriteString("\n")
	}
	got := regexp.MustCompile(` +\n`).ReplaceAllString(out.String(), "\n")
	const golden = "testdata/rights.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || got != string(want) {
		t.Errorf("the rights are not those of %s (%v). Read what changed, then run with -update:\n%s", golden, err, firstDifference(got, string(want)))
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
	for _, of := range rooms {
		for _, route := range (scene{}).routes(of) {
			if route.Needs.Public {
				continue
			}
			name := route.Method + " " + route.Path
			if status := (scene{}).send(of, route, false); status != http.StatusSeeOther {
				t.Errorf("%s without a session: %d", name, status)
			}
			for _, role := range account.Roles {
				for _, relation := range orgunit.Relations {
					s := scene{role: role, target: where[relation], writes: new(int)}
					status := s.send(of, route, true)
					allowed := route.Needs.Allows(role, relation)
					switch {
					case status >= 500:
						t.Errorf("%s, %s, %s: %d", name, role, relation, status)
					case allowed == (status == http.StatusForbidden):
						t.Errorf("%s, %s, %s: %d, declared %v", name, role, relation, status, allowed)
					case !allowed && *s.writes > 0:
						t.Errorf("%s, %s, %s: refused, but only after it was done", name, role, relation)
					}
				}
			}
		}
	}
}

var wildcard = regexp.MustCompile(`\{[a-z.]+\}`)

// send sends a real request for a route through everything that stands before it, and
// returns the status of the answer.
func (s scene) send(of room, route web.Route, signedIn bool) int {
	if s.writes == nil {
		s.writes = new(int)
	}
	entrance := web.Entrance{Sessions: s}
	handler := web.Handler(web.Mux(s.routes(of), entrance.Guard, nil), web.Options{Site: &layout.Site{}, Log: slog.New(slog.DiscardHandler)})
	var body url.Values
	if route.Method == "POST" {
		id := fmt.Sprint(int64(s.target))
		body = url.Values{"unit": {id}, "name": {"Lê Thị Thu Hà"}, "login": {"ha.ltt"}, "roles": {"counter"}, "why": {"thử"}, "version": {"1"}}
	}
	r := httptest.NewRequest(route.Method, wildcard.ReplaceAllString(strings.TrimSuffix(route.Path, "{$}"), "7"), strings.NewReader(body.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if signedIn {
		r.Header.Set("Cookie", "cchc=token")
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Code
}
