package desk_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestTheRegisterFindsWithoutAccentsByNumberTelephoneAndCode(t *testing.T) {
	h := open(t)
	code := h.received()
	h.received("name", "")
	h.as("oanh").send("/desk/receive", 303, "name", "Nguyễn Văn Đông", "procedure", "khai sinh", "paper", "1")
	bao := h.as("bao")
	for _, q := range []string{"hong nhu", "NHUNG đinh", "999186012345", "0600000123", "06000"} {
		body := bao.page("/desk/register?q="+strings.ReplaceAll(q, " ", "+"), 200)
		has(t, body, code, "Đinh Thị Hồng Nhung", "2 hồ sơ")
		hasNot(t, plain(body), "Nguyễn Văn Đông")
	}
	for _, typed := range []string{code, strings.ToLower(code), " h9928-221230-0001 ", "https://x.example/track/" + code + "?s=abc-def"} {
		answer, _ := bao.ask("GET", "/desk/register?"+values("q", typed).Encode(), nil)
		if answer.Header.Get("Location") != dossiers+code {
			t.Errorf("%q leads to %q", typed, answer.Header.Get("Location"))
		}
	}
}

func TestTheRegisterFiltersAndPages(t *testing.T) {
	h := open(t)
	for range 53 {
		h.received()
	}
	h.now = at("2023-03-01T08:00")
	last := h.received()
	bao := h.as("bao")
	body := bao.page("/desk/register", 200)
	has(t, body, last, "54 hồ sơ")
	_, rest, ok := strings.Cut(body, `rel="next" href="`)
	if !ok {
		t.Fatal("no next page")
	}
	next, _, _ := strings.Cut(rest, `"`)
	body = bao.page(strings.ReplaceAll(next, "&amp;", "&"), 200)
	has(t, body, "H99.28-221230-0001", "54 hồ sơ")
	hasNot(t, plain(body), last)
	for query, want := range map[string]string{
		"open=overdue": "53 hồ sơ", "open=open": "54 hồ sơ", "from=01/02/2023": "1 hồ sơ", "to=31/12/2022": "53 hồ sơ", "state=received": "54 hồ sơ",
		"state=issued": "Không có hồ sơ nào", "field=H%E1%BB%99+t%E1%BB%8Bch": "Không có hồ sơ nào", "unit=3": "54 hồ sơ", "procedure=gpxd": "54 hồ sơ", "procedure=1.002222": "Không có hồ sơ nào", "unit=5": "Không có hồ sơ nào", "channel=online": "Không có hồ sơ nào",
		"q=khong+co+ai": "Không có hồ sơ nào",
	} {
		has(t, bao.page("/desk/register?"+query, 200), want)
	}
	has(t, bao.page("/desk/register?from=hom+qua", 422), "không đọc được")
	has(t, h.as("xa").page("/desk/register", 200), "Không có hồ sơ nào")
	has(t, h.as("kiem").page("/desk/register", 200), "54 hồ sơ")
	h.as("may").page("/desk/register", 403)
}

func TestAnExcelHasTheRowsOfTheListAndItsSource(t *testing.T) {
	h := open(t)
	code := h.received()
	for path, title := range map[string]string{"/desk/register.xlsx?q=nhung": "Sổ theo dõi hồ sơ", "/desk/work.xlsx?tab=free": "Việc của tôi"} {
		answer, body := h.as("bao").ask("GET", path, nil)
		if answer.StatusCode != http.StatusOK || !strings.Contains(answer.Header.Get("Content-Disposition"), ".xlsx") {
			t.Fatalf("%s: %s %v", path, answer.Status, answer.Header)
		}
		text := workbook(t, []byte(body))
		for _, want := range []string{title, code, "Đinh Thị Hồng Nhung", "999186012345", "Nguồn", "Trần Quốc Bảo", "14:20 30/12/2022"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not have %q:\n%s", path, want, text)
			}
		}
	}
}

func TestMyWorkIsInOrderOfTimeLeftAndPages(t *testing.T) {
	h := open(t)
	slow := h.received()
	to, _ := h.as("oanh").send("/desk/receive", 303, "name", "Nguyễn Văn Đông", "procedure", "khai sinh", "paper", "1")
	quick, _, _ := strings.Cut(strings.TrimPrefix(to, dossiers), "?")
	for range 50 {
		h.received()
	}
	body := h.as("bao").page("/desk/work?tab=free", 200)
	if strings.Index(body, quick) > strings.Index(body, slow) {
		t.Error("the one due first does not stand first")
	}
	has(t, body, "Chưa ai nhận 53")
	_, rest, ok := strings.Cut(body, `rel="next" href="`)
	if !ok {
		t.Fatal("no next page")
	}
	next, _, _ := strings.Cut(rest, `"`)
	if rows := strings.Count(h.as("bao").page(strings.ReplaceAll(next, "&amp;", "&"), 200), `name="row"`); rows != 3 {
		t.Errorf("%d rows on the second page, want 3", rows)
	}
	has(t, h.as("bao").page("/desk/work?tab=free&q=dong", 200), quick)
	has(t, h.as("tri").page("/desk/work?tab=free", 200), "Không có việc nào ở đây")
	h.now = at("2023-03-01T08:00")
	has(t, h.as("bao").page("/desk/work?tab=free&due=overdue", 200), "Quá hạn")
	has(t, h.as("bao").page("/desk/work?tab=free&due=soon", 200), "Không có việc nào ở đây")
}

// workbook is everything that stands in a workbook, as text.
func workbook(t *testing.T, body []byte) string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var b strings.Builder
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, name, rows)
	}
	return b.String()
}

func TestTheSourceOfARegisterNamesItsUnit(t *testing.T) {
	h := open(t)
	h.received()
	_, body := h.as("oanh").ask("GET", fmt.Sprintf("/desk/register.xlsx?unit=%d", district), nil)
	if text := workbook(t, []byte(body)); !strings.Contains(text, "Đơn vị = UBND") || strings.Contains(text, "unit = ") {
		t.Error(text)
	}
}
