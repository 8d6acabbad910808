package counter_test

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
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/dbtest"
	"cchc/kit/htmlcheck"
	"cchc/store"
	kept "cchc/store/counter"
	"cchc/web"
	"cchc/web/counter"
	"cchc/web/layout"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	province orgunit.ID = 11
	district orgunit.ID = 12
	desk     orgunit.ID = 13
	other    orgunit.ID = 14
)

// house is the room over a real store at a time that the test sets.
type house struct {
	*testing.T
	store  *store.Store
	queue  kept.Queue
	drafts kept.Drafts
	base   string
	now    time.Time
}

func people() []account.Account {
	one := func(id account.ID, login, name string, unit orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: name, Unit: unit, Roles: []account.Role{role}, Language: "vi"}
	}
	return []account.Account{
		one(21, "oanh", "Phạm Kim Oanh", desk, account.Counter), one(22, "hue", "Lê Thị Huệ", desk, account.Counter), one(23, "tri", "Nguyễn Đức Trí", district, account.Leader),
		one(24, "kiem", "Võ Thanh Kiểm", province, account.Inspector), one(25, "may", "Trần Văn Máy", province, account.Operator), one(26, "xa", "Hồ Văn Xa", other, account.Counter),
	}
}

// Enter lets whoever says a login be that person.
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

func open(t *testing.T) *house {
	t.Helper()
	d := dbtest.Open(t, dbtest.SQLite(t))
	if err := d.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	h := &house{T: t, store: store.New(d), queue: kept.Queue{DB: d}, drafts: kept.Drafts{DB: d}, now: at("2026-03-02T08:20")}
	since := calendar.MustDay("2020-01-01")
	units := []orgunit.Unit{
		{ID: province, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
		{ID: district, Code: "H99.28", Name: "UBND huyện Tân Bình", Level: orgunit.District, Block: orgunit.Districts, Parent: province, From: since},
		{ID: desk, Code: "H99.28.90", Name: "Bộ phận Một cửa huyện Tân Bình", Level: orgunit.District, Block: orgunit.Within, Parent: district, From: since},
		{ID: other, Code: "H99.29", Name: "UBND huyện Trà Linh", Level: orgunit.District, Block: orgunit.Districts, Parent: province, From: since},
	}
	if err := h.store.Furnish(t.Context(), store.Furniture{Accounts: people(), Units: units}, store.Moment{At: at("2020-01-02T08:00")}); err != nil {
		t.Fatal(err)
	}
	room := &counter.Pages{
		Halls: h.queue, Acts: h.queue, Tickets: h.queue, Drafts: h.drafts, Copies: kept.Register{DB: d}, Dossiers: store.Desk{Dossiers: h.store.Dossiers},
		Rules: func(ctx context.Context) (counter.Rules, error) { return h.store.References.Now(ctx) },
		Public: func(ctx context.Context) (*orgunit.Map, error) {
			refs, err := h.store.References.Now(ctx)
			if err != nil {
				return nil, err
			}
			return refs.Units(), nil
		},
	}
	entrance := web.Entrance{Sessions: h, Rooms: counter.Rooms(), Now: func() time.Time { return h.now }}
	as := web.Route{Method: "GET", Path: "/as/{login}", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		entrance.Cookie.Put(w, r, r.PathValue("login"))
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusSeeOther)
		return nil
	}}
	reception := web.Route{Method: "GET", Path: "/desk/receive", Needs: web.Need{Public: true}, Handler: func(http.ResponseWriter, *http.Request) error { return nil }}
	mux := web.Mux(append(room.Routes(), as, reception), entrance.Guard, nil)
	server := httptest.NewServer(web.Handler(mux, web.Options{Site: &layout.Site{Brand: "Một cửa An Sơn", Sample: true}, Log: slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError}))}))
	t.Cleanup(server.Close)
	h.base, room.BaseURL = server.URL, server.URL
	return h
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

// ask sends a request of somebody, "" for nobody. Redirects are not followed.
func (h *house) ask(login, method, path string, form url.Values) (*http.Response, string) {
	h.Helper()
	r, err := http.NewRequest(method, h.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		h.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", "cchc="+login)
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		h.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		h.Fatal(err)
	}
	return answer, string(body)
}

// page asks for a page and proof-reads it.
func (h *house) page(login, path string, status int) string {
	h.Helper()
	answer, body := h.ask(login, "GET", path, nil)
	if answer.StatusCode != status {
		h.Fatalf("%s asks for %s: %s\n%s", login, path, answer.Status, body)
	}
	htmlcheck.Page(h.T, body)
	return body
}

// send sends a form and gives where it leads, or the page that it came back as.
func (h *house) send(login, path string, status int, pairs ...string) (location, body string) {
	h.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	answer, body := h.ask(login, "POST", path, form)
	if answer.StatusCode != status {
		h.Fatalf("%s sends %s: %s, want %d\n%s", login, path, answer.Status, status, body)
	}
	return answer.Header.Get("Location"), body
}

func has(t *testing.T, body string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(body, text) {
			t.Errorf("the page does not say %q:\n%s", text, body)
		}
	}
}

func hasNot(t *testing.T, body string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(body, text) {
			t.Errorf("the page says %q", text)
		}
	}
}

type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) { l.t.Log(string(p)); return len(p), nil }
