package lead_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
	"cchc/kit/i18n"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/lead"

	"github.com/xuri/excelize/v2"
)

var now = time.Date(2022, 12, 30, 16, 35, 0, 0, calendar.Local)

// fact is what one unit did in one procedure.
type fact struct {
	unit  *orgunit.Unit
	field string
	code  string
	figure.Tally
}

// province answers from facts as the store answers from dossiers.
type province struct {
	units *orgunit.Map
	facts []fact
	asked []figure.Query
}

// newProvince is An Sơn in small: numbers of the mockups, and many communes.
func newProvince() *province {
	from := calendar.MustDay("2020-01-01")
	units := []*orgunit.Unit{{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: from}}
	p := &province{}
	add := func(level orgunit.Level, block orgunit.Block, name string, finished, onTime int64) {
		u := &orgunit.Unit{ID: orgunit.ID(len(units) + 1), Code: fmt.Sprintf("H99.%02d", len(units)), Name: name, Level: level, Block: block, Parent: 1, From: from}
		units = append(units, u)
		late := finished - onTime
		t := figure.Tally{Carried: 40, ReceivedDirect: finished / 2, ReceivedOnline: finished - finished/2, Early: onTime / 3, OnDay: onTime - onTime/3, Late: late,
			OpenInTime: 30, OpenPaused: 2, OpenOverdue: 8, DueMet: onTime, DueMissed: late, DueOpen: 8}
		if finished > 0 {
			p.facts = append(p.facts, fact{u, "Đất đai", "1.004444", t}, fact{u, "Hộ tịch", "1.001193", figure.Tally{ReceivedDirect: 10, Early: 10, DueMet: 10}})
		}
	}
	add(orgunit.Province, orgunit.Department, "Sở Y tế", 1200, 1128)
	add(orgunit.Province, orgunit.Department, "Sở Tài nguyên và Môi trường", 3900, 3891)
	add(orgunit.Province, orgunit.Department, "Sở Công thương", 9100, 9100)
	add(orgunit.District, orgunit.Districts, "UBND huyện Tân Bình", 9007, 7796)
	add(orgunit.District, orgunit.Districts, "UBND huyện Trà Sơn", 6006, 5967)
	for i := range 25 {
		add(orgunit.Commune, orgunit.Communes, fmt.Sprintf("UBND xã Hòa Lâm %d", i+1), 1000+int64(i), 950+int64(i*2))
	}
	p.units = orgunit.NewMap(units)
	return p
}

func (p *province) Table(_ context.Context, q figure.Query, by figure.By) ([]figure.Line, error) {
	p.asked = append(p.asked, q)
	var list []figure.Line
	for _, f := range p.facts {
		s := q.Scope
		if s.Unit != 0 && s.Unit != f.unit.ID || s.Level != "" && s.Level != f.unit.Level || s.Field != "" && s.Field != f.field || s.Procedure != "" && s.Procedure != f.code {
			continue
		}
		line := map[figure.By]figure.Line{
			figure.ByLevel:     {Key: string(f.unit.Level), Name: f.unit.Level.Name(), Level: f.unit.Level},
			figure.ByUnit:      {Key: fmt.Sprint(f.unit.ID), Name: f.unit.Name, Level: f.unit.Level, Unit: f.unit.ID},
			figure.ByField:     {Key: f.field, Name: f.field},
			figure.ByProcedure: {Key: f.code, Name: "Thủ tục " + f.field},
		}[by]
		at := slices.IndexFunc(list, func(l figure.Line) bool { return l.Key == line.Key })
		if at < 0 {
			at, list = len(list), append(list, line)
		}
		list[at].Tally.Add(f.Tally, 1)
	}
	return list, nil
}

func (p *province) Series(ctx context.Context, q figure.Query, by figure.By, months int) (trends []figure.Trend, err error) {
	lines, err := p.Table(ctx, q, by)
	for _, line := range lines {
		t := figure.Trend{Key: line.Key, Name: line.Name}
		for i := range months {
			month := line
			month.Key = calendar.On(2021, time.Month(12+i), 1).String()[:7]
			month.Late += int64(i * i)
			if i == 3 {
				month.Tally = figure.Tally{}
			}
			t.Months = append(t.Months, month)
		}
		trends = append(trends, t)
	}
	return trends, err
}

func (p *province) Count(ctx context.Context, q figure.Query, c figure.Condition) (int64, error) {
	lines, err := p.Table(ctx, q, figure.ByUnit)
	return c.Of(figure.Sum(lines)), err
}

