package notify_test

import (
	"context"
	"io"
	"log/slog"
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
	domain "cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/dbtest"
	"cchc/kit/htmlcheck"
	"cchc/kit/i18n"
	"cchc/kit/job"
	"cchc/store"
	outbox "cchc/store/notify"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/notify"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	province orgunit.ID = 31
	commune  orgunit.ID = 32
	other    orgunit.ID = 33
)

func people() []account.Account {
	person := func(id account.ID, login, name string, unit orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: name, Unit: unit, Roles: []account.Role{role}, Language: "vi"}
	}
	return []account.Account{
		person(11, "oanh", "Nguyễn Thị Kim Oanh", commune, account.Counter),
		person(12, "lan", "Hồ Thị Lan", other, account.Counter),
		person(13, "thao", "Lý Thu Thảo", province, account.Designer),
		person(14, "tri", "Võ Minh Trí", province, account.Leader),
		person(15, "khoa", "Bùi Đăng Khoa", province, account.Operator),
	}
}

// house is a server over a real store, with a provider that answers by script.
type house struct {
	*testing.T
	store    *store.Store
	office   *outbox.Messages
	delivery *outbox.Delivery
	base     string
	now      time.Time
	script   []domain.Answer
	letters  []domain.Letter
}

func (h *house) Send(_ context.Context, l domain.Letter) domain.Answer {
	h.letters = append(h.letters, l)
	if len(h.script) == 0 {
		return domain.Answer{Outcome: domain.Accepted, Says: "Máy chủ thư đã nhận thư."}
	}
	a := h.script[0]
	h.script = h.script[1:]
	return a
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

func open(t *testing.T) *house {
	t.Helper()
	d := dbtest.Open(t, dbtest.SQLite(t))
	h := &house{T: t, store: store.New(d), now: time.Date(2026, 3, 5, 9, 0, 0, 0, calendar.Local)}
	h.must(d.Migrate(t.Context(), store.Migrations()))
	h.furnish()
	h.office = outbox.New(h.store)
	h.office.Now = func() time.Time { return h.now }
	h.store.Dossiers.Follow(h.office.Follow)
	lines := []*domain.Line{{Name: "thu", Channel: domain.Email, About: "mail.anson.example:587", Provider: h}, {Name: "sms", Channel: domain.SMS, Provider: h}}
	h.delivery = &outbox.Delivery{Messages: h.office, Lines: lines, BaseURL: "https://motcua.example", Log: slog.New(slog.DiscardHandler)}
	room := notify.Pages{Outbox: h.office, Words: h.office, Wishes: h.office, Own: h.office, State: h.office, ByCode: h.store.Dossiers.ByCode, Lines: lines,
		Hear: func(_ context.Context, provider string, head http.Header, _ []byte) error {
			if head.Get("X-Signature") == "" {
				return refusal.Forbidden("Chữ ký của nơi gửi tin không đúng.")
			}
			return nil
		}}
	entrance := web.Entrance{Sessions: h, Rooms: notify.Rooms(), Now: h.office.Now}
	as := web.Route{Method: "GET", Path: "/as/{login}", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		entrance.Cookie.Put(w, r, r.PathValue("login"))
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusSeeOther)
		return nil
	}}
	options := web.Options{Site: &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000"}, Log: slog.New(slog.DiscardHandler)}
	server := httptest.NewServer(web.Handler(web.Mux(append(room.Routes(), as), entrance.Guard, nil), options))
	t.Cleanup(server.Close)
	h.base = server.URL
	return h
}

func (h *house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h *house) furnish() {
	h.Helper()
	since := calendar.MustDay("2020-01-01")
	unit := func(id orgunit.ID, code, name string, level orgunit.Level, block orgunit.Block, parent orgunit.ID) orgunit.Unit {
		return orgunit.Unit{ID: id, Code: code, Name: name, Level: level, Block: block, Parent: parent, From: since}
	}
	h.must(h.store.Furnish(h.Context(), store.Furniture{
		Accounts: people(),
		Units: []orgunit.Unit{unit(province, "H99", "Tỉnh An Sơn", orgunit.Province, orgunit.Whole, 0),
			unit(commune, "H99.05", "UBND xã Hòa Lâm", orgunit.Commune, orgunit.Communes, province), unit(other, "H99.06", "UBND xã Phước An", orgunit.Commune, orgunit.Communes, province)},
		Versions: []procedure.Version{{ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép xây dựng nhà ở riêng lẻ", Field: "Xây dựng", Levels: orgunit.Levels,
			Status: procedure.Announced, From: since, Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}}}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}, store.Moment{At: h.now.AddDate(-5, 0, 0)}))
}

