package till_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
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
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/dbtest"
	"cchc/kit/htmlcheck"
	"cchc/store"
	"cchc/store/counter"
	money "cchc/store/payment"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/till"
)

const (
	province orgunit.ID = 31
	commune  orgunit.ID = 32
)

func people() []account.Account {
	person := func(id account.ID, login, name string, unit orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: name, Unit: unit, Roles: []account.Role{role}, Language: "vi"}
	}
	return []account.Account{
		person(11, "oanh", "Nguyễn Thị Kim Oanh", commune, account.Counter),
		person(12, "hoa", "Trần Thị Hoa", commune, account.Counter),
		person(13, "tri", "Võ Minh Trí", province, account.Leader),
	}
}

// house is a server over a real store, with a platform of the test's own.
type house struct {
	t     *testing.T
	store *store.Store
	kept  money.Payments
	base  string
	now   time.Time
	lines []payment.Item // the platform's statement
	away  bool
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

// Offer and Statement make the house a platform.
func (h *house) Offer(_ context.Context, b payment.Bill) (string, error) {
	if h.away {
		return "", refusal.TooEarlyOrLate("Cổng thanh toán không trả lời. Hãy thử lại sau ít phút, hoặc nộp bằng chuyển khoản QR hay tiền mặt.")
	}
	return "https://cong.example/" + b.Order.Code, nil
}

func (h *house) Statement(context.Context, calendar.Day) ([]payment.Item, error) { return h.lines, nil }

func open(t *testing.T) *house {
	t.Helper()
	d := dbtest.Open(t, dbtest.SQLite(t))
	if err := d.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, store: store.New(d), now: time.Date(2026, 3, 5, 2, 0, 0, 0, time.UTC)}
	h.kept = money.Payments{Dossiers: h.store.Dossiers}
	h.store.Dossiers.Follow(h.kept.Follow)
	h.furnish()
	room := &till.Till{
		Files: h.store.Dossiers, Orders: h.kept, Cash: h.kept, Refunds: h.kept, Books: h.kept, Staff: h.store.Accounts, Platform: h, Copies: h.copies(),
		Rules: func(ctx context.Context) (till.Rules, error) { return h.store.References.Now(ctx) },
	}
	entrance := web.Entrance{Sessions: h, Rooms: till.Rooms(), Now: func() time.Time { return h.now }}
	as := web.Route{Method: "GET", Path: "/as/{login}", Needs: web.Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		entrance.Cookie.Put(w, r, r.PathValue("login"))
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusSeeOther)
		return nil
	}}
	site := &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000"}
	server := httptest.NewServer(web.Handler(web.Mux(append(room.Routes(), as), entrance.Guard, nil), web.Options{Site: site, Log: slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError}))}))
	t.Cleanup(server.Close)
	h.base = server.URL
	return h
}

// copies is the register of certified copies, followed by the till.
func (h *house) copies() counter.Register {
	return counter.Register{DB: h.store.DB, Till: h.kept.Copied}
}

func (h *house) withdraw(id dossier.ID) {
	h.t.Helper()
	if _, err := h.store.Dossiers.Do(h.t.Context(), id, dossier.Withdraw{Reason: "thôi"}, store.Moment{By: 11, Unit: commune, At: h.now}); err != nil {
		h.t.Fatal(err)
	}
}

type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) { l.t.Log(string(p)); return len(p), nil }