func (p *province) List(ctx context.Context, q figure.Query, c figure.Condition, page figure.Page) (rows []figure.Row, err error) {
	n, err := p.Count(ctx, q, c)
	start := 0
	fmt.Sscan(page.After, &start)
	for i := start; i < int(n) && len(rows) < page.Limit; i++ {
		due := calendar.MustDay("2022-12-26").Start().Add(24*time.Hour - time.Second)
		r := figure.Row{ID: int64(i), Code: fmt.Sprintf("H99.04-221205-%04d", i+1), Procedure: "1.004444", Name: "Đăng ký biến động quyền sử dụng đất, tài sản gắn liền với đất",
			Unit: orgunit.ID(2 + i%3), UnitName: p.units.Name(orgunit.ID(2 + i%3)), Received: due.AddDate(0, 0, -20), DueBy: due, Key: fmt.Sprint(i + 1)}
		if i%2 == 0 {
			r.Closed, r.Outcome = due.AddDate(0, 0, 1+i%40), "late"
		}
		rows = append(rows, r)
	}
	return rows, err
}

func (p *province) People(_ context.Context, ids []int64) (map[int64]string, error) {
	names := map[int64]string{}
	for _, id := range ids {
		names[id] = "Nguyễn Thị Hồng Nhung"
	}
	return names, nil
}

// Enter is a session of whoever the token names: "leader" of the province, or "clerk" of
// the first department.
func (p *province) Enter(_ context.Context, token string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	who := &account.Account{ID: 1, Name: "Phan Đình Nghĩa", Unit: 1, Roles: []account.Role{account.Leader}}
	if token == "clerk" {
		who = &account.Account{ID: 2, Name: "Lê Thị Thu Hà", Unit: 2, Roles: []account.Role{account.Counter}}
	}
	return who, p.units, nil
}

