package lateness_test

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
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/dbtest"
	"cchc/kit/htmlcheck"
	"cchc/store"
	office "cchc/store/lateness"
	"cchc/web"
	"cchc/web/lateness"
	"cchc/web/layout"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	province orgunit.ID = 1
	district orgunit.ID = 3
	commune  orgunit.ID = 5
)

func people() []account.Account {
	person := func(id account.ID, login, name string, unit orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: name, Unit: unit, Roles: []account.Role{role}, Language: "vi"}
	}
	return []account.Account{
		person(12, "bao", "Trần Quốc Bảo", commune, account.Official), person(13, "tri", "Võ Minh Trí", commune, account.Leader),
		person(14, "chu", "Lê Thị Chủ", district, account.Leader), person(15, "tinh", "Phan Chủ Tịch", province, account.Leader),
		person(16, "may", "Đỗ Quản Trị", province, account.Operator),
	}
}

// house is a server over a real store at a time that the test sets.
type house struct {
	t     *testing.T
	store *store.Store
	late  *office.Lateness
	base  string
	now   time.Time
	codes []string // a dossier that is late without an apology, one with a draft, one whose promise is broken
}

type sessions struct{ store *store.Store }

func (s sessions) Enter(ctx context.Context, token string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	refs, err := s.store.References.Now(ctx)
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
	h := &house{t: t, store: store.New(d), now: at("2022-12-14T14:20")}
	h.late = office.New(h.store)
	h.store.Dossiers.Follow(h.late.Follow)
	h.must(h.store.Furnish(t.Context(), furniture(), store.Moment{At: at("2020-01-02T08:00")}))
	room := &lateness.Pages{
		Late: h.late, Letters: h.late, Bell: h.late, Stages: h.late, Files: h.store.Dossiers, Names: store.Desk{Dossiers: h.store.Dossiers}.Names,
		Rules: func(ctx context.Context) (lateness.Reference, error) { return h.store.References.Now(ctx) }, Now: func() time.Time { return h.now },
	}
	entrance := web.Entrance{Sessions: sessions{h.store}, Rooms: lateness.Rooms(), Now: func() time.Time { return h.now }}
	nothing := func(http.ResponseWriter, *http.Request) error { return nil }
	as := web.Route{Method: "GET", Path: "/as/{login}", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		entrance.Cookie.Put(w, r, r.PathValue("login"))
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusSeeOther)
		return nil
	}}
	elsewhere := web.Route{Method: "GET", Path: "/desk/dossiers/{code}", Needs: web.Need{Public: true}, Handler: nothing}
	mux := web.Mux(append(room.Routes(), as, elsewhere), entrance.Guard, nil)
	site := &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000", Sample: true}
	server := httptest.NewServer(web.Handler(mux, web.Options{Site: site, Log: slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError}))}))
	t.Cleanup(server.Close)
	h.base = server.URL
	h.play()
	return h
}

// play is some days of the commune's work.
func (h *house) play() {
	h.t.Helper()
	plain, drafted, broken := h.receive("2022-12-05T09:00"), h.receive("2022-12-08T09:00"), h.receive("2022-11-28T09:00")
	for _, d := range []dossier.Dossier{plain, drafted, broken} {
		h.codes = append(h.codes, d.Code)
	}
	h.do(broken.ID, dossier.TakeOver{Step: 1}, 12, "2022-11-28T10:00")
	h.do(broken.ID, dossier.Extend{To: calendar.MustDay("2022-12-09"), Reason: "Chờ xác minh, hỏi 0600 000 123."}, 13, "2022-12-02T08:00")
	h.do(plain.ID, dossier.TakeOver{Step: 1}, 12, "2022-12-05T10:00")
	for _, when := range []string{"2022-12-08T07:30", "2022-12-09T07:30", "2022-12-12T07:30", "2022-12-14T14:20"} {
		_, err := h.late.Tick(h.t.Context(), at(when))
		h.must(err)
	}
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) receive(when string) dossier.Dossier {
	h.t.Helper()
	d, err := h.store.Dossiers.Receive(h.t.Context(), dossier.Receive{Unit: commune, Desk: commune, Procedure: 102, Workflow: 202, Channel: procedure.Direct},
		dossier.Person{Name: "Đinh Thị Hồng Nhung", IDNo: "999186012345", Phone: "0600000123"}, store.Moment{By: 12, Unit: commune, At: at(when)})
	h.must(err)
	return d
}

