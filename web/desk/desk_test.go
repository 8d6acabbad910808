package desk_test

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
	atcounter "cchc/store/counter"
	"cchc/web"
	"cchc/web/desk"
	"cchc/web/layout"
)

// The small office that the tests play in: a district with its desk, a commune, and who
// works there.
const (
	province orgunit.ID = 1
	district orgunit.ID = 3
	counter  orgunit.ID = 4 // the desk inside the district's office
	commune  orgunit.ID = 5
	tax      orgunit.ID = 6
	building orgunit.ID = 7
)

func people() []account.Account {
	person := func(id account.ID, login, name string, unit orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: name, Unit: unit, Roles: []account.Role{role}, Language: "vi"}
	}
	return []account.Account{
		person(11, "oanh", "Nguyễn Thị Kim Oanh", counter, account.Counter),
		person(12, "bao", "Trần Quốc Bảo", district, account.Official),
		person(13, "tri", "Võ Minh Trí", district, account.Leader),
		person(14, "kiem", "Lê Kiểm", province, account.Inspector),
		person(15, "xa", "Phan Văn Xã", commune, account.Official),
		person(17, "thue", "Ngô Thị Thuế", tax, account.Official),
		person(18, "so", "Hồ Văn Sở", building, account.Official),
		person(19, "dong", "Lý Văn Đồng", district, account.Official),
		person(16, "may", "Đỗ Quản Trị", province, account.Operator),
	}
}

// house is a server over a real store at a time that the test sets.
type house struct {
	t     testing.TB
	store *store.Store
	base  string
	now   time.Time
}

// sessions lets whoever says a login be that person.
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

func open(t testing.TB) *house {
	t.Helper()
	d := dbtest.Open(t, dbtest.SQLite(t))
	if err := d.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, store: store.New(d), now: at("2022-12-30T14:20")}
	if err := h.store.Furnish(t.Context(), furniture(), store.Moment{At: at("2020-01-02T08:00")}); err != nil {
		t.Fatal(err)
	}
	lists := store.Desk{Dossiers: h.store.Dossiers}
	room := &desk.Desk{
		Files: h.store.Dossiers, Acts: lists, Lists: lists, Counter: lists, Trace: h.store.Trace,
		Rules:   func(ctx context.Context) (desk.Rules, error) { return h.store.References.Now(ctx) },
		BaseURL: "https://motcua.anson.example",
		Beside:  desk.Beside{Hall: atcounter.Queue{DB: d}, Drafts: atcounter.Drafts{DB: d}},
	}
	entrance := web.Entrance{Sessions: sessions{h.store}, Rooms: desk.Rooms(), Now: func() time.Time { return h.now }}
	as := web.Route{Method: "GET", Path: "/as/{login}", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		entrance.Cookie.Put(w, r, r.PathValue("login"))
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusSeeOther)
		return nil
	}}
	track := web.Route{Method: "GET", Path: "/admin/log/{subject}/{version}", Needs: web.Need{Public: true}, Handler: func(http.ResponseWriter, *http.Request) error { return nil }}
	mux := web.Mux(append(room.Routes(), as, track), entrance.Guard, nil)
	site := &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000", Sample: true}
	server := httptest.NewServer(web.Handler(mux, web.Options{Site: site, Log: slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError}))}))
	t.Cleanup(server.Close)
	h.base = server.URL
	return h
}

type testLog struct{ t testing.TB }

func (l testLog) Write(p []byte) (int, error) { l.t.Log(string(p)); return len(p), nil }

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