func (h *house) receive(email string) dossier.Dossier {
	h.Helper()
	d, err := h.store.Dossiers.Receive(h.Context(), dossier.Receive{Unit: commune, Desk: commune, Procedure: 101, Workflow: 201, Channel: procedure.Direct},
		dossier.Person{Name: "Đinh Thị Hồng Nhung", Email: email, Address: "Thôn 2, xã Hòa Lâm"}, store.Moment{By: 11, Unit: commune, At: h.now})
	h.must(err)
	return d
}

// deliver lets the program send until nothing is queued any more, and gives the newest message.
func (h *house) deliver() domain.Message {
	h.Helper()
	worker := &job.Worker{DB: h.store.DB, Clock: h.office.Now, Log: slog.New(slog.DiscardHandler), Poll: 2 * time.Millisecond, Parallel: 1, Handlers: map[string]job.Handler{outbox.Deliver: h.delivery.Step}}
	ctx, stop := context.WithCancel(h.Context())
	ended := make(chan error)
	go func() { ended <- worker.Run(ctx) }()
	defer func() { stop(); h.must(<-ended) }()
	for range 2000 {
		l, err := h.office.List(ctx, domain.Query{Limit: 100})
		h.must(err)
		waiting := 0
		for _, m := range l.Rows {
			if m.State.Waits() && !m.Next.After(h.now) {
				waiting++
			}
		}
		if waiting == 0 {
			return l.Rows[0]
		}
		time.Sleep(2 * time.Millisecond)
	}
	h.Fatal("messages were not delivered")
	return domain.Message{}
}

// outbox fills it: one sent, one of which nothing is known, one that failed, one that waits after a failure.
func (h *house) outbox() (d dossier.Dossier, unknown, failed domain.Message) {
	h.Helper()
	d = h.receive("nhung@anson.example")
	h.deliver()
	h.script = []domain.Answer{{Outcome: domain.Unsure, Says: "Máy chủ thư không trả lời sau khi nhận thư; chưa rõ đã nhận hay chưa."}}
	h.receive("binh@anson.example")
	unknown = h.deliver()
	h.script = []domain.Answer{{Outcome: domain.Rejected, Says: "Máy chủ thư không nhận địa chỉ (mã 550)."}}
	h.receive("chi@anson.example")
	failed = h.deliver()
	h.script = []domain.Answer{{Outcome: domain.Busy, Says: "Không kết nối được với máy chủ thư."}}
	h.receive("dung@anson.example")
	h.deliver()
	return d, unknown, failed
}

func one(m domain.Message) string { return "/messages/one/" + strconv.FormatInt(int64(m.ID), 10) }

// client is somebody at a browser; "" is nobody in particular.
type client struct {
	*house
	login, lang string
}

func (c client) ask(method, path string, want int, form url.Values, says ...string) (body, to string) {
	c.Helper()
	r, err := http.NewRequestWithContext(c.Context(), method, c.base+path, strings.NewReader(form.Encode()))
	c.must(err)
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range map[string]string{"cchc": c.login, i18n.CookieName: c.lang} {
		if value != "" {
			r.AddCookie(&http.Cookie{Name: name, Value: value})
		}
	}
	stay := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := stay.Do(r)
	c.must(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	c.must(err)
	if answer.StatusCode != want {
		c.Fatalf("%s %s: %d, want %d\n%s", method, path, answer.StatusCode, want, text)
	}
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") && want != http.StatusSeeOther {
		htmlcheck.Page(c.T, string(text))
	}
	for _, s := range says {
		if !strings.Contains(string(text), s) {
			c.Errorf("%s does not say %q", path, s)
		}
	}
	return string(text), answer.Header.Get("Location")
}

func (c client) page(path string, want int, says ...string) string {
	c.Helper()
	body, _ := c.ask("GET", path, want, nil, says...)
	return body
}

// send posts a form of name, value, name, value and gives the page it answers with.
func (c client) send(path string, want int, pairs ...string) string {
	c.Helper()
	body, _ := c.ask("POST", path, want, layout.Filled(pairs...).Values)
	return body
}