// serve serves the pages to somebody.
func serve(t *testing.T, p *province, who string) string {
	t.Helper()
	guard := web.Entrance{Sessions: p, Now: func() time.Time { return now }, Rooms: []web.Room{{Title: "Một trang", Href: "/lead", Act: account.ReadFigures}}}
	mux := web.Mux(lead.Pages{Figures: p, Lists: p, Rules: func(context.Context) (lead.Rules, error) { return catalogue{}, nil }}.Routes(), guard.Guard, nil)
	site := &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000", Sample: true}
	pages := web.Handler(mux, web.Options{Site: site, Log: slog.New(slog.DiscardHandler)})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.AddCookie(&http.Cookie{Name: "cchc", Value: who})
		pages.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func get(t *testing.T, address string) (int, http.Header, string) {
	t.Helper()
	return getIn(t, "vi", address)
}

func getIn(t *testing.T, lang, address string) (int, http.Header, string) {
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

var addresses = []string{
	"/lead", "/lead/punctuality", "/lead/punctuality?period=2022-12&formula=due&rounding=half-up&decimals=2",
	"/lead/punctuality?formula=workload&level=xa", "/lead/punctuality?unit=5", "/lead/punctuality?unit=5&field=%C4%90%E1%BA%A5t+%C4%91ai",
	"/lead/punctuality?unit=5&procedure=1.004444", "/lead/punctuality?by=field&recast=1", "/lead/punctuality?from=2022-12-01&to=2022-12-15",
	"/lead/punctuality?unit=1", "/lead/list?figure=late&unit=5", "/lead/list?figure=late&after=50", "/lead/list?figure=open&unit=1",
	"/lead/forms/II.06a", "/lead/forms/khoi-luong?by=field", "/lead/forms/den-han?period=2022-12", "/lead/forms/qd766?unit=5",
	"/lead/forms/II.07b", "/lead/forms/II.07b?day=2019-01-01", "/lead/forms/II.07b/list?what=competence&level=xa", "/lead/forms/II.07b/list?what=workflows&level=xa&field=H%E1%BB%99+t%E1%BB%8Bch",
	"/lead/forms/II.07b/list?what=competence&level=xa&page=1", "/lead/forms/II.07b/list?what=one-stop&level=huyen",
}

func TestEveryPageIsSoundInBothLanguages(t *testing.T) {
	base := serve(t, newProvince(), "leader")
	for _, address := range addresses {
		for _, lang := range []string{"vi", "en"} {
			status, _, body := getIn(t, lang, base+address)
			if status != http.StatusOK {
				t.Errorf("%s = %d", address, status)
			}
			htmlcheck.Page(t, body)
		}
	}
	for _, text := range layout.Untranslated() {
		if !strings.Contains(text, "UBND") && !strings.Contains(text, "Tỉnh An Sơn") {
			t.Errorf("no English: %q", text)
		}
	}
}

func TestTheTableSaysNumeratorDenominatorAndBalance(t *testing.T) {
	_, _, body := get(t, serve(t, newProvince(), "leader")+"/lead/punctuality?level=huyen&period=2022")
	for _, part := range []string{"7.806", "9.017", "86,5\u00a0%", "khớp", "A. Đã giải quyết trong kỳ (II.06a)", "cắt, 1 số lẻ", "figure=late", "unit=5"} {
		if !strings.Contains(body, part) {
			t.Errorf("the page does not say %q", part)
		}
	}
	if strings.Index(body, "Tân Bình</a>") > strings.Index(body, "Trà Sơn</a>") {
		t.Error("the worst unit is not first")
	}
}

func TestAUnitWithoutDossiersIsNeitherAllNorNothing(t *testing.T) {
	_, _, body := get(t, serve(t, newProvince(), "leader")+"/lead/punctuality?unit=1")
	if !strings.Contains(body, "không phát sinh") || strings.Contains(body, "100,0") {
		t.Error("no dossiers are shown as a share")
	}
}

func TestNamesStandOnlyWhereDossiersMayBeRead(t *testing.T) {
	p := newProvince()
	_, _, all := get(t, serve(t, p, "leader")+"/lead/list?figure=late&unit=5")
	_, _, own := get(t, serve(t, p, "clerk")+"/lead/list?figure=late&unit=5")
	if n := strings.Count(all, "Hồng Nhung"); n != 50 {
		t.Errorf("the leader sees %d names of 50", n)
	}
	if n := strings.Count(own, "Hồng Nhung"); n != 17 || strings.Count(own, "/desk/dossiers/") != 17 {
		t.Errorf("the clerk of one of three units sees %d names of 50", n)
	}
}

func TestAListRepeatsItsNumberAndLeadsOn(t *testing.T) {
	base := serve(t, newProvince(), "leader")
	_, _, body := get(t, base+"/lead/list?figure=late&unit=5&period=2022")
	for _, part := range []string{"Giải quyết trễ hạn: 1.211 hồ sơ", "after=50", "list.xlsx?figure=late", "Quá hạn"} {
		if !strings.Contains(body, part) {
			t.Errorf("the list does not say %q", part)
		}
	}
	for address, want := range map[string]int{
		"/lead/list?figure=lost": 404, "/lead/list?figure=late&unit=99": 404, "/lead/punctuality?period=22x": 422,
		"/lead/punctuality?from=2022-12-02&to=2022-12-01": 422, "/lead/punctuality?formula=best": 422, "/lead/list?figure=late&level=z": 404,
	} {
		if status, _, body := get(t, base+address); status != want {
			t.Errorf("%s = %d, want %d: %.200s", address, status, want, body)
		}
	}
}

func TestWorkbooksHoldWhatThePageShowsAndWhereItIsFrom(t *testing.T) {
	base := serve(t, newProvince(), "clerk")
	for address, want := range map[string][]string{
		"/lead/punctuality.xlsx?level=huyen":    {"Cấp, đơn vị", "Toàn tỉnh", "UBND huyện Tân Bình"},
		"/lead/list.xlsx?figure=late&unit=5":    {"Mã hồ sơ", "H99.04-221205-0001", "H99.04-221205-0002"},
		"/lead/list.xlsx?figure=refused&unit=5": {"Mã hồ sơ"},
	} {
		status, head, body := get(t, base+address)
		if status != http.StatusOK || !strings.Contains(head.Get("Content-Disposition"), ".xlsx") {
			t.Errorf("%s = %d, %v", address, status, head)
		}
		book, err := excelize.OpenReader(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		names := book.GetSheetList()
		rows, err := book.GetRows(names[0])
		if err != nil || len(rows) < len(want) || len(names) != 2 || names[1] != "Nguồn" {
			t.Fatalf("%s: %d rows, sheets %q, %v", address, len(rows), names, err)
		}
		for i := range want {
			if rows[i][0] != want[i] {
				t.Errorf("%s: row %d is %q, want %q", address, i, rows[i][0], want[i])
			}
		}
	}
}

func TestPagesAreAccessibleAtBothWidths(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	tab := b.Tab(t, serve(t, newProvince(), "leader"))
	for name, address := range map[string]string{"home": "/lead", "punctuality": "/lead/punctuality", "unit": "/lead/punctuality?unit=5", "list": "/lead/list?figure=late&unit=5", "form": "/lead/forms/II.06a", "catalogue": "/lead/forms/II.07b", "held": "/lead/forms/II.07b/list?what=competence&level=xa"} {
		tab.Wide(1366)
		tab.Go(address)
		if weight, _ := tab.Weight(); weight > 90_000 {
			t.Errorf("%s weighs %d bytes", name, weight)
		}
		tab.Look(name)
	}
	tab.Wide(1366)
	tab.Go("/lead/punctuality")
	tab.ClickOn("tbody a[href*='unit=5']")
	tab.ClickOn("tbody a[href*='field=']")
	tab.ClickOn("tbody tr:not(.sum) a[href*='figure=late']")
	if got := tab.Text("h1"); !strings.Contains(got, "1.211") {
		t.Errorf("the drill ends at %q", got)
	}
}