func (h *house) do(id dossier.ID, act dossier.Act, who account.ID, when string) {
	h.t.Helper()
	_, err := h.store.Dossiers.Do(h.t.Context(), id, act, store.Moment{By: who, Unit: commune, At: at(when)})
	h.must(err)
}

func furniture() store.Furniture {
	since := calendar.MustDay("2020-01-01")
	unit := func(id orgunit.ID, code, name string, level orgunit.Level, block orgunit.Block, parent orgunit.ID) orgunit.Unit {
		return orgunit.Unit{ID: id, Code: code, Name: name, Level: level, Block: block, Parent: parent, From: since}
	}
	return store.Furniture{
		Accounts: people(),
		Units: []orgunit.Unit{
			unit(province, "H99", "Tỉnh An Sơn", orgunit.Province, orgunit.Whole, 0), unit(district, "H99.28", "UBND huyện Tân Bình", orgunit.District, orgunit.Districts, province),
			unit(commune, "H99.28.05", "UBND xã Hòa Lâm", orgunit.Commune, orgunit.Communes, district),
		},
		Versions: []procedure.Version{{
			ID: 102, Code: "1.002222", Number: 1, Name: "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất", Field: "Đất đai", Status: procedure.Announced, From: since,
			Levels: []orgunit.Level{orgunit.Commune}, Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}},
		}},
		Workflows: []workflow.Version{{ID: 202, Procedure: "1.002222", Number: 1, Name: "Hai bước", Status: workflow.Published, From: since, Steps: []workflow.Step{
			{No: 1, Content: "Thẩm tra", Place: workflow.AtUnit, Role: account.Official, Minutes: 960}, {No: 2, After: []int{1}, Content: "Phê duyệt", Place: workflow.AtUnit, Role: account.Leader, Minutes: 480}}}},
	}
}

type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) { l.t.Log(string(p)); return len(p), nil }

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

// ask sends a request as somebody ("" as nobody) and gives the answer with its body.
func (h *house) ask(who, method, path string, pairs ...string) (*http.Response, string) {
	h.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r, err := http.NewRequest(method, h.base+path, strings.NewReader(form.Encode()))
	h.must(err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	who, lang, _ := strings.Cut(who, ":")
	r.Header.Set("Cookie", "cchc="+who+"; lang="+lang)
	answer, err := http.DefaultTransport.RoundTrip(r)
	h.must(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	h.must(err)
	return answer, string(body)
}

// page asks for a page, or sends a form, and proof-reads the page that comes.
func (h *house) page(who, method, path string, status int, pairs ...string) string {
	h.t.Helper()
	answer, body := h.ask(who, method, path, pairs...)
	if answer.StatusCode != status {
		h.t.Fatalf("%s %s by %s: %s\n%s", method, path, who, answer.Status, plain(body))
	}
	if status != http.StatusSeeOther && strings.Contains(answer.Header.Get("Content-Type"), "html") {
		htmlcheck.Page(h.t, body)
	}
	return plain(body)
}

// plain is what a person reads of a page.
func plain(body string) string {
	_, main, ok := strings.Cut(body, "<main")
	if !ok {
		return body
	}
	main, _, _ = strings.Cut(main, "</main>")
	var b strings.Builder
	inside := true
	for _, r := range main {
		switch {
		case r == '<':
			inside = true
		case r == '>':
			inside = false
			b.WriteByte(' ')
		case !inside:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (h *house) has(body string, texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		if !strings.Contains(body, text) {
			h.t.Errorf("the page does not say %q:\n%s", text, body)
		}
	}
}
