package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

const whole = `<!DOCTYPE html><html lang="vi"><head><title>Thử</title><link rel="icon" href="data:,"></head><body><main><h1>Thử</h1>%s</main></body></html>`

// silent is a test that is told of errors and does not fail.
type silent struct {
	testing.TB
	said []string
}

func (s *silent) Errorf(format string, args ...any) {
	s.said = append(s.said, fmt.Sprintf(format, args...))
}
func (s *silent) Error(args ...any) { s.said = append(s.said, fmt.Sprint(args...)) }

func TestTheBrowserHearsAndSeesWhatAPersonWouldNot(t *testing.T) {
	b, ok := Start(t)
	if !ok {
		return
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Security-Policy", "script-src 'self' 'nonce-a'")
		fmt.Fprintf(w, whole, r.URL.Query().Get("main"))
	}))
	defer server.Close()
	for main, want := range map[string]string{
		`<p>Xong</p>`:                                 "",
		`<script nonce="a">nothing()</script>`:        "nothing is not defined",
		`<script nonce="a">console.error(1)</script>`: "console: 1",
		`<script>x()</script>`:                        "Content Security Policy",
		`<img src="/none.png" alt="">`:                "404 for",
		`<input name="a">`:                            "axe: page: label",
		`<pre>` + strings.Repeat("x", 500) + `</pre>`: "sideways",
	} {
		s := &silent{TB: t}
		tab := b.Tab(s, server.URL)
		tab.Go("/?main=" + url.QueryEscape(main))
		tab.Wide(360)
		tab.Axe("page")
		tab.sideways("page", 360)
		heard := strings.Join(append(s.said, tab.Complaints()...), "\n")
		tab.ears.forgive()
		if want == "" && heard != "" || !strings.Contains(heard, want) {
			t.Errorf("%s: %q, want %q", main, heard, want)
		}
	}
}

func TestHandsTypeAndWalk(t *testing.T) {
	b, ok := Start(t)
	if !ok {
		return
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "POST" {
			http.Redirect(w, r, "/?main="+r.FormValue("a")+"-"+r.FormValue("s"), http.StatusSeeOther)
			return
		}
		fmt.Fprintf(w, whole, r.URL.Query().Get("main")+`<form method="post"><label>A <input id="a" name="a"></label>
<label>S <select id="s" name="s"><option>1</option><option>2</option></select></label><button id="b">B</button></form>`)
	}))
	defer server.Close()
	tab := b.Tab(t, server.URL)
	tab.Go("/")
	tab.Type("#a", "cũ")
	tab.Type("#a", "Trần-7")
	tab.Choose("#s", "2")
	if got := tab.Value("#a"); got != "Trần-7" {
		t.Errorf("typed %q", got)
	}
	tab.Press("Tab", "Tab")
	if tab.Focus() != "b" {
		t.Errorf("focus at %q", tab.Focus())
	}
	tab.PressOn("Enter")
	if text := tab.Text("main"); !strings.Contains(text, "Trần-7-2") || tab.Status() != 200 {
		t.Errorf("%d %q at %s", tab.Status(), text, tab.Path())
	}
	if bytes, requests := tab.Weight(); bytes == 0 || requests == 0 {
		t.Errorf("%d bytes, %d requests", bytes, requests)
	}
}
