package quality_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	domain "cchc/domain/quality"
	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
	"cchc/kit/i18n"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/quality"

	"github.com/xuri/excelize/v2"
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, calendar.Local)

// house has faults in two offices, or none.
type house struct {
	units  *orgunit.Map
	n      int64
	broken bool
}

func newHouse(n int64) *house {
	from := calendar.MustDay("2020-01-01")
	return &house{n: n, units: orgunit.NewMap([]*orgunit.Unit{
		{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: from},
		{ID: 2, Code: "H99.03", Name: "Sở Xây dựng", Level: orgunit.Province, Block: orgunit.Department, Parent: 1, From: from},
		{ID: 3, Code: "H99.04", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: 1, From: from},
	})}
}

func (h *house) Counts(context.Context, domain.Span, calendar.Day) (list []domain.Count, err error) {
	if h.n == 0 {
		return nil, nil
	}
	for _, kind := range domain.Kinds {
		list = append(list, domain.Count{Kind: kind, Unit: 2, N: h.n}, domain.Count{Kind: kind, Unit: 3, N: 1})
	}
	return list, nil
}

func (h *house) Count(context.Context, domain.Query) (int64, error) { return h.n, nil }

func (h *house) List(_ context.Context, q domain.Query) (rows []domain.Row, err error) {
	if h.broken {
		return nil, errors.New("broken")
	}
	last := h.n
	if q.Before != 0 {
		last = q.Before - 1
	}
	for id := last; id > 0 && len(rows) < q.Limit; id-- {
		rows = append(rows, domain.Row{ID: id, Code: "H99.03-260105-0001", Unit: orgunit.ID(2 + id%2), Name: "Cấp giấy phép xây dựng",
			Filed: now.AddDate(0, 0, -20), Lag: 1000, Received: now.AddDate(0, 0, -15), Due: calendar.DayOf(now), Closed: now.AddDate(0, 0, -1)})
	}
	return rows, nil
}

func (h *house) Lags(context.Context, domain.Span) ([]domain.Lag, error) {
	if h.n == 0 {
		return nil, nil
	}
	return []domain.Lag{{Filed: 12, Median: 135, Over: 3}, {Unit: 2, Filed: 12, Median: 135, Over: 3}}, nil
}

// Enter is the leader of the province, or the clerk of one commune.
func (h *house) Enter(_ context.Context, token string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	who := &account.Account{ID: 1, Name: "Phan Đình Nghĩa", Unit: 1, Roles: []account.Role{account.Leader}}
	if token == "clerk" {
		who = &account.Account{ID: 2, Name: "Lê Thị Thu Hà", Unit: 3, Roles: []account.Role{account.Counter}}
	}
	return who, h.units, nil
}

func serve(t *testing.T, h *house, who string) string {
	t.Helper()
	guard := web.Entrance{Sessions: h, Now: func() time.Time { return now }, Rooms: []web.Room{{Title: "Số liệu", Href: "/lead", Act: account.ReadFigures}}}
	mux := web.Mux(quality.Pages{Office: h}.Routes(), guard.Guard, nil)
	pages := web.Handler(mux, web.Options{Site: &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000"}, Log: slog.New(slog.DiscardHandler)})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.AddCookie(&http.Cookie{Name: "cchc", Value: who})
		pages.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func get(t *testing.T, lang, address string) (int, http.Header, string) {
	t.Helper()
	ask, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	ask.AddCookie(&http.Cookie{Name: i18n.CookieName, Value: lang})
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, string(body)
}

func TestEveryPageIsSoundInBothLanguages(t *testing.T) {
	for _, n := range []int64{0, 120} {
		base := serve(t, newHouse(n), "leader")
		addresses := []string{"/lead/quality", "/lead/quality?year=2024"}
		for _, k := range domain.Kinds {
			addresses = append(addresses, "/lead/quality/list?kind="+k.Name(), "/lead/quality/list?unit=2&before=60&kind="+k.Name())
		}
		for _, address := range addresses {
			for _, lang := range []string{"vi", "en"} {
				status, _, body := get(t, lang, base+address)
				if status != http.StatusOK {
					t.Errorf("%s = %d", address, status)
				}
				htmlcheck.Page(t, body)
			}
		}
		for address, want := range map[string]int{"/lead/quality?year=x": 404, "/lead/quality/list?kind=x": 404, "/lead/quality/list?kind=no-due&unit=99": 404} {
			if status, _, _ := get(t, "vi", base+address); status != want {
				t.Errorf("%s = %d, want %d", address, status, want)
			}
		}
	}
	for _, text := range layout.Untranslated() {
		if !strings.Contains(text, "UBND") && !strings.Contains(text, "Tỉnh An Sơn") && !strings.Contains(text, "Sở ") {
			t.Errorf("no English: %q", text)
		}
	}
}

func TestEachNumberLeadsToItsListAndEachRowToItsDossierWhereItMayBeRead(t *testing.T) {
	h := newHouse(120)
	_, _, body := get(t, "vi", serve(t, h, "leader")+"/lead/quality")
	for _, part := range []string{`href="/lead/quality/list?kind=no-due&amp;year=2026&amp;unit=2">120`, `kind=no-due&amp;year=2026">121`, "2 giờ 15 phút", "Sửa sai"} {
		if !strings.Contains(body, part) {
			t.Errorf("the table does not say %q", part)
		}
	}
	_, _, all := get(t, "vi", serve(t, h, "leader")+"/lead/quality/list?kind=filed-long")
	_, _, own := get(t, "vi", serve(t, h, "clerk")+"/lead/quality/list?kind=filed-long")
	if a, b := strings.Count(all, "/desk/dossiers/"), strings.Count(own, "/desk/dossiers/"); a != 50 || b != 25 {
		t.Errorf("the leader may open %d of 50, the clerk of one of two units %d", a, b)
	}
	if !strings.Contains(all, "120 hồ sơ") || !strings.Contains(all, "before=71") || !strings.Contains(all, "16 giờ 40 phút") {
		t.Error("the list does not repeat its number, lead on or say how long papers lay")
	}
}

func TestWorkbooksHoldEveryRowAndABrokenOneIsNotSent(t *testing.T) {
	h := newHouse(1200)
	base := serve(t, h, "leader")
	for address, want := range map[string]int{"/lead/quality.xlsx": 4, "/lead/quality/list.xlsx?kind=no-due": 1201} {
		status, _, body := get(t, "vi", base+address)
		if status != http.StatusOK {
			t.Fatalf("%s = %d", address, status)
		}
		book, err := excelize.OpenReader(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows(book.GetSheetList()[0])
		if names := book.GetSheetList(); err != nil || len(rows) != want || names[len(names)-1] != "Nguồn" {
			t.Errorf("%s: %d rows, sheets %q, %v", address, len(rows), names, err)
		}
	}
	h.broken = true
	if status, head, _ := get(t, "vi", base+"/lead/quality/list.xlsx?kind=no-due"); status != http.StatusInternalServerError || head.Get("Content-Disposition") != "" {
		t.Errorf("a broken list is sent: %d %v", status, head)
	}
}

func TestPagesAreAccessibleAtBothWidths(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	tab := b.Tab(t, serve(t, newHouse(120), "leader"))
	for name, address := range map[string]string{"quality": "/lead/quality", "faults": "/lead/quality/list?kind=filed-long&unit=2"} {
		tab.Wide(1366)
		tab.Go(address)
		tab.Look(name)
	}
}
