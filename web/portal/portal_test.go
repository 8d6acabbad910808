package portal_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/dbtest"
	"cchc/store"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/portal"
)

// The small province of the tests: today is Friday 30/12/2022, 14:20.
const (
	province orgunit.ID = 1 + iota
	landOffice
	district
	commune
	taxOffice
)

const clerk account.ID = 7

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

var today = at("2022-12-30 14:20")

// office is the pages on a server, over a store.
type office struct {
	*testing.T
	store *store.Store
	pages *portal.Pages
	base  string
	log   bytes.Buffer
}

// empty is an office without any data.
func empty(t *testing.T) *office {
	t.Helper()
	d := dbtest.Open(t, dbtest.SQLite(t))
	if err := d.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	s := store.New(d)
	o := &office{T: t, store: s}
	o.pages = &portal.Pages{
		Office:  store.Portal{DB: d, References: s.References},
		Figures: store.Figures{DB: d, References: s.References},
		Now:     func() time.Time { return today },
	}
	site := &layout.Site{Brand: "Một cửa An Sơn", Motto: "Dịch vụ công tỉnh An Sơn", Phone: "1800 0000", Address: "01 đường Trung Tâm, thành phố An Hội", Sample: true}
	guard := func(_ web.Need, r *http.Request) (*http.Request, error) { return r, nil }
	server := httptest.NewServer(web.Handler(web.Mux(o.pages.Routes(), guard, nil), web.Options{Site: site, Log: slog.New(slog.NewTextHandler(&o.log, nil))}))
	t.Cleanup(server.Close)
	o.base = server.URL
	return o
}

// furnished is an office with units, procedures and people.
func furnished(t *testing.T) *office {
	o := empty(t)
	since := calendar.MustDay("2020-01-01")
	levels := []orgunit.Level{orgunit.Province, orgunit.District, orgunit.Commune}
	unit := func(id orgunit.ID, code, name string, level orgunit.Level, block orgunit.Block, parent orgunit.ID) orgunit.Unit {
		return orgunit.Unit{ID: id, Code: code, Name: name, Level: level, Block: block, Parent: parent, From: since}
	}
	version := func(id procedure.ID, code, name, field, limit string, fee int64) procedure.Version {
		return procedure.Version{ID: id, Code: code, Number: 1, Name: name, Field: field, Levels: levels, Status: procedure.Announced, From: since,
			Offers:     []procedure.Offer{{Channel: procedure.Direct, Limit: limit, Fee: fee}, {Channel: procedure.Post, Limit: limit, Fee: fee, Note: "chưa gồm cước"}},
			Cases:      []procedure.Case{{No: 1, Name: "Chung", Components: []procedure.Component{{Name: "Tờ khai", Originals: 1, Form: "Mẫu 01"}, {Name: "Giấy chứng nhận đã cấp", Originals: 1, Copies: 2}, {Name: "Văn bản ủy quyền", Optional: true}}}},
			Applicants: "Cá nhân, hộ gia đình đang sử dụng đất", Result: "Giấy chứng nhận", Basis: []string{"Luật Đất đai 2013", "Nghị định 43/2014/NĐ-CP"}}
	}
	ended := version(103, "2.000002", "Cấp sổ tem phiếu", "Thương mại", "5 workdays", 0)
	ended.Until = calendar.MustDay("2021-01-01")
	flow := func(id workflow.ID, code string) workflow.Version {
		return workflow.Version{ID: id, Procedure: code, Number: 1, Name: "Ba bước", Status: workflow.Published, From: since, Steps: []workflow.Step{
			{No: 1, Content: "Kiểm tra hồ sơ", Place: workflow.AtDesk, Role: account.Counter, Minutes: 240},
			{No: 2, After: []int{1}, Content: "Xác định nghĩa vụ tài chính", Place: workflow.AtNamed, Unit: taxOffice, Role: account.Official, Minutes: 960},
			{No: 3, After: []int{2}, Content: "Ký giấy chứng nhận", Place: workflow.AtUnit, Role: account.Leader, Minutes: 100},
		}}
	}
	o.must(o.store.Furnish(t.Context(), store.Furniture{
		Units: []orgunit.Unit{
			unit(province, "H99", "Tỉnh An Sơn", orgunit.Province, orgunit.Whole, 0),
			unit(landOffice, "H99.05", "Sở Tài nguyên và Môi trường", orgunit.Province, orgunit.Department, province),
			unit(district, "H99.28", "UBND huyện Tân Bình", orgunit.District, orgunit.Districts, province),
			unit(commune, "H99.28.05", "UBND xã Hòa Lâm", orgunit.Commune, orgunit.Communes, district),
			unit(taxOffice, "H99.90", "Chi cục Thuế Tân Bình", orgunit.District, orgunit.Vertical, province),
		},
		Accounts: []account.Account{{ID: clerk, Login: "tri", Name: "Võ Minh Trí", Unit: district, Roles: []account.Role{account.Counter}}},
		Versions: []procedure.Version{
			version(101, "1.012783", "Cấp đổi Giấy chứng nhận", "Đất đai", "10 workdays", 120_000),
			version(102, "1.001193", "Đăng ký khai sinh", "Hộ tịch", "0 workdays", 0),
			ended,
		},
		Workflows: []workflow.Version{flow(201, "1.012783"), flow(202, "1.001193")},
	}, store.Moment{At: at("2020-01-01 08:00")}))
	return o
}

