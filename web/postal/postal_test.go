package postal_test

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
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	domain "cchc/domain/postal"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/browser"
	"cchc/kit/dbtest"
	"cchc/kit/htmlcheck"
	"cchc/store"
	"cchc/store/postal"
	"cchc/web"
	"cchc/web/desk"
	"cchc/web/layout"
	pages "cchc/web/postal"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	province orgunit.ID = 31
	point    orgunit.ID = 33
	hired    orgunit.ID = 34
)

func people() []account.Account {
	person := func(id account.ID, login, name string, unit orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: name, Unit: unit, Roles: []account.Role{role}, Language: "vi"}
	}
	return []account.Account{
		person(11, "oanh", "Nguyễn Thị Kim Oanh", province, account.Counter), person(12, "hoa", "Trần Thị Hoa", point, account.Postal),
		person(13, "tri", "Võ Minh Trí", province, account.Leader), person(14, "nga", "Lê Thị Nga", hired, account.Agent),
	}
}

// house is a server over a real store, with a post of the test's own.
type house struct {
	t     *testing.T
	store *store.Store
	kept  postal.Post
	base  string
	now   time.Time
	book  []domain.Entry
}

func (h *house) Enter(ctx context.Context, token string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	refs, err := h.store.References.Now(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, a := range people() {
		if a.Login == token {
			return &a, refs.Units(), nil
		}
	}
	return nil, nil, refusal.Missing("Hết phiên.")
}

// Book makes the house a post.
func (h *house) Book(context.Context, calendar.Day) ([]domain.Entry, error) { return h.book, nil }

func open(t *testing.T) *house {
	t.Helper()
	d := dbtest.Open(t, dbtest.SQLite(t))
	if err := d.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, store: store.New(d), now: time.Date(2026, 3, 5, 2, 0, 0, 0, time.UTC)}
	h.kept = postal.Open(h.store)
	h.furnish()
	office := store.Desk{Dossiers: h.store.Dossiers}
	room := &pages.Room{
		Files: h.store.Dossiers, Lists: h.kept, Orders: h.kept, Books: h.kept, Desks: h.kept, Mail: h, Names: office.Names,
		Rules: func(ctx context.Context) (pages.Rules, error) { return h.store.References.Now(ctx) },
	}
	reception := &desk.Desk{Files: h.store.Dossiers, Acts: office, Lists: office, Counter: office, Trace: h.store.Trace,
		Rules: func(ctx context.Context) (desk.Rules, error) { return h.store.References.Now(ctx) }}
	entrance := web.Entrance{Sessions: h, Rooms: pages.Rooms(), Now: func() time.Time { return h.now }}
	as := web.Route{Method: "GET", Path: "/as/{login}", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		entrance.Cookie.Put(w, r, r.PathValue("login"))
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusSeeOther)
		return nil
	}}
	site := &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000"}
	routes := append(append(room.Routes(), reception.Routes()...), as)
	server := httptest.NewServer(web.Handler(web.Mux(routes, entrance.Guard, nil), web.Options{Site: site, Log: slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError}))}))
	t.Cleanup(server.Close)
	h.base = server.URL
	return h
}

type testLog struct{ *testing.T }

func (l testLog) Write(line []byte) (int, error) {
	l.Logf("%s", line)
	return len(line), nil
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) furnish() {
	h.t.Helper()
	since := calendar.MustDay("2020-01-01")
	unit := func(id orgunit.ID, code, name string, block orgunit.Block, parent orgunit.ID) orgunit.Unit {
		return orgunit.Unit{ID: id, Code: code, Name: name, Level: orgunit.Province, Block: block, Parent: parent, From: since}
	}
	h.must(h.store.Furnish(h.t.Context(), store.Furniture{
		Units:    []orgunit.Unit{unit(province, "H99", "Tỉnh An Sơn", orgunit.Whole, 0), unit(point, "H99.91", "Bưu điện An Hội", orgunit.Postal, province), unit(hired, "H99.92", "Quầy dịch vụ An Sơn", orgunit.Hired, province)},
		Accounts: people(),
		Versions: []procedure.Version{{ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}, {Channel: procedure.Post, Limit: "5 workdays", Fee: 8000}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}}}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}, store.Moment{At: h.now.AddDate(0, 0, -1)}))
}

