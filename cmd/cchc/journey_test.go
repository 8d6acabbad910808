package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/dossier"
	"cchc/kit/browser"
	"cchc/kit/db"
	"cchc/kit/htmlcheck"
	"cchc/store"
)

// program is the real one: the demo province built and served on a port of its own.
type program struct {
	url, database string
	passwords     map[string]string
}

// lines keeps what the program prints and may be read meanwhile.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

var (
	addressLine = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	loginLine   = regexp.MustCompile(`(?m)^([a-z.]+)\s+([\w-]{14})\s`)
)

func startDemo(t *testing.T) program {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var out lines
	database := filepath.Join(t.TempDir(), "demo.db")
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"demo", "--db", database, "--addr", "127.0.0.1:0", "--quiet"}, &out, io.Discard)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	for late := time.Now().Add(5 * time.Minute); time.Now().Before(late); time.Sleep(50 * time.Millisecond) {
		select {
		case code := <-ended:
			t.Fatalf("the demo ended with %d:\n%s", code, out.String())
		default:
		}
		if text := out.String(); strings.Contains(text, "quantri") {
			p := program{url: addressLine.FindString(text), database: database, passwords: map[string]string{}}
			for _, m := range loginLine.FindAllStringSubmatch(text, -1) {
				p.passwords[m[1]] = m[2]
			}
			return p
		}
	}
	t.Fatalf("the demo does not come up:\n%s", out.String())
	return program{}
}

func (p program) signIn(t *testing.T, tab *browser.Tab, login string) {
	t.Helper()
	tab.Go("/sign-in")
	tab.Type("#f-login", login)
	tab.Type("#f-password", p.passwords[login])
	tab.PressOn("Enter")
	if strings.HasPrefix(tab.Path(), "/sign-in") {
		t.Fatalf("%s does not get in: %s", login, tab.Text("main"))
	}
}

func TestTheProgramFromReceiptToTheLeadersNumber(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	p := startDemo(t)
	counter, citizen, leader := b.Tab(t, p.url), b.Tab(t, p.url), b.Tab(t, p.url)

	p.signIn(t, counter, "motcua.anhoi")
	code := receive(t, counter)
	counter.Go("/desk/dossiers/" + code + "/receipt")
	counter.Shot("receipt")
	printed := counter.HTML()
	track := p.trackingAddress(t, code)
	checkPDF(t, counter, code)

	citizen.Scripts(false)
	citizen.Wide(360)
	checkPaper(t, citizen, printed)
	citizen.Go(track)
	if said := citizen.Text("main"); !strings.Contains(said, "Đinh Thị Hồng Nhung") {
		t.Errorf("with the receipt's secret the citizen does not see the own name: %s", said)
	}
	citizen.Go("/track/" + code)
	if said := citizen.Text("main"); strings.Contains(said, "Hồng Nhung") || !strings.Contains(said, code) {
		t.Errorf("without the secret the page says: %s", said)
	}
	process(t, b, p, code)
	handOver(t, counter, code)
	citizen.Go(track)
	if said := citizen.Text("main"); !strings.Contains(strings.ToLower(said), "đã trả") && !strings.Contains(strings.ToLower(said), "đã nhận kết quả") {
		t.Errorf("in the end the citizen reads: %s", said)
	}
	drill(t, p, leader)
}

// receive is a birth registered for somebody new, at the counter, by keyboard.
func receive(t *testing.T, tab *browser.Tab) (code string) {
	t.Helper()
	tab.Go("/desk/receive")
	tab.Write("999186012345|999123456|Đinh Thị Hồng Nhung|14081986|Nữ|khối 2, phường An Hội|01052021")
	tab.Press("Enter")
	waitFor(t, tab, `document.activeElement.id === "f-procedure"`)
	tab.Write("khai sinh")
	tab.Press("Enter")
	waitFor(t, tab, `document.querySelector("[name=paper]") !== null || document.querySelector("[name=pick]") !== null`)
	tab.Eval(`(() => { const p = document.querySelector("[name=pick]"); if (p) p.click(); return true })()`, new(bool))
	waitFor(t, tab, `document.querySelector("[name=paper]") !== null`)
	tab.Eval(`(() => { document.querySelectorAll("[name=paper]").forEach(p => { p.checked = true }); return true })()`, new(bool))
	tab.Type("#f-phone", "0600000123")
	tab.Shot("reception")
	tab.PressOn("Ctrl+Enter")
	code = strings.TrimPrefix(tab.Path(), "/desk/dossiers/")
	code, _, _ = strings.Cut(code, "?")
	if !strings.HasPrefix(code, "H99") {
		t.Fatalf("not received, at %s: %s", tab.Path(), tab.Text("main"))
	}
	htmlcheck.Page(t, tab.HTML())
	tab.Look("dossier")
	tab.Wide(1366)
	return code
}

