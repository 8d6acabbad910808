package web_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/intake"
	"cchc/domain/orgunit"
	"cchc/kit/browser"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
	"cchc/store/rehearsal"
	"cchc/web"
	"cchc/web/admin"
	"cchc/web/design"
	"cchc/web/layout"
)

// provinceMap is the map of the province of these tests.
var provinceMap = func() *orgunit.Map {
	units := make([]*orgunit.Unit, len(province))
	for i := range province {
		u := province[i]
		units[i] = &u
	}
	return orgunit.NewMap(units)
}()

// people are sessions whose token is the name of a role at the province.
type people struct{}

func (people) Enter(_ context.Context, token string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	id := account.ID(len(token))
	return &account.Account{ID: id, Name: "Nguyễn Văn " + token, Unit: 1, Roles: []account.Role{account.Role(token)}, Version: 1}, provinceMap, nil
}

// office is the rooms of the rules over a real store with some procedures in it.
func office(t *testing.T) (s *store.Store, url string) {
	t.Helper()
	s, err := store.Open(t.Context(), dbtest.SQLite(t), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.DB.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	now := time.Date(2022, 3, 1, 8, 0, 0, 0, calendar.Local)
	if err := s.Furnish(t.Context(), store.Furniture{Units: province}, store.Moment{At: now}); err != nil {
		t.Fatal(err)
	}
	for kind, text := range map[intake.Kind]string{
		intake.Procedures: "Mã TTHC,Tên TTHC,Lĩnh vực,Cấp thực hiện,Kênh,Thời hạn,Phí,Thành phần hồ sơ,Căn cứ,Quyết định công bố,Hiệu lực từ\n" +
			"1.001193,Đăng ký khai sinh,Hộ tịch,xã;huyện,Trực tiếp,trong ngày làm việc,0,Tờ khai (Mẫu 01); Giấy chứng sinh: 1 bản chính,Luật Hộ tịch 2014,1/QĐ-UBND,01/01/2021\n" +
			"1.009999,Cấp giấy phép xây dựng nhà ở riêng lẻ tại đô thị và nông thôn thuộc thẩm quyền của Ủy ban nhân dân cấp huyện,Xây dựng,huyện,Trực tiếp,5 ngày làm việc,75000,Đơn đề nghị (Mẫu 01),Luật Xây dựng 2014; Nghị định 15/2021/NĐ-CP,1/QĐ-UBND,01/01/2021\n",
	} {
		report, err := s.Imports().Import(t.Context(), intake.Job{Kind: kind, File: "tep.csv", Data: []byte(text)}, account.Stamp{At: now})
		if err != nil || len(report.Faults) > 0 {
			t.Fatal(err, report.Faults)
		}
	}
	entrance := web.Entrance{Sessions: people{}, Now: func() time.Time { return now }, Rooms: []web.Room{{Title: "Thủ tục", Href: "/admin/procedures", Act: account.ReadRules}}}
	rules := admin.Rules{Catalogue: s.Procedures, Drafting: s.Procedures, Flows: s.Workflows, Files: s.Imports()}
	site := &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000", Sample: true}
	flows := design.Room{Catalogue: s.Procedures, Flows: s.Workflows, Approval: s.Workflows, Tables: s.Imports(), Rehearsals: rehearsal.Rehearsals{Store: s}}
	server := httptest.NewServer(web.Handler(web.Mux(append(rules.Routes(), flows.Routes()...), entrance.Guard, nil), web.Options{Site: site, Log: slog.New(slog.DiscardHandler)}))
	t.Cleanup(server.Close)
	return s, server.URL
}

// as is a tab in which somebody with a role is signed in.
func as(t *testing.T, b *browser.Browser, url string, role account.Role) *browser.Tab {
	tab := b.Tab(t, url)
	tab.Go("/admin/procedures")
	tab.Eval(`document.cookie = "cchc=`+string(role)+`; path=/"`, nil)
	return tab
}

func TestADecisionAndAWorkflowAreWrittenByOneAndPublishedByAnother(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	s, url := office(t)
	writer, chairman := as(t, b, url, account.Designer), as(t, b, url, account.Leader)
	writeProcedure(t, writer)
	decision := writeDecision(t, writer)
	chairman.Go(decision)
	chairman.ClickOn("main .go")
	if text := chairman.Text("main .head"); !strings.Contains(text, "Đã công bố") {
		t.Errorf("after publishing: %s", text)
	}
	flow := writeWorkflow(t, writer)
	publishWorkflow(t, writer, chairman, flow)
	look(t, writer, decision, "rules-decision-published")
	importFaults(t, writer)
	catalogue, err := s.Procedures.Catalogue(t.Context())
	if v := catalogue.Entry("1.009999").Now(calendar.MustDay("2022-05-01")); err != nil || v.Number != 2 || len(v.Offers) != 2 || v.Offers[1].Limit != "3 workdays" {
		t.Errorf("%+v, %v", v, err)
	}
	for _, missing := range layout.Untranslated() {
		t.Errorf("no English for %q", missing)
	}
}

func writeProcedure(t *testing.T, tab *browser.Tab) {
	look(t, tab, "/admin/procedures", "rules-procedures")
	look(t, tab, "/admin/procedures?q=zzz", "rules-procedures-none")
	tab.Go("/admin/procedures?q=giay+phep&field=X%C3%A2y+d%E1%BB%B1ng")
	tab.ClickOn("tbody a")
	look(t, tab, "/admin/procedures/1.009999", "rules-procedure")
	tab.ClickOn(".side > div:last-child button")
	if tab.Path() != "/admin/procedures/1.009999/edit" {
		t.Fatalf("drafting leads to %s", tab.Path())
	}
	tab.ClickOn(`button[name=add][value=offers]`)
	tab.Choose(`[name="offers.1.channel"]`, "online")
	tab.Type(`[name="offers.1.limit"]`, "rất nhanh")
	tab.ClickOn("main .go")
	tab.Look("rules-procedure-errors")
	tab.Wide(1366)
	tab.Type(`[name="offers.1.limit"]`, "3 ngày làm việc")
	tab.ClickOn("main .go")
	look(t, tab, "/admin/procedures/1.009999/edit", "rules-procedure-edit")
	look(t, tab, "/admin/procedures/1.009999/compare", "rules-procedure-compare")
}

func writeDecision(t *testing.T, tab *browser.Tab) (address string) {
	look(t, tab, "/admin/decisions", "rules-decisions")
	tab.Go("/admin/decisions/new")
	tab.ClickOn("main .go")
	look(t, tab, "/admin/decisions/new", "rules-decision-new")
	tab.ClickOn(`button[value=drafts]`)
	tab.Type("#f-number", "48/QĐ-UBND")
	for name, day := range map[string]string{"signed": "2022-03-01", "effective": "2022-04-01"} {
		tab.Eval(`document.querySelector("#f-`+name+`").value = "`+day+`"`, nil)
	}
	tab.ClickOn("main .go")
	address = tab.Path()
	look(t, tab, address, "rules-decision")
	look(t, tab, address+"/edit", "rules-decision-edit")
	return address
}

func writeWorkflow(t *testing.T, tab *browser.Tab) (address string) {
	tab.Go("/admin/workflows")
	tab.Type("#f-procedure", "1.009999")
	tab.ClickOn("main .go")
	tab.ClickOn(`button[name=add][value=steps]`)
	for name, text := range map[string]string{"0.content": "Tiếp nhận, kiểm tra hồ sơ", "0.time": "0,5", "1.content": "Thẩm định, trình ký giấy phép xây dựng", "1.time": "4"} {
		tab.Type(`[name="steps.`+name+`"]`, text)
	}
	tab.ClickOn("main .go")
	address = tab.Path()
	look(t, tab, address, "rules-workflow-too-long")
	look(t, tab, address+"/edit", "rules-workflow-edit")
	return address
}

// publishWorkflow is refused with the path while the steps take longer than the law.
func publishWorkflow(t *testing.T, writer, chairman *browser.Tab, address string) {
	writer.Go(address)
	if says := writer.Text(".note.over"); !strings.Contains(says, "1 → 2: 4,5 ngày làm việc") {
		t.Errorf("four and a half days of three: %s", says)
	}
	writer.Go(address + "/edit")
	writer.Type(`[name="steps.1.time"]`, "2,5")
	writer.ClickOn("main .go")
	writer.ClickOn(`form[action$="/submit"] .go`)
	chairman.Go(address)
	chairman.Look("rules-workflow-judge")
	chairman.Wide(1366)
	chairman.ClickOn(`form[action$="/approve"] .go`)
	chairman.Type("#f-from", "01/04/2022")
	chairman.Type("#f-basis", "9/QĐ-UBND")
	chairman.ClickOn(`form[action$="/publish"] .go`)
	if text := chairman.Text("main .head"); !strings.Contains(text, "Sắp có hiệu lực") {
		t.Errorf("after publishing: %s", text)
	}
	look(t, writer, address, "rules-workflow")
	look(t, writer, "/admin/workflows", "rules-workflows")
}

func importFaults(t *testing.T, tab *browser.Tab) {
	look(t, tab, "/admin/import/procedures", "rules-import")
	file := filepath.Join(t.TempDir(), "thu-tuc.csv")
	if err := os.WriteFile(file, []byte("Mã TTHC,Tên TTHC,Lĩnh vực,Cấp thực hiện,Kênh,Thời hạn,Quyết định công bố,Hiệu lực từ\n1.001194,Khai tử,Hộ tịch,xã,fax,2 ngày,9/QĐ,01/04/2022\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tab.Choose("#f-file", "")
	tab.Upload("#f-file", file)
	tab.ClickOn("main .go")
	if text := tab.Text("#main"); tab.Status() != 422 || !strings.Contains(text, "Kênh") {
		t.Errorf("%d: %s", tab.Status(), text)
	}
	tab.Look("rules-import-faults")
}