func furniture() store.Furniture {
	since := calendar.MustDay("2020-01-01")
	levels := []orgunit.Level{orgunit.District}
	step := func(no int, after []int, content string, place workflow.Place, role account.Role) workflow.Step {
		return workflow.Step{No: no, After: after, Content: content, Place: place, Role: role, Minutes: 480}
	}
	return store.Furniture{
		Accounts: people(),
		Units: []orgunit.Unit{
			{ID: province, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
			{ID: district, Code: "H99.28", Name: "UBND huyện Tân Bình", Level: orgunit.District, Block: orgunit.Districts, Parent: province, From: since},
			{ID: counter, Code: "H99.28.90", Name: "Bộ phận Một cửa huyện Tân Bình", Level: orgunit.District, Block: orgunit.Within, Parent: district, From: since},
			{ID: commune, Code: "H99.28.05", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: district, From: since},
			{ID: tax, Code: "H99.41", Name: "Chi cục Thuế khu vực", Level: orgunit.Province, Block: orgunit.Vertical, Parent: province, From: since},
			{ID: building, Code: "H99.05", Name: "Sở Xây dựng", Level: orgunit.Province, Block: orgunit.Department, Parent: province, From: since},
		},
		Versions: []procedure.Version{
			{ID: 101, Code: "1.001193", Number: 3, Name: "Cấp giấy phép xây dựng nhà ở riêng lẻ", Field: "Xây dựng", Levels: levels, Status: procedure.Announced, From: since,
				Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "15 workdays", Fee: 75000, Grounds: []procedure.Ground{
					{Code: "ngheo", Name: "Hộ nghèo", Basis: "NQ 12/2021/NQ-HĐND", Off: "1/2"}, {Code: "tre", Name: "Trẻ em", Basis: "NQ 12/2021/NQ-HĐND", Off: "1"}}}},
				Cases: []procedure.Case{
					{No: 1, Name: "Xây mới", Components: []procedure.Component{{Name: "Đơn đề nghị cấp phép (Mẫu số 01)", Originals: 1}, {Name: "Giấy chứng nhận quyền sử dụng đất", Copies: 1}, {Name: "Bản vẽ thiết kế xây dựng", Originals: 2}, {Name: "Cam kết an toàn công trình liền kề", Originals: 1, Optional: true}}},
					{No: 2, Name: "Sửa chữa, cải tạo", Components: []procedure.Component{{Name: "Đơn đề nghị", Originals: 1}}},
				}},
			{ID: 102, Code: "1.002222", Number: 1, Name: "Đăng ký khai sinh có yếu tố nước ngoài", Field: "Hộ tịch", Levels: levels, Status: procedure.Announced, From: since,
				Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}},
				Cases:  []procedure.Case{{No: 1, Name: "Chung", Components: []procedure.Component{{Name: "Tờ khai", Originals: 1}}}}},
			{ID: 103, Code: "1.003333", Number: 1, Name: "Cấp chứng chỉ hành nghề thiết kế", Field: "Xây dựng", Levels: []orgunit.Level{orgunit.Province}, Status: procedure.Announced, From: since,
				Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}},
				Cases:  []procedure.Case{{No: 1, Name: "Chung", Components: []procedure.Component{{Name: "Đơn", Originals: 1}}}}},
		},
		Workflows: []workflow.Version{
			{ID: 203, Procedure: "1.003333", Number: 1, Name: "Hai bước", Status: workflow.Published, From: since, Steps: []workflow.Step{
				step(1, nil, "Thẩm tra", workflow.AtUnit, account.Official), step(2, []int{1}, "Ký", workflow.AtUnit, account.Leader)}},
			{ID: 201, Procedure: "1.001193", Number: 1, Name: "Ba bước", Status: workflow.Published, From: since, Steps: []workflow.Step{
				step(1, nil, "Thẩm tra", workflow.AtUnit, account.Official), step(2, []int{1}, "Lấy ý kiến quy hoạch", workflow.AtUnit, account.Official), step(3, []int{2}, "Phê duyệt", workflow.AtUnit, account.Leader)}},
			{ID: 202, Procedure: "1.002222", Number: 1, Name: "Song song", Status: workflow.Published, From: since, Steps: []workflow.Step{
				step(1, nil, "Thẩm tra", workflow.AtUnit, account.Official), step(2, nil, "Xác minh", workflow.AtUnit, account.Official), step(3, []int{1, 2}, "Ký", workflow.AtUnit, account.Leader)}},
		},
	}
}

// client is one person at the counter or at a desk, without a script.
type client struct {
	h     *house
	login string
	lang  string
}

func (h *house) as(login string) client { return client{h: h, login: login} }

// ask sends a request and gives the answer with its body. Redirects are not followed.
func (c client) ask(method, path string, form url.Values) (*http.Response, string) {
	c.h.t.Helper()
	r, err := http.NewRequest(method, c.h.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		c.h.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", "cchc="+c.login+"; lang="+c.lang)
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		c.h.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		c.h.t.Fatal(err)
	}
	return answer, string(body)
}

// page asks for a page and proof-reads it.
func (c client) page(path string, status int) string {
	c.h.t.Helper()
	answer, body := c.ask("GET", path, nil)
	if answer.StatusCode != status {
		c.h.t.Fatalf("%s asks for %s: %s\n%s", c.login, path, answer.Status, plain(body))
	}
	htmlcheck.Page(c.h.t, body)
	return body
}

// send sends a form and gives where it leads, or the page that it came back as.
func (c client) send(path string, status int, pairs ...string) (location, body string) {
	c.h.t.Helper()
	answer, body := c.ask("POST", path, values(pairs...))
	if answer.StatusCode != status {
		c.h.t.Fatalf("%s sends %s: %s, want %d\n%s", c.login, path, answer.Status, status, plain(body))
	}
	if status != http.StatusSeeOther {
		htmlcheck.Page(c.h.t, body)
	}
	return answer.Header.Get("Location"), body
}

func values(pairs ...string) url.Values {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return form
}

// plain is what a person reads of a page.
func plain(body string) string {
	_, body, _ = strings.Cut(body, "<main")
	body, _, _ = strings.Cut(body, "</main>")
	var b strings.Builder
	inside := true
	for _, r := range body {
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

func has(t *testing.T, body string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(plain(body), text) {
			t.Errorf("the page does not say %q:\n%s", text, plain(body))
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

// reception is a form that is filled in right.
var reception = []string{"card", "999186012345", "name", "Đinh Thị Hồng Nhung", "born", "14/08/1986", "sex", "nữ", "address", "thôn Phú Thạnh, xã Hòa Lâm", "phone", "0600000123",
	"procedure", "gpxd", "case", "1", "paper", "1", "paper", "2", "paper", "3", "result", "counter", "fee", "cash"}

// received receives a dossier and gives its code.
func (h *house) received(more ...string) string {
	h.t.Helper()
	to, _ := h.as("oanh").send("/desk/receive", http.StatusSeeOther, append(append([]string{}, reception...), more...)...)
	code, _, _ := strings.Cut(strings.TrimPrefix(to, "/desk/dossiers/"), "?")
	return code
}

func (h *house) file(code string) dossier.Dossier {
	h.t.Helper()
	d, err := h.store.Dossiers.ByCode(h.t.Context(), code)
	if err != nil {
		h.t.Fatal(err)
	}
	return d
}