// received is a dossier taken in by somebody at a place for the province.
func (h *house) received(helped orgunit.ID) dossier.Dossier {
	h.t.Helper()
	d, err := h.store.Dossiers.Receive(h.t.Context(), dossier.Receive{Unit: province, Desk: province, Helped: helped, Procedure: 101, Workflow: 201, Channel: procedure.Post, ResultBy: dossier.ByPost},
		dossier.Person{Name: "Đinh Thị Hồng", Address: "thôn Phú Thạnh, xã Hòa Lâm, tỉnh An Sơn"}, store.Moment{By: 12, Unit: helped, At: h.now})
	h.must(err)
	return d
}

func (h *house) finished() dossier.Dossier {
	h.t.Helper()
	d := h.received(point)
	for _, act := range []dossier.Act{dossier.TakeOver{Step: 1}, dossier.Finish{}} {
		var err error
		d, err = h.store.Dossiers.Do(h.t.Context(), d.ID, act, store.Moment{By: 13, Unit: province, At: h.now})
		h.must(err)
	}
	return d
}

// ask sends a request as somebody and wants a status; pages must be sound HTML.
func (h *house) ask(login, method, path string, want int, form ...string) (body, to string) {
	h.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(form); i += 2 {
		values.Add(form[i], form[i+1])
	}
	r, err := http.NewRequest(method, h.base+path, strings.NewReader(values.Encode()))
	h.must(err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: "cchc", Value: login})
	answer, err := http.DefaultTransport.RoundTrip(r)
	h.must(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	h.must(err)
	if answer.StatusCode != want {
		h.t.Fatalf("%s %s as %s: %d, want %d\n%.2000s", method, path, login, answer.StatusCode, want, text)
	}
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") && want == http.StatusOK {
		for _, fault := range htmlcheck.Faults(string(text)) {
			h.t.Errorf("%s: %s", path, fault)
		}
	}
	return string(text), answer.Header.Get("Location")
}

func TestAPointReceivesForTheDeskAboveAndSendsNobodyAway(t *testing.T) {
	h := open(t)
	form := []string{"once", "khoa-1", "card", "999186012345", "for", "999186012345", "name", "Đinh Thị Hồng Nhung", "born", "1986", "sex", "nữ", "address", "xã Hòa Lâm", "phone", "0600000124",
		"procedure", "1.009999", "case", "1", "unit", "31", "result", "post", "reason", "thiếu giấy tờ"}
	h.ask("hoa", "POST", "/desk/receive/refuse", http.StatusForbidden, form...)
	_, to := h.ask("hoa", "POST", "/desk/receive", http.StatusSeeOther, form...)
	code := strings.TrimPrefix(strings.Split(to, "?")[0], "/desk/dossiers/")
	d, err := h.store.Dossiers.ByCode(t.Context(), code)
	h.must(err)
	if d.Unit != province || d.Desk != province || d.Helped != point || d.Channel != procedure.Post {
		t.Errorf("received %+v", d)
	}
	if page, _ := h.ask("hoa", "GET", "/desk/dossiers/"+code, http.StatusOK); !strings.Contains(page, "Đinh Thị Hồng Nhung") {
		t.Error("who received it does not see whose it is")
	}
	if page, _ := h.ask("nga", "GET", "/desk/dossiers/"+code, http.StatusOK); strings.Contains(page, "Hồng Nhung") {
		t.Error("another place sees whose it is")
	}
	h.ask("hoa", "GET", "/desk/register", http.StatusForbidden)
	h.ask("hoa", "POST", "/desk/dossiers/"+code+"/take-over", http.StatusForbidden)
}

