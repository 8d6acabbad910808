package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/kit/browser"
	"cchc/kit/db"
	"cchc/kit/secret"
	"cchc/store"
)

// The agencies that the land procedures of the communes ask all at once.
const (
	taxOffice = "Cục Thuế tỉnh"
	farming   = "Sở Nông nghiệp và Môi trường"
	landWard  = "UBND phường An Hội"
)

// interlinked is one land dossier and the people who work on it, each at a window.
type interlinked struct {
	*testing.T
	program
	b                                  *browser.Browser
	counter, official, tax, farm, head *browser.Tab
	citizen                            *browser.Tab
	code, track                        string
}

func TestALandDossierGoesToTwoProvincialAgenciesAtOnceAndBack(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	j := &interlinked{T: t, program: startDemo(t), b: b}
	j.open()
	before := j.counted()
	j.receive()
	j.reads("đang", "ngay")
	j.asks()
	j.reads("hai cơ quan", taxOffice)
	j.answers()
	j.decides()
	j.returns()
	j.reads("đã trả", "đã nhận kết quả")
	j.wantCounted(before, j.counted())
	j.wantShares(j.code)
	j.wantShares(j.earlier())
}

// open signs everybody in.
func (j *interlinked) open() {
	j.Helper()
	for login, tab := range map[string]**browser.Tab{
		"motcua.anhoi": &j.counter, "chuyenvien.anhoi": &j.official, "lanhdao.anhoi": &j.head, j.staff(taxOffice): &j.tax, j.staff(farming): &j.farm,
	} {
		*tab = j.b.Tab(j.T, j.url)
		j.signIn(j.T, *tab, login)
	}
	j.citizen = j.b.Tab(j.T, j.url)
	j.citizen.Scripts(false)
	j.citizen.Wide(360)
}

// staff gives an official of a unit a password, and tells the login.
func (j *interlinked) staff(unit string) (login string) {
	j.Helper()
	const password = "mot-cua-an-son-2026"
	j.inside(func(s *store.Store) error {
		hash, err := secret.NewHasher(secret.Standard, 1).Hash(j.Context(), password)
		if err != nil {
			return err
		}
		var who account.ID
		err = s.DB.Read(j.Context(), func(tx *db.Tx) (err error) {
			who, err = db.Value[account.ID](j.Context(), tx, `SELECT min(a.id) FROM account a JOIN orgunit u ON u.id = a.unit WHERE u.name = $1 AND u.until = '' AND a.roles LIKE '%official%'`, unit)
			return err
		})
		if err != nil {
			return err
		}
		a, err := s.Accounts.Change(j.Context(), who, account.Stamp{At: time.Now()}, account.SetPassword{Hash: hash})
		login = a.Login
		return err
	})
	j.passwords[login] = password
	return login
}

// inside looks into the database beside the program.
func (j *interlinked) inside(do func(*store.Store) error) {
	j.Helper()
	s, err := store.Open(j.Context(), j.database, db.Options{})
	if err != nil {
		j.Fatal(err)
	}
	defer s.Close()
	if err := do(s); err != nil {
		j.Fatal(err)
	}
}

var codeInPath = regexp.MustCompile(`H99[.0-9]*-[0-9]{6}-[0-9]+`)

// receive takes the dossier in by keyboard; the fee is paid when the result is fetched.
func (j *interlinked) receive() {
	j.Helper()
	tab := j.counter
	tab.Go("/desk/receive")
	tab.Write("999186012345|999123456|Đinh Thị Hồng Nhung|14081986|Nữ|khối 2, phường An Hội|01052021")
	tab.Press("Enter")
	waitFor(j.T, tab, `document.activeElement.id === "f-procedure"`)
	tab.Write("9.000405")
	tab.Press("Enter")
	waitFor(j.T, tab, `document.activeElement.name === "case"`)
	tab.Press("1", "Enter")
	waitFor(j.T, tab, `document.activeElement.name === "paper"`)
	tab.Press("A")
	waitFor(j.T, tab, `document.activeElement.id === "f-phone"`)
	tab.Press("Enter", "1", "Enter", "2")
	waitFor(j.T, tab, `document.querySelector("[name=fee][value=qr]").checked`)
	tab.PressOn("Ctrl+Enter")
	if j.code = codeInPath.FindString(tab.Path() + " " + tab.Text("main")); j.code == "" {
		j.Fatalf("not received, at %s: %s", tab.Path(), tab.Text("main"))
	}
	j.track = j.trackingAddress(j.T, j.code)
}

