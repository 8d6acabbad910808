package review_test

import (
	"context"
	"html"
	"io"
	"iter"
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
	"cchc/domain/refusal"
	domain "cchc/domain/review"
	"cchc/domain/workflow"
	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
	"cchc/kit/i18n"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/review"
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, calendar.Local)

const office orgunit.ID = 2

// house has one procedure with four steps, one of them slow, and keeps what is asked of it.
type house struct {
	units     *orgunit.Map
	flow      *workflow.Version
	version   *procedure.Version
	maps      []domain.Drawn
	proposals []*domain.Proposal
}

func newHouse(t *testing.T) *house {
	t.Helper()
	from := calendar.MustDay("2020-01-01")
	h := &house{
		units: orgunit.NewMap([]*orgunit.Unit{{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: from},
			{ID: office, Code: "H99.03", Name: "Sở Xây dựng", Level: orgunit.Province, Block: orgunit.Department, Parent: 1, From: from}}),
		version: &procedure.Version{ID: 5, Code: "1.000001", Number: 1, Name: "Cấp giấy phép xây dựng nhà ở riêng lẻ", Field: "Xây dựng", Status: procedure.Announced, From: from},
		flow: &workflow.Version{ID: 9, Procedure: "1.000001", Name: "Quy trình", Status: workflow.Published, From: from, Steps: []workflow.Step{
			{No: 1, Content: "Tiếp nhận", Place: workflow.AtDesk, Role: account.Counter, Minutes: 120},
			{No: 2, After: []int{1}, Content: "Thẩm tra hồ sơ", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
			{No: 3, After: []int{2}, Content: "Kiểm tra thực địa cùng địa phương và các bên liên quan", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
			{No: 4, After: []int{3}, Content: "Quyết định", Place: workflow.AtUnit, Role: account.Leader, Minutes: 240},
		}},
	}
	order := domain.Order{Workflow: 9, From: from, To: calendar.MustDay("2026-01-01")}
	h.maps = []domain.Drawn{{Order: order, Asked: now, By: 7, Seen: 2, Total: 2, Done: now, Chart: drawn(t, h.flow, order)},
		{Order: domain.Order{Workflow: 9, From: calendar.MustDay("2026-01-01"), To: calendar.MustDay("2026-02-01")}, Asked: now, By: 7, Seen: 40, Total: 100}}
	return h
}

// drawn is a map of two dossiers, one of which went back.
func drawn(t *testing.T, flow *workflow.Version, o domain.Order) *domain.Chart {
	t.Helper()
	week := calendar.Standard()
	at := func(minutes int) time.Time {
		return week.AddWorkMinutes(time.Date(2026, 1, 5, 0, 30, 0, 0, time.UTC), minutes)
	}
	life := func(code string, steps ...int) domain.Life {
		l := domain.Life{Code: code}
		for i, no := range append(steps, 0) {
			var b audit.Builder
			text := ""
			if no > 0 {
				text = dossier.WorkText([]dossier.Work{{Step: no, Role: account.Official, Unit: office, Since: at(0)}})
			}
			b.Text("open", text)
			change, err := b.Change()
			if err != nil {
				t.Fatal(err)
			}
			act := "complete_step"
			if i > 0 && no > 0 && no < steps[i-1] {
				act = "send_back"
			}
			l.Events = append(l.Events, audit.Event{Act: act, At: at(i * 700), Change: change})
		}
		return l
	}
	lives := []domain.Life{life("H99.03-260105-0001", 1, 2, 3, 4), life("H99.03-260105-0002", 1, 2, 3, 2, 3, 4)}
	m, err := domain.Draw(flow, func(orgunit.ID) *calendar.Calendar { return week }, iter.Seq2[domain.Life, error](func(yield func(domain.Life, error) bool) {
		for _, l := range lives {
			if !yield(l, nil) {
				return
			}
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	chart, err := m.Chart()
	if err != nil {
		t.Fatal(err)
	}
	chart.From, chart.To = o.From, o.To
	chart.Papers = []domain.ChartPaper{{Component: "Sổ hộ khẩu", Dossiers: 40, Files: 30, Distinct: 2, Held: 25, Reused: 5},
		{Component: "Bản cam kết", Dossiers: 40, Files: 40, Distinct: 1}, {Component: "Đơn", Dossiers: 40, Files: 40, Distinct: 40}}
	return chart
}

func (h *house) Calendar(orgunit.ID) *calendar.Calendar { return calendar.Standard() }
func (h *house) Units() *orgunit.Map                    { return h.units }
func (h *house) Versions() []*procedure.Version         { return []*procedure.Version{h.version} }
func (h *house) Flows() []*workflow.Version             { return []*workflow.Version{h.flow} }
func (h *house) Procedure(procedure.ID) *procedure.Version {
	return h.version
}
func (h *house) InForce(string, calendar.Day) *procedure.Version { return h.version }
func (h *house) Workflow(id workflow.ID) *workflow.Version {
	if id == h.flow.ID {
		return h.flow
	}
	return nil
}

func (h *house) Ask(_ context.Context, o domain.Order, by account.Stamp) error {
	h.maps = append(h.maps, domain.Drawn{Order: o, Asked: by.At, By: by.By})
	return nil
}

func (h *house) Map(_ context.Context, o domain.Order) (domain.Drawn, error) {
	for _, d := range h.maps {
		if d.Order == o {
			return d, nil
		}
	}
	return domain.Drawn{}, refusal.Missing("Chưa có bản đồ này: hãy yêu cầu vẽ.")
}

func (h *house) Maps(context.Context, int) ([]domain.Drawn, error) { return h.maps, nil }

func (h *house) Do(_ context.Context, id domain.ProposalID, _ int, act domain.Act, by account.Stamp) (domain.Proposal, error) {
	p := &domain.Proposal{ID: domain.ProposalID(len(h.proposals) + 1)}
	if id > 0 {
		copied := *h.proposals[id-1]
		p = &copied
	}
	if _, _, err := act.Apply(p, domain.Moment{By: by.By, Unit: by.Unit, Today: calendar.DayOf(by.At)}); err != nil {
		return *p, err
	}
	p.Version++
	if id == 0 {
		h.proposals = append(h.proposals, p)
	} else {
		h.proposals[id-1] = p
	}
	return *p, nil
}

func (h *house) Proposal(_ context.Context, id domain.ProposalID) (domain.Proposal, error) {
	if id < 1 || int(id) > len(h.proposals) {
		return domain.Proposal{}, refusal.Missing("Không tìm thấy phương án này.")
	}
	return *h.proposals[id-1], nil
}

func (h *house) Measure(context.Context, domain.Proposal, time.Time) (domain.Measured, error) {
	return domain.Measured{Received: 320, Before: domain.Length{N: 300, Sum: 300 * 960}, After: domain.Length{N: 310, Sum: 310 * 600}}, nil
}

func (h *house) OfYear(context.Context, int) ([]*domain.Proposal, error) { return h.proposals, nil }
func (h *house) Years(context.Context) ([]int, error)                    { return []int{2026}, nil }
func (h *house) Names(context.Context, []account.ID) (map[account.ID]string, error) {
	return map[account.ID]string{7: "Lê Thị Thu Hà"}, nil
}

// Enter is a session of who the token names.
func (h *house) Enter(_ context.Context, token string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	who := &account.Account{ID: 7, Name: "Lê Thị Thu Hà", Unit: office, Roles: []account.Role{account.Designer}}
	if token == "leader" {
		who = &account.Account{ID: 8, Name: "Phan Đình Nghĩa", Unit: office, Roles: []account.Role{account.Leader}}
	}
	return who, h.units, nil
}

func (h *house) serve(t *testing.T, who string) string {
	t.Helper()
	guard := web.Entrance{Sessions: h, Now: func() time.Time { return now }, Rooms: []web.Room{{Title: "Thủ tục", Href: "/admin/procedures", Act: account.ReadRules}}}
	rules := func(context.Context) (review.Rules, error) { return h, nil }
	mux := web.Mux(review.Pages{Office: h, Names: h, Rules: rules}.Routes(), guard.Guard, nil)
	pages := web.Handler(mux, web.Options{Site: &layout.Site{Brand: "Một cửa An Sơn"}, Log: slog.New(slog.DiscardHandler)})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.AddCookie(&http.Cookie{Name: "cchc", Value: who})
		pages.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func send(t *testing.T, lang, method, address string, form url.Values) (int, string) {
	t.Helper()
	ask, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	ask.Header.Set("Sec-Fetch-Site", "same-origin")
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
	return answer.StatusCode, string(body)
}

const mapAt = "/review/maps/9/2020-01-01/2025-12-31"

// draft is a form of a proposal.
func draft() url.Values {
	return url.Values{"once": {"k"}, "year": {"2026"}, "procedure": {"1.000001"}, "means": {"beside"}, "title": {"Làm song song"}, "reason": {"Hai bước không chờ nhau"},
		"hourly": {"40.000"}, "dossiers": {"1.000"}, "minutes": {"700"}, "before": {"2"}, "after": {"1"},
		"before.0.name": {"Chuẩn bị đơn"}, "before.0.minutes": {"60"}, "before.1.name": {"Đi nộp"}, "before.1.other": {"20000"}, "after.0.name": {"Chuẩn bị đơn"}, "after.0.minutes": {"60"}}
}

func TestEveryPageIsSoundInBothLanguages(t *testing.T) {
	h := newHouse(t)
	designer, leader := h.serve(t, "designer"), h.serve(t, "leader")
	if status, body := send(t, "vi", "POST", designer+"/review/proposals/new", draft()); status != http.StatusOK {
		t.Fatalf("no draft: %d\n%s", status, body)
	}
	for _, lang := range []string{"vi", "en"} {
		for _, address := range []string{"/review", mapAt, "/review/maps/9/2026-01-01/2026-01-31", "/review/proposals?year=2026&by=means", "/review/proposals/new", "/review/proposals/1", "/review/proposals/1/edit"} {
			status, body := send(t, lang, "GET", designer+address, nil)
			if status != http.StatusOK {
				t.Errorf("%s = %d", address, status)
			}
			htmlcheck.Page(t, body)
		}
		if status, _ := send(t, lang, "GET", leader+"/review/proposals/1", nil); status != http.StatusOK {
			t.Errorf("the leader gets %d", status)
		}
	}
	for _, text := range layout.Untranslated() {
		t.Errorf("no English: %q", text)
	}
}

func TestTheMapSaysWhereTimeIsLostAndWhatWouldSaveIt(t *testing.T) {
	h := newHouse(t)
	_, body := send(t, "vi", "GET", h.serve(t, "designer")+mapAt, nil)
	for _, want := range []string{"Điểm nghẽn", "song song với", "trả lại 1 lần", "H99.03-260105-0002", "/review/proposals/new?procedure=1.000001"} {
		if !strings.Contains(body, want) {
			t.Errorf("the map does not say %q", want)
		}
	}
	if status, _ := send(t, "vi", "GET", h.serve(t, "designer")+mapAt+"/map.xlsx", nil); status != http.StatusOK {
		t.Errorf("no workbook: %d", status)
	}
	if status, _ := send(t, "vi", "GET", h.serve(t, "designer")+"/review/maps/9/abc/2025-12-31", nil); status != http.StatusNotFound {
		t.Errorf("a bad day is %d", status)
	}
}

func TestAComponentThatIsHeldOrAlwaysTheSameBeginsAProposal(t *testing.T) {
	h := newHouse(t)
	base := h.serve(t, "designer")
	_, body := send(t, "vi", "GET", base+mapAt, nil)
	for _, want := range []string{"Nhà nước đã có ở 25 hồ sơ, mới dùng lại 5", "gần như luôn giống nhau: 1 nội dung trong 40 hồ sơ"} {
		if !strings.Contains(body, want) {
			t.Errorf("the map does not say %q", want)
		}
	}
	if n, m := strings.Count(body, "means=reuse_paper"), strings.Count(body, "means=drop_paper"); n != 1 || m != 2 {
		t.Errorf("%d proposals to reuse, %d to drop", n, m)
	}
	_, rest, _ := strings.Cut(body, `href="/review/proposals/new?distinct=2`)
	address, _, _ := strings.Cut(rest, `"`)
	for _, lang := range []string{"vi", "en"} {
		_, form := send(t, lang, "GET", base+"/review/proposals/new?distinct=2"+html.UnescapeString(address), nil)
		htmlcheck.Page(t, form)
		if !strings.Contains(form, "Sổ hộ khẩu") || !strings.Contains(form, `value="reuse_paper" selected`) {
			t.Errorf("the proposal does not begin with the component:\n%s", form)
		}
	}
	if _, read := send(t, "vi", "GET", h.serve(t, "leader")+mapAt, nil); strings.Contains(read, "means=drop_paper") {
		t.Error("who may not write is led to a proposal")
	}
}

func TestAProposalGoesFromDraftToMeasured(t *testing.T) {
	h := newHouse(t)
	designer, leader := h.serve(t, "designer"), h.serve(t, "leader")
	bad := draft()
	bad.Set("title", "")
	bad.Set("before.0.minutes", "sáu mươi")
	if status, body := send(t, "vi", "POST", designer+"/review/proposals/new", bad); status != http.StatusUnprocessableEntity || !strings.Contains(body, "không phải là số nguyên") {
		t.Errorf("a bad draft gives %d", status)
	}
	do := func(base, path string, want int, form url.Values) string {
		t.Helper()
		status, body := send(t, "vi", "POST", base+"/review/proposals/"+path, form)
		if status != want {
			t.Fatalf("%s = %d, want %d", path, status, want)
		}
		return body
	}
	do(designer, "new", 200, draft())
	do(designer, "1/do/submit", 200, nil)
	do(designer, "1/decide/approve", 403, url.Values{"decision": {"12/QĐ"}})
	do(leader, "1/decide/approve", 422, nil)
	do(leader, "1/decide/approve", 200, url.Values{"decision": {"12/QĐ-UBND"}})
	do(leader, "1/decide/carry-out", 422, url.Values{"from": {"01/01/2030"}})
	do(leader, "1/decide/carry-out", 200, url.Values{"from": {"01/02/2026"}})
	for _, lang := range []string{"vi", "en"} {
		_, filled := send(t, lang, "GET", designer+"/review/proposals/1?measure=log", nil)
		htmlcheck.Page(t, filled)
		if !strings.Contains(filled, `value="320"`) || !strings.Contains(filled, `value="360"`) {
			t.Error("the log does not fill the measurement")
		}
	}
	body := do(designer, "1/do/measure", 200, url.Values{"counted": {"900"}, "sooner": {"650"}, "real": {"1"}, "real.0.name": {"Chuẩn bị đơn"}, "real.0.minutes": {"60"}})
	if !strings.Contains(body, "18.000.000") { // 900 dossiers, 20,000 đồng less each
		t.Error("the page does not say what was saved")
	}
	do(designer, "1/do/nonsense", 404, nil)
}

func TestPagesAreAccessibleAtBothWidths(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := newHouse(t)
	tab := b.Tab(t, h.serve(t, "designer"))
	tab.Wide(1366)
	tab.Go("/review/proposals/new?procedure=1.000001&means=beside&minutes=700&first=2&then=3")
	tab.Look("new")
	send(t, "vi", "POST", h.serve(t, "designer")+"/review/proposals/new", draft())
	for name, address := range map[string]string{"maps": "/review", "map": mapAt, "proposals": "/review/proposals", "proposal": "/review/proposals/1"} {
		tab.Wide(1366)
		tab.Go(address)
		tab.Look(name)
	}
}
