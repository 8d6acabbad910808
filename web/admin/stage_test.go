package admin_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/dbtest"
	"cchc/store"
	"cchc/web"
	"cchc/web/admin"
	"cchc/web/layout"
)

// The province of these tests on Wednesday 02/07/2025; the calendar is number 1.
const (
	province orgunit.ID = 11 + iota
	bureau
	district
	communeA
	communeB
	communeC
)

const (
	operator account.ID = 21 + iota
	inspector
	officer
	designer
)

var now = time.Date(2025, 7, 2, 9, 0, 0, 0, calendar.Local)

// stage is the operator's pages on a server over a store; who is signed in can change.
type stage struct {
	*testing.T
	store  *store.Store
	ledger store.Ledger
	sealer *store.Sealer
	who    account.ID
	base   string
}

// Enter lets whoever the test says in.
func (s *stage) Enter(ctx context.Context, _ string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	refs, err := s.store.References.Now(ctx)
	if err != nil {
		return nil, nil, err
	}
	who, err := s.store.Accounts.Get(ctx, s.who)
	return &who, refs.Units(), err
}

func set(t *testing.T) *stage {
	t.Helper()
	d := dbtest.Open(t, dbtest.SQLite(t))
	signer, err := audit.NewSigner("anson.example/cchc", make([]byte, 32))
	s := &stage{T: t, store: store.New(d), who: operator}
	s.must(err)
	s.must(d.Migrate(t.Context(), store.Migrations()))
	s.ledger = store.Ledger{DB: d, Verifier: signer.Verifier()}
	s.sealer = &store.Sealer{DB: d, Signer: signer}
	s.furnish()
	routes := admin.Units{Tree: s.store.Units, Trail: s.store.Trace}.Routes()
	routes = append(routes, admin.Calendar{Diary: store.Diary{Calendars: s.store.Calendars, Dossiers: s.store.Dossiers}}.Routes()...)
	routes = append(routes, admin.Log{Ledger: s.ledger}.Routes()...)
	routes = append(routes, admin.Rules{Catalogue: s.store.Procedures, Drafting: s.store.Procedures, Flows: s.store.Workflows, Files: s.store.Imports()}.Routes()...)
	routes = append(routes, web.Route{Method: "GET", Path: "/in", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		web.Cookie{}.Put(w, r, "x")
		http.Redirect(w, r, "/admin/units", http.StatusSeeOther)
		return nil
	}})
	entrance := web.Entrance{Sessions: s, Now: func() time.Time { return now }}
	site := &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000", Sample: true}
	server := httptest.NewServer(web.Handler(web.Mux(routes, entrance.Guard, nil), web.Options{Site: site, Log: slog.New(slog.DiscardHandler)}))
	t.Cleanup(server.Close)
	s.base = server.URL
	return s
}

func (s *stage) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *stage) furnish() {
	since := calendar.MustDay("2020-01-01")
	unit := func(id orgunit.ID, code, name string, level orgunit.Level, block orgunit.Block, parent orgunit.ID) orgunit.Unit {
		return orgunit.Unit{ID: id, Code: code, Name: name, Level: level, Block: block, Parent: parent, From: since}
	}
	person := func(id account.ID, login, name string, unit orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: name, Unit: unit, Roles: []account.Role{role}}
	}
	s.must(s.store.Furnish(s.Context(), store.Furniture{
		Units: []orgunit.Unit{
			unit(province, "H99", "Tỉnh An Sơn", orgunit.Province, orgunit.Whole, 0),
			unit(bureau, "H99.05", "Sở Nội vụ", orgunit.Province, orgunit.Department, province),
			unit(district, "H99.28", "UBND huyện Tân Bình", orgunit.District, orgunit.Districts, province),
			unit(communeA, "H99.28.05", "UBND xã Hòa Lâm", orgunit.Commune, orgunit.Communes, district),
			unit(communeB, "H99.28.06", "UBND xã Trà Linh", orgunit.Commune, orgunit.Communes, district),
			unit(communeC, "H99.28.07", "UBND xã Trà Sơn", orgunit.Commune, orgunit.Communes, district),
		},
		Accounts: []account.Account{
			person(operator, "quantri", "Lê Quản Trị", province, account.Operator),
			person(inspector, "kiemtra", "Phạm Kiểm Tra", province, account.Inspector),
			person(designer, "soanthao", "Đỗ Soạn Thảo", province, account.Designer),
			person(officer, "canbo", "Trần Cán Bộ", communeB, account.Official),
		},
		Versions: []procedure.Version{{
			ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}},
			Cases:  []procedure.Case{{No: 1, Name: "Chung"}},
		}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 240}}}},
	}, store.Moment{At: now.AddDate(-5, 0, 0)}))
	for _, where := range []orgunit.ID{communeA, communeB, communeC} {
		_, err := s.store.Dossiers.Receive(s.Context(), dossier.Receive{Unit: where, Desk: where, Procedure: 101, Workflow: 201, Channel: procedure.Direct},
			dossier.Person{Name: "Đinh Thị Hồng Nhung"}, store.Moment{By: officer, Unit: where, At: now.AddDate(0, 0, -1)})
		s.must(err)
	}
}

// ask sends a request as the one who is signed in, and does not follow where it leads.
func (s *stage) ask(method, path, lang string, form url.Values) (*http.Response, string) {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), method, s.base+path, strings.NewReader(form.Encode()))
	s.must(err)
	r.Header.Set("Cookie", "cchc=x; lang="+lang)
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	s.must(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	s.must(err)
	return answer, string(body)
}

func (s *stage) post(path string, pairs ...string) (*http.Response, string) {
	s.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return s.ask("POST", path, "vi", form)
}

func (s *stage) units() *orgunit.Map {
	s.Helper()
	refs, err := s.store.References.Now(s.Context())
	s.must(err)
	return refs.Units()
}

func by(at time.Time) account.Stamp { return account.Stamp{By: operator, Unit: province, At: at} }