// passed does the visitor's step: takes it over, then completes it.
func (j *interlinked) passed(tab *browser.Tab) {
	j.Helper()
	for range 2 {
		tab.Go("/desk/dossiers/" + j.code)
		tab.PressOn("Ctrl+Enter")
	}
}

// asks passes the dossier on: the step that opens asks both agencies by itself, and does
// not go on while they are silent.
func (j *interlinked) asks() {
	j.Helper()
	j.passed(j.official)
	j.passed(j.official)
	said := j.official.Text("main")
	j.official.Go("/desk/dossiers/" + j.code)
	said += j.official.Text("main")
	for _, want := range []string{taxOffice, farming, "Im lặng không phải là đồng ý"} {
		if !strings.Contains(said, want) {
			j.Errorf("nobody waits for %q: %s", want, said)
		}
	}
}

// answers come one after the other: who is silent is reminded first.
func (j *interlinked) answers() {
	j.Helper()
	j.answer(j.farm, "agree", "Phù hợp quy hoạch sử dụng đất")
	j.official.Go("/desk/dossiers/" + j.code + "/remind")
	j.official.Type("#f-words", "Đề nghị trả lời để kịp ngày hẹn")
	j.official.ClickOn("main button.go")
	j.answer(j.tax, "result", "Tiền sử dụng đất phải nộp: 0 đồng")
	j.official.Go("/desk/dossiers/" + j.code)
	j.official.Look("interlinked")
	j.official.Wide(1366)
}

func (j *interlinked) answer(tab *browser.Tab, verdict, text string) {
	j.Helper()
	tab.Go("/desk/work?tab=asked")
	tab.ClickOn(`th[scope=row] a[href^="/desk/dossiers/` + j.code + `"]`)
	tab.ClickOn(`main a[href$="/answer"]`)
	tab.Click(`[name=verdict][value=` + verdict + `]`)
	tab.Type("#f-text", text)
	tab.ClickOn("main button.go")
}

// decides drafts and signs, where the competence is.
func (j *interlinked) decides() {
	j.Helper()
	j.official.Go("/desk/dossiers/" + j.code)
	j.official.PressOn("Ctrl+Enter") // both have answered: the step goes on
	j.passed(j.official)
	j.head.Go("/desk/dossiers/" + j.code)
	j.head.ClickOn(`a[href$="/finish"]`)
	j.head.Type("#f-result", "Quyết định số 15/QĐ-UBND")
	j.head.PressOn("Ctrl+Enter")
}

// returns hands the result over at the commune, for the fee in cash.
func (j *interlinked) returns() {
	j.Helper()
	tab := j.counter
	tab.Go("/till/drawer")
	tab.Type("#f-change", "0")
	tab.ClickOn("main button.go")
	tab.Go("/desk/dossiers/" + j.code + "/fee")
	if strings.HasPrefix(tab.Path(), "/till/dossiers/") {
		tab.ClickOn(`form[action^="/till/dossiers/"] button.go`)
	}
	tab.ClickOn(`form[action$="/cash"] button.go`)
	handOver(j.T, tab, j.code)
}

