package layout

import (
	"html/template"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/kit/i18n"
)

var vi, en = speech{i18n.VI}, speech{i18n.EN}

func same(t *testing.T, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNumbersAndDatesAreWrittenAsPeopleWriteThem(t *testing.T) {
	number := func(s speech, n any) string {
		text, err := s.num(n)
		if err != nil {
			t.Error(err)
		}
		return text
	}
	same(t, number(vi, 462569), "462.569")
	same(t, number(en, int64(-1462569)), "-1,462,569")
	if _, err := vi.num(1.5); err == nil {
		t.Error("a fraction is no whole number")
	}
	same(t, vi.money(75000), "75.000 đ")
	same(t, en.money(75000), "75,000 VND")
	same(t, vi.decimal("1234.50"), "1.234,50")
	same(t, en.decimal("-1234.50"), "-1,234.50")
	same(t, vi.pct("96.5"), "96,5\u00a0%")
	same(t, en.pct("96.5"), "96.5%")
	same(t, en.pct(""), "none arose")
	same(t, vi.day(calendar.MustDay("2022-12-26")), "26/12/2022")
	same(t, vi.dayMonth(calendar.MustDay("2022-12-06")), "06/12")
	same(t, vi.day(0), "–")
	same(t, vi.instant(time.Date(2022, 12, 30, 7, 20, 0, 0, time.UTC)), template.HTML(`<time datetime="2022-12-30T14:20:00+07:00">14:20 30/12/2022</time>`))
	same(t, vi.clock(time.Time{}), template.HTML("–"))
}

func TestAnAddressLeavesOutWhatSaysNothing(t *testing.T) {
	for _, c := range []struct {
		pairs []any
		want  string
	}{
		{nil, "/x"},
		{[]any{"q", "", "page", 0, "day", calendar.Day(0)}, "/x"},
		{[]any{"q", "lê hà", "page", 2}, "/x?page=2&q=l%C3%AA+h%C3%A0"},
	} {
		got, err := link("/x", c.pairs...)
		if err != nil || got != c.want {
			t.Errorf("%v: %q %v, want %q", c.pairs, got, err, c.want)
		}
	}
	if _, err := link("/x", "q"); err == nil {
		t.Error("a name without a value was taken")
	}
}

func TestASortedColumnTurnsWhenPressedAgain(t *testing.T) {
	r := httptest.NewRequest("GET", "/x?q=a&sort=-due&after=9", nil)
	sort := SortOf(r, "left", "due")
	same(t, vi.column(sort, "due", "Hẹn trả"), Column{Label: "Hẹn trả", Href: "/x?q=a&sort=due", Aria: "descending", Arrow: "↓"})
	same(t, vi.column(sort, "left", "Còn lại"), Column{Label: "Còn lại", Href: "/x?q=a&sort=left"})
	plain := SortOf(httptest.NewRequest("GET", "/x?sort=;drop", nil), "left", "due")
	same(t, plain.By, "left")
	same(t, vi.column(plain, "left", "Còn lại").Href, "/x?sort=-left")
}

func TestAFormComesBackAsItWasSent(t *testing.T) {
	body := strings.NewReader("once=K&name=Hà&papers=2&papers=3&agree=1")
	r := httptest.NewRequest("POST", "/x", body)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	form, err := FormOf(r)
	if err != nil {
		t.Fatal(err)
	}
	form, ok := form.Refused(refusal.List{refusal.Wrong("name", "Tên %s đã có", "Hà"), refusal.Wrong("", "Còn thiếu")})
	if !ok {
		t.Fatal("a refusal of what was typed does not come back to the form")
	}
	name := vi.hint("Họ trước", vi.text(form, "name", "Tên"))
	same(t, name.Value, "Hà")
	same(t, name.Wrong, "Tên Hà đã có")
	same(t, name.Described(), "f-name-hint f-name-err")
	papers := vi.checks(form, "papers", "Giấy tờ", []Option{{Value: "1", Chosen: true}, {Value: "2"}, {Value: "3"}})
	for i, want := range []bool{false, true, true} {
		same(t, papers.Options[i].Chosen, want)
	}
	same(t, vi.check(form, "agree", "Đồng ý").Options[0].Chosen, true)
	same(t, once(form), template.HTML(`<input type="hidden" name="once" value="K">`))
	same(t, vi.errorList(form)[0], Mistake{"Tên Hà đã có", "#f-name"})
	same(t, vi.errorList(form)[1], Mistake{"Còn thiếu", ""})
	if _, ok := form.Refused(io.ErrUnexpectedEOF); ok {
		t.Error("a fault is no refusal")
	}
	if _, ok := form.Refused(refusal.Forbidden("Việc của đơn vị khác")); ok {
		t.Error("who may not, gets the problem page")
	}
}

func TestAFreshFormChoosesWhatItsListSaysAndHasAKeyOfItsOwn(t *testing.T) {
	list := []Option{{Value: "1", Chosen: true}, {Value: "2"}}
	field := vi.pick(Form{}, "unit", "Xã", list)
	same(t, field.Options[0].Chosen, true)
	if first, second := once(Form{}), once(Form{}); first == second {
		t.Error("two forms have one key")
	}
	same(t, vi.pick(Filled("unit", "2"), "unit", "Xã", list).Options[1].Chosen, true)
	same(t, list[0].Chosen, true) // lists are shared: a field must not mark them
}

func TestTheRulerStopsAtItsEnds(t *testing.T) {
	for _, c := range []struct {
		used, allowed int64
		soon          bool
		want          Ruler
		filled, late  string
	}{
		{6, 10, false, Ruler{"f-acc", 600}, "38.4", ""},
		{10, 10, true, Ruler{"f-soon", 1000}, "64.0", ""},
		{14, 10, false, Ruler{"f-over", 1400}, "64.0", "25.6"},
		{1000, 10, false, Ruler{"f-over", 1500}, "64.0", "32.0"},
		{0, 0, false, Ruler{"f-acc", 0}, "0.0", ""},
	} {
		got := NewRuler(c.used, c.allowed, c.soon)
		same(t, got, c.want)
		same(t, got.Filled(), c.filled)
		same(t, got.Late(), c.late)
	}
}

func TestTagsSpeakBothLanguages(t *testing.T) {
	same(t, vi.tagWords(LateBy(3)), "Quá hạn 3 ngày")
	same(t, en.tagWords(LateBy(3)), "3 d late")
	same(t, vi.tagWords(Paused("chờ bổ sung")), "Tạm dừng – chờ bổ sung")
	same(t, vi.plural(1, "Còn một chỗ cần sửa", "Còn %d chỗ cần sửa"), "Còn một chỗ cần sửa")
	same(t, en.plural(2, "Còn một chỗ cần sửa", "Còn %d chỗ cần sửa"), "2 things to correct")
}

func TestTheSheetsAndTheScriptsStaySmall(t *testing.T) {
	most := map[string]int{"cchc.css": 20_000, "office.css": 12_000}
	for name, address := range addresses {
		limit, ours := most[name], len(assets[address].plain())
		if limit == 0 && strings.HasSuffix(name, ".js") {
			limit = 6_000
		}
		if limit > 0 && ours > limit {
			t.Errorf("%s has %d bytes, more than %d", name, ours, limit)
		}
	}
}