func TestAListIsMadeByCodesPrintedAndTakenItemByItem(t *testing.T) {
	h := open(t)
	a, b := h.received(point), h.received(point)
	_, to := h.ask("hoa", "POST", "/postal", http.StatusSeeOther, "once", "k1")
	at := strings.Split(to, "?")[0]
	page, _ := h.ask("hoa", "GET", at, http.StatusOK)
	if !strings.Contains(page, a.Code) || !strings.Contains(page, b.Code) || !strings.Contains(page, "Đinh Thị Hồng") {
		t.Error("the fresh list does not hold what waits")
	}
	if page, _ := h.ask("hoa", "POST", at+"/put", http.StatusUnprocessableEntity, "once", "k2", "code", a.Code); !strings.Contains(page, "đã ở bảng kê") {
		t.Error("a dossier is put on a list twice")
	}
	h.ask("hoa", "POST", at+"/give", http.StatusSeeOther, "once", "k3")
	h.ask("hoa", "POST", at+"/take", http.StatusForbidden, "once", "k4") // who gives does not take
	h.ask("oanh", "POST", at+"/check", http.StatusUnprocessableEntity, "once", "k5", "code", a.Code, "state", "damaged")
	h.ask("oanh", "POST", at+"/check", http.StatusSeeOther, "once", "k5", "code", a.Code, "state", "damaged", "reason", "ướt")
	h.ask("oanh", "POST", at+"/take", http.StatusSeeOther, "once", "k6")
	if page, _ := h.ask("oanh", "GET", at+"/sheet", http.StatusOK); !strings.Contains(page, "Hư hỏng: ướt") {
		t.Error("the slip does not say what was damaged")
	}
	if pdf, _ := h.ask("oanh", "GET", at+"/pdf", http.StatusOK); !strings.HasPrefix(pdf, "%PDF") {
		t.Error("no PDF")
	}
	if page, _ := h.ask("oanh", "GET", "/postal?all=1", http.StatusOK); !strings.Contains(page, "Đã nhận xong") {
		t.Error("the list is not closed")
	}
	for _, path := range []string{"/postal/lists.xlsx", at + "/xlsx", "/postal/waiting.xlsx", "/postal/orders.xlsx", "/postal/figures.xlsx"} {
		if book, _ := h.ask("oanh", "GET", path, http.StatusOK); !strings.HasPrefix(book, "PK") {
			t.Errorf("%s is no workbook", path)
		}
	}
}

func TestAContractedDeskGuidesAndItsWorkIsCounted(t *testing.T) {
	h := open(t)
	d := h.received(hired)
	h.ask("nga", "POST", "/agent", http.StatusUnprocessableEntity, "once", "k1", "minutes", "abc")
	h.ask("nga", "POST", "/agent", http.StatusSeeOther, "once", "k1", "topic", "Cấp giấy phép", "minutes", "12")
	page, _ := h.ask("tri", "GET", "/agent", http.StatusOK)
	if !strings.Contains(page, "Quầy dịch vụ An Sơn") || !strings.Contains(page, "Cấp giấy phép") {
		t.Error("the leader does not see the desk's work")
	}
	if list, _ := h.ask("nga", "GET", "/agent/list?of=received", http.StatusOK); !strings.Contains(list, d.Code) {
		t.Error("the dossier is not behind the count")
	}
	h.ask("hoa", "GET", "/agent", http.StatusForbidden)
}

// TestTheRoomInTheBrowser walks through the pages: each is looked at wide and narrow, and
// axe finds nothing.
func TestTheRoomInTheBrowser(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	h.received(point)
	d := h.finished()
	tab := b.Tab(t, h.base)
	as := func(login, path string) { tab.Go("/as/" + login + "?to=" + url.QueryEscape(path)) }
	as("hoa", "/postal")
	tab.Look("postal")
	tab.ClickOn("main button.go")
	tab.Look("postal-list")
	as("oanh", "/postal/waiting")
	tab.Look("postal-waiting")
	tab.ClickOn("main button.go")
	tab.Go("/postal/orders")
	tab.Look("postal-orders")
	o, err := h.kept.OrderOf(t.Context(), d.ID)
	h.must(err)
	tab.Go("/postal/orders/" + o.Number)
	tab.Look("postal-order")
	tab.Go("/postal")
	tab.ClickOn("main button.go")
	tab.Type("#f-code", d.Code)
	tab.PressOn("Enter") // as a scanner ends a code
	tab.Look("postal-list-out")
	h.book = []domain.Entry{{Number: "BC-lạ", Tracking: "RR1", State: domain.Accepted}}
	as("tri", "/postal/compare")
	tab.Type("#f-day", "05/03/2026")
	tab.ClickOn("main button.go")
	tab.Look("postal-compare")
	tab.Go("/postal/figures")
	tab.Look("postal-figures")
	as("nga", "/agent")
	tab.Look("agent")
	tab.Go("/agent/list?of=received")
	tab.Look("agent-list")
}