func (o *office) must(err error) {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
}

// receive takes a dossier of ten working days in at the district.
func (o *office) receive(when string, by dossier.ResultBy) dossier.Dossier {
	o.Helper()
	d, err := o.store.Dossiers.Receive(o.Context(), dossier.Receive{
		Unit: district, Desk: district, Procedure: 101, Workflow: 201, Channel: procedure.Direct, ResultBy: by, Paid: true,
	}, dossier.Person{Name: "Lê Thị Thu Hà", Born: "1986-08-14", Sex: "nữ", IDNo: "999186012345", Address: "Thôn Bãi Đá", Phone: "0600000123", Email: "ha@example.vn", Content: "Cấp đổi giấy chứng nhận thửa 12"}, moment(when))
	o.must(err)
	return d
}

func moment(when string) store.Moment { return store.Moment{By: clerk, Unit: district, At: at(when)} }

func (o *office) do(d *dossier.Dossier, when string, acts ...dossier.Act) {
	o.Helper()
	for _, act := range acts {
		after, err := o.store.Dossiers.Do(o.Context(), d.ID, act, moment(when))
		if err != nil {
			o.Fatalf("%T: %v", act, err)
		}
		*d = after
	}
}

// get fetches a page; languages other than Vietnamese by name.
func (o *office) get(path, lang string) (*http.Response, string) {
	o.Helper()
	r, err := http.NewRequestWithContext(o.Context(), "GET", o.base+path, nil)
	o.must(err)
	r.Header.Set("Cookie", "lang="+lang)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	o.must(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	o.must(err)
	return answer, string(body)
}

// lives are dossiers in every state a citizen can meet, by name.
func (o *office) lives() map[string]dossier.Dossier {
	o.Helper()
	all := map[string]dossier.Dossier{}
	begin := func(when string, by dossier.ResultBy, end func(d *dossier.Dossier)) dossier.Dossier {
		d := o.receive(when, by)
		if end != nil {
			end(&d)
		}
		return d
	}
	all["running"] = begin("2022-12-27 09:00", dossier.AtCounter, func(d *dossier.Dossier) {
		o.do(d, "2022-12-27 10:00", dossier.TakeOver{}, dossier.CompleteStep{})
	})
	all["due"] = begin("2022-12-16 09:00", dossier.ByPost, nil)
	all["late"] = begin("2022-12-05 09:12", dossier.ByPost, func(d *dossier.Dossier) {
		o.do(d, "2022-12-07 14:15", dossier.RequestSupplement{Missing: "Bản sao giấy kết hôn của bà Hà"})
		o.do(d, "2022-12-09 10:20", dossier.Supply{Papers: "Bản sao giấy kết hôn"})
		o.do(d, "2022-12-13 08:05", dossier.CompleteStep{})
		o.do(d, "2022-12-22 09:30", dossier.Extend{To: calendar.MustDay("2023-01-05"), Reason: "cơ quan thuế trả lời chậm"})
		o.do(d, "2022-12-29 16:05", dossier.CompleteStep{}, dossier.TakeOver{})
	})
	all["waits"] = begin("2022-12-20 09:00", dossier.AtCounter, func(d *dossier.Dossier) {
		o.do(d, "2022-12-21 14:15", dossier.RequestSupplement{Missing: "Bản sao giấy kết hôn của bà Hà"})
	})
	all["pays"] = begin("2022-12-20 09:00", dossier.AtCounter, func(d *dossier.Dossier) {
		o.do(d, "2022-12-21 14:15", dossier.PauseForPayment{Amount: 1_250_000, Basis: "thông báo thuế số 12"})
	})
	all["ready"] = begin("2022-12-12 09:00", dossier.AtCounter, func(d *dossier.Dossier) {
		o.do(d, "2022-12-15 14:15", dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{})
	})
	all["issued"] = begin("2022-12-01 09:00", dossier.Electronic, func(d *dossier.Dossier) {
		o.do(d, "2022-12-20 14:15", dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{})
		o.do(d, "2022-12-21 14:15", dossier.HandOver{})
	})
	all["refused"] = begin("2022-12-12 09:00", dossier.AtCounter, func(d *dossier.Dossier) {
		o.do(d, "2022-12-15 14:15", dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Refuse{Reason: "đất của bà Hà đang tranh chấp"})
	})
	all["withdrawn"] = begin("2022-12-12 09:00", dossier.AtCounter, func(d *dossier.Dossier) {
		o.do(d, "2022-12-15 14:15", dossier.Withdraw{Reason: "bà Hà xin rút"})
	})
	return all
}
