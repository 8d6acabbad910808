package papers_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
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
	"cchc/kit/blob"
	"cchc/kit/dbtest"
	"cchc/kit/htmlcheck"
	"cchc/store"
	"cchc/store/paper"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/papers"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	province orgunit.ID = 1
	commune  orgunit.ID = 4
	other    orgunit.ID = 5
	idNo                = "999186012345"
)

func people() []account.Account {
	person := func(id account.ID, login, name string, unit orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: name, Unit: unit, Roles: []account.Role{role}, Language: "vi"}
	}
	return []account.Account{
		person(11, "oanh", "Nguyễn Thị Kim Oanh", commune, account.Counter), person(12, "bao", "Trần Quốc Bảo", commune, account.Official),
		person(13, "tri", "Võ Minh Trí", commune, account.Leader), person(14, "xa", "Phan Văn Xã", other, account.Counter),
		person(15, "ke", "Lý Văn Kế", province, account.Designer), person(16, "may", "Đỗ Quản Trị", province, account.Operator),
	}
}

// house is a server over a real store.
type house struct {
	*testing.T
	store *store.Store
	kept  *paper.Papers
	base  string
	now   time.Time
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
	h := &house{T: t, store: store.New(d), now: time.Now().UTC().Truncate(time.Second)}
	h.must(d.Migrate(t.Context(), store.Migrations()))
	keys, err := blob.ParseKeys(blob.NewKeys())
	h.must(err)
	folder := &blob.Folder{Dir: filepath.Join(t.TempDir(), "papers"), Keys: keys}
	h.must(folder.Prepare())
	h.kept = paper.New(h.store, folder, func(n string) string { return keys.Digest("holder", n) })
	h.store.Dossiers.Follow(h.kept.Follow)
	h.furnish()
	room := &papers.Room{
		Dossiers: h.store.Dossiers, Papers: h.kept, Results: h.kept, Names: store.Desk{Dossiers: h.store.Dossiers}.Names,
		Rules: func(ctx context.Context) (papers.Rules, error) { return h.store.References.Now(ctx) },
	}
	entrance := web.Entrance{Sessions: sessions{h.store}, Rooms: []web.Room{{Title: "Sổ kết quả", Href: "/papers/results", Act: account.ReadPaper}}, Now: func() time.Time { return h.now }}
	as := web.Route{Method: "GET", Path: "/as/{login}", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		entrance.Cookie.Put(w, r, r.PathValue("login"))
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusSeeOther)
		return nil
	}}
	server := httptest.NewServer(web.Handler(web.Mux(append(room.Routes(), as), entrance.Guard, nil), web.Options{
		Site: &layout.Site{Brand: "Một cửa An Sơn"}, Log: slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError})),
	}))
	t.Cleanup(server.Close)
	h.base = server.URL
	return h
}

type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) { l.t.Log(string(p)); return len(p), nil }

func (h *house) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h *house) furnish() {
	since := calendar.MustDay("2020-01-01")
	version := func(id procedure.ID, code, name string, components ...procedure.Component) procedure.Version {
		return procedure.Version{ID: id, Code: code, Number: 1, Name: name, Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}}, Cases: []procedure.Case{{No: 1, Name: "Chung", Components: components}}}
	}
	flow := func(id workflow.ID, code string) workflow.Version {
		return workflow.Version{ID: id, Procedure: code, Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 240}}}
	}
	h.must(h.store.Furnish(h.Context(), store.Furniture{
		Accounts: people(),
		Units: []orgunit.Unit{
			{ID: province, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
			{ID: commune, Code: "H99.28.05", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: province, From: since},
			{ID: other, Code: "H99.28.06", Name: "UBND xã Hòa Sơn", Level: orgunit.Commune, Block: orgunit.Communes, Parent: province, From: since},
		},
		Versions: []procedure.Version{
			version(101, "1.001193", "Đăng ký khai sinh", procedure.Component{Name: "Tờ khai", Originals: 1}, procedure.Component{Name: "Giấy chứng sinh", Originals: 1}),
			version(102, "1.004222", "Đăng ký thường trú", procedure.Component{Name: "Tờ khai thay đổi thông tin cư trú", Originals: 1}, procedure.Component{Name: "Bản sao Giấy khai sinh", Copies: 1}),
		},
		Workflows: []workflow.Version{flow(201, "1.001193"), flow(202, "1.004222")},
	}, store.Moment{At: h.now.AddDate(-1, 0, 0)}))
}