func waitFor(t *testing.T, tab *browser.Tab, script string) {
	t.Helper()
	for late := time.Now().Add(20 * time.Second); time.Now().Before(late); time.Sleep(20 * time.Millisecond) {
		var there bool
		if tab.Eval(script, &there); there {
			return
		}
	}
	t.Fatalf("%s does not come: %s", script, tab.Text("main"))
}

// trackingAddress is what the receipt's QR code leads to; that the code holds it is tested
// where the paper is made.
func (p program) trackingAddress(t *testing.T, code string) string {
	t.Helper()
	s, err := store.Open(t.Context(), p.database, db.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d, err := s.Dossiers.ByCode(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	return "/track/" + code + "?s=" + dossier.TrackingSecret(&d)
}

// checkPDF fetches the receipt as the officer's browser does.
func checkPDF(t *testing.T, tab *browser.Tab, code string) {
	t.Helper()
	tab.Eval(`(() => { fetch("/desk/dossiers/`+code+`/receipt.pdf").then(r => r.text()).then(t => { window.head = t.slice(0, 5) }); return true })()`, new(bool))
	waitFor(t, tab, `window.head === "%PDF-"`)
}

// process brings the dossier through its steps, by the official and the leader.
func process(t *testing.T, b *browser.Browser, p program, code string) {
	t.Helper()
	official, chief := b.Tab(t, p.url), b.Tab(t, p.url)
	p.signIn(t, official, "chuyenvien.anhoi")
	p.signIn(t, chief, "lanhdao.anhoi")
	official.Go("/desk/work")
	official.Look("work")
	official.Wide(1366)
	for range 6 {
		official.Go("/desk/dossiers/" + code)
		if !strings.Contains(official.HTML(), "/complete") {
			break
		}
		official.PressOn("Ctrl+Enter")
	}
	chief.Go("/desk/dossiers/" + code)
	chief.ClickOn(`a[href$="/finish"]`)
	chief.Type("#f-result", "Giấy khai sinh số 125")
	chief.PressOn("Ctrl+Enter")
	if said := chief.Text("main"); !strings.Contains(said, "hạn") {
		t.Errorf("finished, and the page says: %s", said)
	}
}

func handOver(t *testing.T, tab *browser.Tab, code string) {
	t.Helper()
	tab.Go("/desk/return")
	tab.Type("#f-code", strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	tab.PressOn("Enter")
	if !strings.HasSuffix(tab.Path(), code+"/hand-over") {
		t.Fatalf("the code leads to %s", tab.Path())
	}
	tab.Click("#f-identity")
	tab.PressOn("Ctrl+Enter")
	if status := tab.Status(); status != http.StatusOK {
		t.Errorf("handing over: %d, %s", status, tab.Text("main"))
	}
}

// drill goes from the province's number down to one late dossier and its event.
func drill(t *testing.T, p program, tab *browser.Tab) {
	t.Helper()
	p.signIn(t, tab, "thamdinh")
	tab.Go("/lead/punctuality?period=2022")
	tab.Look("punctuality")
	tab.Wide(1366)
	if said := tab.Text("main"); !strings.Contains(said, "khớp") || !strings.Contains(said, "năm 2022") || !strings.Contains(said, "96,4") {
		t.Errorf("the table of 2022 says: %.600s", said)
	}
	tab.ClickOn(`a[href*="list"][href*="late"]`)
	htmlcheck.Page(t, tab.HTML())
	tab.ClickOn(`a[href^="/desk/dossiers/"]`)
	said := tab.Text("main")
	if !strings.Contains(said, "Quá hạn") && !strings.Contains(said, "trễ") {
		t.Errorf("the late dossier says: %.600s", said)
	}
	tab.ClickOn(`a[href^="/admin/log/"]`)
	if status := tab.Status(); status != http.StatusOK {
		t.Errorf("its event: %d at %s", status, tab.Path())
	}
}