// reads is the citizen at the address of the receipt, without scripts; one of the words is enough.
func (j *interlinked) reads(words ...string) {
	j.Helper()
	j.citizen.Go(j.track)
	said := strings.ToLower(j.citizen.Text("main"))
	for _, word := range words {
		if strings.Contains(said, strings.ToLower(word)) {
			return
		}
	}
	j.Errorf("the citizen reads none of %q: %s", words, said)
}

// line is a row of the form II.06a: what came in, what of it directly, what is finished, what is open.
type line struct{ load, direct, finished, open int }

// counted reads the form of the year.
func (j *interlinked) counted() map[string]line {
	j.Helper()
	j.head.Go(fmt.Sprintf("/lead/forms/II.06a?period=%d", time.Now().Year()))
	var cells [][]string
	j.head.Eval(`[...document.querySelectorAll("main table.num tbody tr")].map(r => [...r.children].map(c => c.innerText.trim()))`, &cells)
	form := map[string]line{}
	for _, c := range cells {
		if len(c) < 10 {
			continue
		}
		at := func(i int) int {
			n, err := strconv.Atoi(strings.ReplaceAll(c[i], ".", ""))
			if err != nil {
				j.Errorf("%q is no number", c[i])
			}
			return n
		}
		form[c[0]] = line{at(1), at(3), at(5), at(9)}
	}
	return form
}

// wantCounted: the dossier is in the form once, where the competence is.
func (j *interlinked) wantCounted(before, after map[string]line) {
	j.Helper()
	for name, was := range before {
		if name == landWard || name == "Tổng cộng" {
			was = line{was.load + 1, was.direct + 1, was.finished + 1, was.open}
		}
		if now := after[name]; now != was {
			j.Errorf("%s: %+v, want %+v", name, now, was)
		}
	}
	if len(after) != len(before) || before["Tổng cộng"].load == 0 || before[landWard].load == 0 {
		j.Errorf("lines before %d, after %d: %v", len(before), len(after), after)
	}
}

// earlier is a dossier of the demo that both agencies answered over days.
func (j *interlinked) earlier() (code string) {
	j.Helper()
	j.inside(func(s *store.Store) error {
		return s.DB.Read(j.Context(), func(tx *db.Tx) (err error) {
			code, err = db.Value[string](j.Context(), tx, `SELECT code FROM dossier WHERE requests LIKE '%answers%' AND state = 'issued' AND code <> $1 ORDER BY id DESC LIMIT 1`, j.code)
			return err
		})
	})
	return code
}

var amount = regexp.MustCompile(`(?:(\d+) ngày )?(\d+) giờ (\d+) phút`)

// minutes reads "2 ngày 3 giờ 15 phút", days of eight hours.
func (j *interlinked) minutes(text string) (sum int) {
	j.Helper()
	m := amount.FindStringSubmatch(text)
	if m == nil {
		j.Fatalf("%q is no time", text)
	}
	for i, unit := range []int{8 * 60, 60, 1} {
		n, _ := strconv.Atoi(m[i+1])
		sum += n * unit
	}
	return sum
}

// wantShares adds up what the page gives to each agency.
func (j *interlinked) wantShares(code string) {
	j.Helper()
	j.official.Go("/desk/dossiers/" + code)
	var rows []string
	j.official.Eval(`[...[...document.querySelectorAll("main table")].find(t => t.caption && t.caption.textContent === "Thời gian từng cơ quan").querySelectorAll("tr")].slice(1).map(r => r.cells[0].textContent + "|" + r.cells[1].textContent)`, &rows)
	sum, whole, named := 0, -1, 0
	for _, row := range rows {
		unit, text, _ := strings.Cut(row, "|")
		if unit == "Cộng" {
			whole = j.minutes(text)
			continue
		}
		sum += j.minutes(text)
		if unit == taxOffice || unit == farming {
			named++
		}
	}
	j.Logf("%s: %v", code, rows)
	if sum != whole || named != 2 || code != j.code && whole < 60 {
		j.Errorf("%s: %d minutes of %d, %d agencies: %v", code, sum, whole, named, rows)
	}
}
