package design_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/dbtest"
	"cchc/store"
	"cchc/store/rehearsal"
	"cchc/web"
	"cchc/web/design"
	"cchc/web/layout"
)

const (
	province orgunit.ID = 11 + iota
	bureau
	commune
)

const (
	anna  account.ID = 21 + iota // writes
	bình                         // writes too
	chair                        // approves
	clerk                        // did the dossiers
)

var now = time.Date(2022, 4, 4, 9, 0, 0, 0, calendar.Local)

// stage is the room over a store; a session is the name of who is signed in.
type stage struct {
	*testing.T
	store *store.Store
	plays rehearsal.Rehearsals
	base  string
}

var people = map[string]account.Account{
	"an":    {ID: anna, Login: "an", Name: "Lê Thị An", Unit: province, Roles: []account.Role{account.Designer}},
	"binh":  {ID: bình, Login: "binh", Name: "Trần Bình", Unit: province, Roles: []account.Role{account.Designer}},
	"chair": {ID: chair, Login: "chair", Name: "Phạm Chủ Tịch", Unit: province, Roles: []account.Role{account.Leader}},
	"clerk": {ID: clerk, Login: "clerk", Name: "Vũ Cán Bộ", Unit: commune, Roles: []account.Role{account.Official, account.Leader, account.Counter}},
}

func (s *stage) Enter(ctx context.Context, token string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	refs, err := s.store.References.Now(ctx)
	who := people[token]
	return &who, refs.Units(), err
}

func set(t *testing.T) *stage {
	t.Helper()
	d := dbtest.Open(t, dbtest.SQLite(t))
	s := &stage{T: t, store: store.New(d)}
	s.plays = rehearsal.Rehearsals{Store: s.store}
	s.must(d.Migrate(t.Context(), store.Migrations()))
	s.must(s.store.Furnish(t.Context(), furniture(), store.Moment{At: now.AddDate(-2, 0, 0)}))
	room := design.Room{Catalogue: s.store.Procedures, Flows: s.store.Workflows, Approval: s.store.Workflows, Tables: s.store.Imports(), Rehearsals: s.plays}
	routes := append(room.Routes(), web.Route{Method: "GET", Path: "/as/{who}", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		web.Cookie{}.Put(w, r, r.PathValue("who"))
		http.Redirect(w, r, "/admin/workflows", http.StatusSeeOther)
		return nil
	}})
	entrance := web.Entrance{Sessions: s, Now: func() time.Time { return now }}
	site := &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000", Sample: true}
	server := httptest.NewServer(web.Handler(web.Mux(routes, entrance.Guard, nil), web.Options{Site: site, Log: slog.New(slog.DiscardHandler)}))
	t.Cleanup(server.Close)
	s.base = server.URL
	return s
}

func furniture() store.Furniture {
	since := calendar.MustDay("2020-01-01")
	f := store.Furniture{
		Units: []orgunit.Unit{
			{ID: province, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
			{ID: bureau, Code: "H99.05", Name: "Sở Xây dựng", Level: orgunit.Province, Block: orgunit.Department, Parent: province, From: since},
			{ID: commune, Code: "H99.28", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: province, From: since},
		},
		Versions: []procedure.Version{{
			ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép xây dựng", Field: "Xây dựng", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "3 workdays"}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}},
		}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Cấp giấy phép xây dựng", Status: workflow.Published, From: since, Basis: "1/QĐ-UBND", Steps: []workflow.Step{
			{No: 1, Content: "Thẩm định hồ sơ", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
			{No: 2, After: []int{1}, Content: "Lấy ý kiến quy hoạch", Place: workflow.AtUnit, Role: account.Counter, Minutes: 480, Product: "Văn bản góp ý"},
			{No: 3, After: []int{2}, Content: "Phê duyệt", Place: workflow.AtUnit, Role: account.Leader, Minutes: 240},
		}}},
	}
	for _, a := range people {
		f.Accounts = append(f.Accounts, a)
	}
	return f
}

func (s *stage) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// did lets a dossier be received and done, a step each day.
func (s *stage) did(received string) {
	s.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", received, calendar.Local)
	s.must(err)
	by := store.Moment{By: clerk, Unit: commune, At: at}
	d, err := s.store.Dossiers.Receive(s.Context(), dossier.Receive{Unit: commune, Desk: commune, Procedure: 101, Case: 1, Workflow: 201, Channel: procedure.Direct}, dossier.Person{Name: "Đinh Nhung"}, by)
	s.must(err)
	for i, act := range []dossier.Act{dossier.CompleteStep{Step: 1}, dossier.CompleteStep{Step: 2}, dossier.Finish{}} {
		by.At = at.AddDate(0, 0, i+1)
		_, err = s.store.Dossiers.Do(s.Context(), d.ID, act, by)
		s.must(err)
	}
}

// ask sends a request as somebody, and does not follow where it leads.
func (s *stage) ask(who, method, path string, body io.Reader, kind string) (*http.Response, string) {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), method, s.base+path, body)
	s.must(err)
	lang := "vi"
	if who, lang, _ = strings.Cut(who, " "); lang == "" {
		lang = "vi"
	}
	r.Header.Set("Cookie", "cchc="+who+"; lang="+lang)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	s.must(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	s.must(err)
	return answer, string(text)
}

func (s *stage) get(who, path string) (int, string) {
	s.Helper()
	answer, body := s.ask(who, "GET", path, nil, "")
	return answer.StatusCode, body
}

func (s *stage) post(who, path string, form url.Values) (int, string) {
	s.Helper()
	answer, body := s.ask(who, "POST", path, strings.NewReader(form.Encode()), "application/x-www-form-urlencoded")
	return answer.StatusCode, body
}

// send uploads a file.
func (s *stage) send(who, path, name string, data []byte) (int, string) {
	s.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	s.must(err)
	part.Write(data)
	s.must(w.Close())
	answer, text := s.ask(who, "POST", path, &body, w.FormDataContentType())
	return answer.StatusCode, text
}

// draft begins a new version and returns its address.
func (s *stage) draft() string {
	s.Helper()
	answer, body := s.ask("an", "POST", "/admin/workflows", strings.NewReader("procedure=1.009999"), "application/x-www-form-urlencoded")
	if answer.StatusCode != http.StatusSeeOther {
		s.Fatal(answer.StatusCode, body)
	}
	return strings.TrimSuffix(answer.Header.Get("Location"), "/edit")
}

// flow is the workflow at an address.
func (s *stage) flow(address string) workflow.Version {
	s.Helper()
	var id workflow.ID
	_, err := fmt.Sscanf(address, "/admin/workflows/%d", &id)
	s.must(err)
	f, err := s.store.Workflows.Get(s.Context(), id)
	s.must(err)
	return f
}

func stamp() account.Stamp { return account.Stamp{By: anna, Unit: province, At: now} }

func itoa(n int) string { return strconv.Itoa(n) }