func (h *house) furnish() {
	h.t.Helper()
	since := calendar.MustDay("2020-01-01")
	offer := procedure.Offer{
		Channel: procedure.Direct, Limit: "5 workdays", Fee: 75_000, Lines: []procedure.FeeLine{{Kind: procedure.StateCharge, Name: "Lệ phí cấp giấy phép", Amount: 75_000}},
		Grounds: []procedure.Ground{{Code: "ngheo", Name: "Hộ nghèo", Basis: "NQ 12/2021/NQ-HĐND", Off: "1/2"}, {Code: "tre", Name: "Trẻ em", Basis: "NQ 12/2021/NQ-HĐND", Off: "1"}},
	}
	err := h.store.Furnish(h.t.Context(), store.Furniture{
		Accounts: people(),
		Units: []orgunit.Unit{
			{ID: province, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
			{ID: commune, Code: "H99.05", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: province, From: since},
		},
		Versions: []procedure.Version{{ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép xây dựng nhà ở riêng lẻ", Field: "Xây dựng", Levels: orgunit.Levels,
			Status: procedure.Announced, From: since, Offers: []procedure.Offer{offer}, Cases: []procedure.Case{{No: 1, Name: "Chung"}}}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}, store.Moment{At: h.now.AddDate(-5, 0, 0)})
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) receive() dossier.Dossier {
	h.t.Helper()
	d, err := h.store.Dossiers.Receive(h.t.Context(), dossier.Receive{Unit: commune, Desk: commune, Procedure: 101, Workflow: 201, Channel: procedure.Direct},
		dossier.Person{Name: "Đinh Thị Hồng Nhung", Address: "Thôn 2, xã Hòa Lâm"}, store.Moment{By: 11, Unit: commune, At: h.now})
	if err != nil {
		h.t.Fatal(err)
	}
	return d
}

// waiting opens an order and gives its code.
func (h *house) waiting() (dossier.Dossier, string) {
	h.t.Helper()
	d := h.receive()
	o, err := h.kept.Open(h.t.Context(), d.ID, nil, account.Stamp{By: 11, Unit: commune, At: h.now})
	if err != nil {
		h.t.Fatal(err)
	}
	return d, o.Code
}

// client is somebody at a browser; "" is nobody in particular.
type client struct {
	*house
	login, lang string
}

func (c client) do(r *http.Request) (int, string, http.Header) {
	c.t.Helper()
	for name, value := range map[string]string{"cchc": c.login, "lang": c.lang} {
		if value != "" {
			r.AddCookie(&http.Cookie{Name: name, Value: value})
		}
	}
	stay := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := stay.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return answer.StatusCode, string(body), answer.Header
}

// page reads a page, checks its HTML, and wants a status.
func (c client) page(path string, want int, says ...string) string {
	c.t.Helper()
	r, _ := http.NewRequest("GET", c.base+path, nil)
	status, body, head := c.do(r)
	c.check(path, status, want, body, head, says)
	return body
}

func (c client) check(path string, status, want int, body string, head http.Header, says []string) {
	c.t.Helper()
	if status != want {
		c.t.Fatalf("%s: %d, want %d\n%s", path, status, want, body)
	}
	if strings.HasPrefix(head.Get("Content-Type"), "text/html") && status != http.StatusSeeOther {
		htmlcheck.Page(c.t, body)
	}
	for _, s := range says {
		if !strings.Contains(body, s) {
			c.t.Errorf("%s does not say %q", path, s)
		}
	}
}

// send posts a form of name, value, name, value and gives the place it leads to.
func (c client) send(path string, want int, pairs ...string) (to string) {
	c.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r, _ := http.NewRequest("POST", c.base+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	status, body, head := c.do(r)
	c.check(path, status, want, body, head, nil)
	return head.Get("Location")
}

// upload posts a statement.
func (c client) upload(text string, want int) string {
	c.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, _ := form.CreateFormFile("file", "saoke.csv")
	io.WriteString(file, text)
	form.Close()
	r, _ := http.NewRequest("POST", c.base+"/till/statement", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	status, answer, head := c.do(r)
	c.check("statement", status, want, answer, head, nil)
	return answer
}

func TestAFeeIsTakenFromDossierToDrawer(t *testing.T) {
	h := open(t)
	oanh, tri := client{h, "oanh", ""}, client{h, "tri", ""}
	d := h.receive()
	if to := oanh.send("/till/account", 403, "bank", "970436"); to != "" {
		t.Error("an officer sets the account")
	}
	tri.send("/till/account", 422, "bank", "97")
	tri.send("/till/account", 303, "bank", "970436", "name", "Vietcombank", "number", "0011012345678", "holder", "Kho bạc An Sơn")
	tri.page("/till/account", 200, "0011012345678")
	oanh.page("/till", 200, "Không có lệnh thu nào chờ nộp")
	oanh.page("/till?code="+d.Code, 303)
	oanh.page("/till?code=khong", 200, "Không có lệnh thu hay hồ sơ nào")
	oanh.page("/till/dossiers/"+d.Code, 200, "Hộ nghèo", "75.000")
	at := oanh.send("/till/dossiers/"+d.Code, 303, "ground", "ngheo")
	oanh.page(at, 200, "37.500", "VietQR", "Vietcombank")
	oanh.page("/till/dossiers/"+d.Code, 303)
	oanh.page("/till/drawer", 200, "Mở két")
	oanh.send("/till/drawer", 422, "do", "open", "change", "x")
	oanh.send("/till/drawer", 303, "do", "open", "change", "100.000")
	oanh.send(at+"/cash", 303, "once", "a")
	oanh.send(at+"/cash", 303, "once", "a")
	oanh.page(at, 200, "BL-H99.05-2026-0000001", "Đã nộp")
	oanh.page("/till/receipts", 200, "BL-H99.05-2026-0000001")
	oanh.page("/till/receipts/BL-H99.05-2026-0000001", 200, "BIÊN LAI", "Ba mươi bảy nghìn năm trăm đồng")
	if pdf := oanh.page("/till/receipts/BL-H99.05-2026-0000001/pdf", 200); !strings.HasPrefix(pdf, "%PDF") {
		t.Error("the receipt is no PDF")
	}
	oanh.send("/till/receipts/BL-H99.05-2026-0000001/print", 303)
	oanh.send("/till/receipts/BL-H99.05-2026-0000001/cancel", 422)
	if to := oanh.send("/till/receipts/BL-H99.05-2026-0000001/cancel", 303, "reason", "in hỏng"); !strings.Contains(to, "0000002") {
		t.Errorf("the next number is at %s", to)
	}
	oanh.page("/till/drawer", 200, "137.500")
	mine, err := h.kept.MyDrawer(t.Context(), 11)
	if err != nil {
		t.Fatal(err)
	}
	box := []string{"drawer", num(mine.ID)}
	oanh.send("/till/drawer", 422, append(box, "do", "count", "counted", "137.000")...)
	oanh.send("/till/drawer", 303, append(box, "do", "count", "counted", "137.000", "explanation", "thối nhầm")...)
	oanh.page("/till/drawer", 200, "Trần Thị Hoa")
	oanh.send("/till/drawer", 303, append(box, "do", "hand-in", "to", "12")...)
	tri.page("/till/drawer", 200, "thối nhầm", "Trần Thị Hoa")
	tri.page("/till/figures", 200, "UBND xã Hòa Lâm", "37.500")
	tri.page("/till/paid?from=2026-03-01&to=2026-03-05&method=cash", 200, "Đinh Thị Hồng Nhung")
}

func num(id payment.ID) string { return strconv.FormatInt(int64(id), 10) }

func TestARefundGoesThroughTwoPeople(t *testing.T) {
	h := open(t)
	oanh, tri := client{h, "oanh", ""}, client{h, "tri", ""}
	_, code := h.waiting()
	at := "/till/orders/" + code
	oanh.send("/till/drawer", 303, "do", "open", "change", "0")
	oanh.send(at+"/cash", 303)
	oanh.send(at+"/refund", 422, "amount", "80.000", "reason", "x")
	oanh.send(at+"/refund", 422, "amount", "x", "reason", "x")
	oanh.send(at+"/refund", 303, "amount", "75.000", "reason", "rút hồ sơ")
	list, err := h.kept.Refunds(t.Context(), nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	refund := "/till/refunds/" + num(list[0].ID)
	oanh.page("/till/refunds", 200, "rút hồ sơ", "Chờ duyệt")
	oanh.send(refund+"/decide", 403, "do", "approve")
	tri.send(refund+"/decide", 422, "do", "refuse")
	tri.page("/till/refunds", 200, "Duyệt hoàn")
	tri.send(refund+"/decide", 303, "do", "approve")
	oanh.page("/till/refunds", 200, "Chi tiền mặt")
	oanh.send(refund+"/carry-out", 303)
	oanh.page(at, 200, "Đã hoàn")
}

func TestTheBooksAreComparedAndDifferencesSettled(t *testing.T) {
	h := open(t)
	tri, oanh := client{h, "tri", ""}, client{h, "oanh", ""}
	_, code := h.waiting()
	_, other := h.waiting()
	h.lines = []payment.Item{{Reference: "GD1", Code: code, Amount: 75_000, At: h.now}}
	oanh.page("/till/reconcile", 403)
	tri.send("/till/reconcile", 422, "day", "x")
	tri.send("/till/reconcile", 422, "day", "06/03/2026")
	tri.send("/till/reconcile", 303, "day", "05/03/2026", "once", "r")
	tri.page("/till/reconcile", 200, "Còn một chênh lệch")
	tri.page("/till/differences", 200, "GD1", "Chỉ có ở sao kê")
	oanh.page("/till/differences", 200, "GD1")
	list, err := h.kept.Differences(t.Context(), nil, false, 1)
	if err != nil {
		t.Fatal(err)
	}
	at := "/till/differences/" + num(list[0].ID)
	tri.page(at, 200, code)
	tri.send(at, 422, "how", "recorded")
	tri.send(at, 303, "how", "recorded", "reason", "theo sao kê")
	tri.page(at, 200, "Đã ghi nhận theo sao kê")
	tri.page("/till/differences?settled=1", 200, "theo sao kê")
	tri.send("/till/reconcile", 303, "day", "05/03/2026", "once", "s")

	statement := "Ngày giao dịch,Số tham chiếu,Ghi có,Nội dung\n05/03/2026,FT1,75000,nop phi " + other + "\n05/03/2026,FT2,10000,nop phi\n05/03/2026,FT3,,rut tien\n"
	if faults := tri.upload(strings.Replace(statement, "FT2,10000", ",10.000x", 1), 422); !strings.Contains(faults, "Số tiền không đọc được") || !strings.Contains(faults, "Thiếu số tham chiếu") {
		t.Errorf("the faults are not beside their rows:\n%s", faults)
	}
	tri.upload("không phải sao kê", 422)
	for range 2 {
		tri.upload(statement, 303)
	}
	tri.page("/till/differences", 200, "FT2", "Không rõ lệnh thu")
	tri.page("/till/figures", 200, "100")
	oanh.page("/till/orders/"+other, 200, "Đã nộp")
	for _, list := range []string{"waiting", "receipts", "drawer", "refunds", "differences", "reconcile", "figures", "paid"} {
		if book := tri.page("/till/"+list+".xlsx", 200); !strings.HasPrefix(book, "PK") {
			t.Errorf("%s is no workbook", list)
		}
	}
}

func TestTheCitizenPaysWithTheReceiptsSecret(t *testing.T) {
	h := open(t)
	citizen, tri := client{h, "", ""}, client{h, "tri", ""}
	tri.send("/till/account", 303, "bank", "970436", "name", "Vietcombank", "number", "0011012345678", "holder", "Kho bạc An Sơn")
	d := h.receive()
	at := "/pay/" + d.Code + "?s=" + dossier.TrackingSecret(&d)
	citizen.page("/pay/"+d.Code, 404)
	citizen.page("/pay/"+d.Code+"?s=x", 404)
	citizen.page(at, 200, "75.000", "Lấy mã QR")
	citizen.page(citizen.send(at, 303, "way", "qr"), 200, "VietQR", "0011012345678")
	if to := citizen.send(at, 303, "way", "platform"); !strings.HasPrefix(to, "https://cong.example/PT26") {
		t.Errorf("the platform's page is at %q", to)
	}
	h.away = true
	citizen.send(at, 409, "way", "platform")
	o, err := h.kept.Waiting(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.kept.Take(t.Context(), payment.Notice{Source: payment.FromPlatform, Reference: "G", Code: o.Code, Amount: o.Total, At: h.now}, account.Stamp{At: h.now}); err != nil {
		t.Fatal(err)
	}
	citizen.page(at, 200, "không còn khoản nào phải nộp", "Đã nộp")
}

func TestNothingIsLeftInVietnameseOnAnEnglishPage(t *testing.T) {
	h := open(t)
	oanh, tri := client{h, "oanh", "en"}, client{h, "tri", "en"}
	d, code := h.waiting()
	for _, path := range []string{"/till", "/till/orders/" + code, "/till/receipts", "/till/drawer", "/till/refunds", "/till/differences", "/till/figures"} {
		oanh.page(path, 200)
	}
	for _, path := range []string{"/till/reconcile", "/till/account", "/till/figures"} {
		tri.page(path, 200)
	}
	oanh.send("/till/drawer", 303, "do", "open", "change", "0")
	oanh.send("/till/orders/"+code+"/cash", 303)
	oanh.page("/till/orders/"+code, 200)
	oanh.page("/till/drawer", 200)
	client{h, "", "en"}.page("/pay/"+d.Code+"?s="+dossier.TrackingSecret(&d), 200)
	if left := layout.Untranslated(); len(left) > 0 {
		t.Errorf("left in Vietnamese: %q", left)
	}
}