func (h *house) receive(n int64, key string) dossier.Dossier {
	h.Helper()
	d, err := h.store.Dossiers.Receive(h.Context(), dossier.Receive{Unit: commune, Desk: commune, Procedure: procedure.ID(100 + n), Case: 1, Workflow: workflow.ID(200 + n), Channel: procedure.Direct},
		dossier.Person{Name: "Đinh Thị Hồng Nhung", Born: "1986-08-14", IDNo: idNo}, store.Moment{By: 11, Unit: commune, At: h.now, Key: key})
	h.must(err)
	return d
}

// ask sends a request as somebody; redirects are not followed.
func (h *house) ask(login, method, path, kind string, body io.Reader) (*http.Response, string) {
	h.Helper()
	r, err := http.NewRequest(method, h.base+path, body)
	h.must(err)
	who, lang, _ := strings.Cut(login, " ")
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if lang == "json" {
		r.Header.Set("Accept", "application/json")
		lang = ""
	}
	r.Header.Set("Cookie", "cchc="+who+"; lang="+lang)
	r.Header.Set("Referer", h.base+"/desk/dossiers/x/papers")
	answer, err := http.DefaultTransport.RoundTrip(r)
	h.must(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	h.must(err)
	return answer, string(text)
}

// page asks for a page and proof-reads it.
func (h *house) page(login, path string) string {
	h.Helper()
	answer, body := h.ask(login, "GET", path, "", nil)
	if answer.StatusCode != http.StatusOK {
		h.Fatalf("%s asks for %s: %s\n%s", login, path, answer.Status, body)
	}
	htmlcheck.Page(h, body)
	return body
}

func (h *house) refused(login, path string, want int) {
	h.Helper()
	if answer, _ := h.ask(login, "GET", path, "", nil); answer.StatusCode != want {
		h.Errorf("%s asks for %s: %s, want %d", login, path, answer.Status, want)
	}
}

// send sends a form and gives where it leads, or the page it came back as.
func (h *house) send(login, path string, want int, pairs ...string) (to, body string) {
	h.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return h.answered(login, path, want, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// upload sends files beside the fields of a form.
func (h *house) upload(login, path string, want int, files [][]byte, pairs ...string) (to, body string) {
	h.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i+1 < len(pairs); i += 2 {
		m.WriteField(pairs[i], pairs[i+1])
	}
	for i, file := range files {
		w, err := m.CreateFormFile("file", "giấy tờ "+string(rune('1'+i))+".png")
		h.must(err)
		w.Write(file)
	}
	m.Close()
	return h.answered(login, path, want, m.FormDataContentType(), &b)
}

func (h *house) answered(login, path string, want int, kind string, body io.Reader) (to, text string) {
	h.Helper()
	answer, text := h.ask(login, "POST", path, kind, body)
	if answer.StatusCode != want {
		h.Fatalf("%s sends %s: %s, want %d\n%s", login, path, answer.Status, want, text)
	}
	if want != http.StatusSeeOther && strings.Contains(answer.Header.Get("Content-Type"), "html") {
		htmlcheck.Page(h, text)
	}
	return answer.Header.Get("Location"), text
}

func picture(n int) []byte {
	var b bytes.Buffer
	png.Encode(&b, image.NewGray(image.Rect(0, 0, 1+n, 1)))
	return b.Bytes()
}

var paperLink = regexp.MustCompile(`/papers/files/\d+`)
