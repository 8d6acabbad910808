package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/htmlcheck"
	"cchc/web/layout"
)

var site = &layout.Site{Brand: "Một cửa An Sơn", Phone: "1800 0000"}

// open lets everybody in.
func open(_ Need, r *http.Request) (*http.Request, error) { return r, nil }

// answer is a route that answers with an error, or "ok".
func answer(method, path string, err error) Route {
	return Route{Method: method, Path: path, Needs: Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		if err == nil {
			fmt.Fprint(w, "ok")
		}
		return err
	}}
}

// ask sends one request through everything that stands around routes.
func ask(r *http.Request, routes ...Route) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	Handler(Mux(routes, open, nil), Options{Site: site, Log: slog.New(slog.DiscardHandler)}).ServeHTTP(w, r)
	return w
}

func get(path string) *http.Request { return httptest.NewRequest("GET", path, nil) }

func TestARouteThatNobodyAnsweredForDoesNotStart(t *testing.T) {
	for _, route := range []Route{
		{Method: "GET", Path: "/x", Handler: answer("GET", "/x", nil).Handler},
		{Path: "/x", Needs: Need{Public: true}, Handler: answer("GET", "/x", nil).Handler},
		{Method: "GET", Path: "/x", Needs: Need{Public: true}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%+v was taken", route)
				}
			}()
			Mux([]Route{route}, open, nil)
		}()
	}
}

func TestEveryErrorHasItsStatusAndPage(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		says   string
	}{
		{refusal.Wrong("a", "Số %d sai", 7), 422, "Số 7 sai"},
		{refusal.Missing("Không có hồ sơ này"), 404, "Không có hồ sơ này"},
		{refusal.Clash("Mã đã có"), 409, "Mã đã có"},
		{refusal.TooEarlyOrLate("Hồ sơ đã trả"), 409, "Hồ sơ đã trả"},
		{refusal.Forbidden("Việc của đơn vị khác"), 403, "Việc của đơn vị khác"},
		{fmt.Errorf("saving: %w", refusal.Clash("Mã đã có")), 409, "Mã đã có"},
		{refusal.List{refusal.Wrong("a", "Một").At(3), refusal.Wrong("b", "Hai")}, 422, "Dòng 3: Một"},
		{fmt.Errorf("reading: %w", db.ErrAway), 503, "Chưa nối được cơ sở dữ liệu"},
		{db.ErrUnknown, 503, "Chưa rõ việc vừa gửi"},
		{&http.MaxBytesError{Limit: 1}, 413, "quá lớn"},
		{errors.New("secret of the machine"), 500, "Số lỗi"},
	} {
		w := ask(get("/x"), answer("GET", "/x", c.err))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%v: %d, want %d with %q", c.err, w.Code, c.status, c.says)
		}
		if strings.Contains(w.Body.String(), "secret of the machine") {
			t.Error("a fault shows its text")
		}
		if c.status == 503 && w.Header().Get("Retry-After") == "" {
			t.Error("503 does not say when to come back")
		}
		htmlcheck.Page(t, w.Body.String())
	}
}

func TestAFaultIsInTheLogUnderItsNumber(t *testing.T) {
	var logged bytes.Buffer
	boom := Route{Method: "GET", Path: "/x", Needs: Need{Public: true}, Handler: func(http.ResponseWriter, *http.Request) error { panic("boom") }}
	w := httptest.NewRecorder()
	Handler(Mux([]Route{boom}, open, nil), Options{Log: slog.New(slog.NewTextHandler(&logged, nil))}).ServeHTTP(w, get("/x"))
	_, rest, _ := strings.Cut(w.Body.String(), `<strong class="code">`)
	ref, _, found := strings.Cut(rest, "<")
	if !found || !strings.Contains(logged.String(), ref) || !strings.Contains(logged.String(), "boom") {
		t.Errorf("page says %q, log says %s", ref, logged.String())
	}
}

func TestUnknownPathsAndMethodsGetAPage(t *testing.T) {
	w := ask(get("/nowhere"), answer("GET", "/x", nil))
	if w.Code != 404 || !strings.Contains(w.Body.String(), "Không có trang này") {
		t.Errorf("unknown path: %d", w.Code)
	}
	w = ask(httptest.NewRequest("POST", "/x", nil), answer("GET", "/x", nil))
	if w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("unknown method: %d, Allow %q", w.Code, w.Header().Get("Allow"))
	}
	if w = ask(httptest.NewRequest("HEAD", "/x", nil), answer("GET", "/x", nil)); w.Code != 200 {
		t.Errorf("HEAD: %d", w.Code)
	}
}

func TestWhoIsNotSignedInIsLedThereAndBack(t *testing.T) {
	w := ask(get("/desk?q=a"), answer("GET", "/desk", layout.ErrSignIn))
	if w.Code != 303 || w.Header().Get("Location") != "/sign-in?next=%2Fdesk%3Fq%3Da" {
		t.Errorf("%d to %s", w.Code, w.Header().Get("Location"))
	}
}

func TestEveryAnswerCarriesTheSafetyHeaders(t *testing.T) {
	w := ask(get("/nowhere"))
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "X-Request-Id"} {
		if w.Header().Get(name) == "" {
			t.Errorf("no %s", name)
		}
	}
	if w.Header().Get("Strict-Transport-Security") != "" {
		t.Error("HSTS without TLS")
	}
	if w = ask(httptest.NewRequest("GET", "https://example.vn/x", nil), answer("GET", "/x", nil)); w.Header().Get("Strict-Transport-Security") == "" {
		t.Error("no HSTS with TLS")
	}
}

func TestAFormFromAForeignPageIsRefused(t *testing.T) {
	r := httptest.NewRequest("POST", "/x", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if w := ask(r, answer("POST", "/x", nil)); w.Code != 403 || !strings.Contains(w.Body.String(), "đến từ trang khác") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	r = httptest.NewRequest("POST", "/x", nil)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if w := ask(r, answer("POST", "/x", nil)); w.Code != 200 {
		t.Errorf("from our own page: %d", w.Code)
	}
}

func TestTheLanguageIsChosenByALinkAndKept(t *testing.T) {
	w := ask(get("/x?lang=en&q=a"), answer("GET", "/x", nil))
	if w.Code != 303 || w.Header().Get("Location") != "/x?q=a" || !strings.HasPrefix(w.Header().Get("Set-Cookie"), "lang=en;") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	r := get("/nowhere")
	r.Header.Set("Cookie", "lang=en")
	if w = ask(r); !strings.Contains(w.Body.String(), `<html lang="en">`) || !strings.Contains(w.Body.String(), "There is no such page") {
		t.Error("the cookie is not heard")
	}
	if w = ask(get("//evil.example/?lang=en")); w.Header().Get("Location") != "/evil.example/" {
		t.Errorf("leads away: %s", w.Header().Get("Location"))
	}
}

func TestABodyThatIsTooLargeIsRefused(t *testing.T) {
	reads := Route{Method: "POST", Path: "/x", Needs: Need{Public: true}, MaxBody: 10, Handler: func(w http.ResponseWriter, r *http.Request) error {
		_, err := layout.FormOf(r)
		return err
	}}
	r := httptest.NewRequest("POST", "/x", strings.NewReader("a="+strings.Repeat("x", 100)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if w := ask(r, reads); w.Code != 413 {
		t.Errorf("%d", w.Code)
	}
}

func TestPagesTravelCompressed(t *testing.T) {
	r := get("/nowhere")
	r.Header.Set("Accept-Encoding", "gzip")
	w := ask(r)
	if w.Header().Get("Content-Encoding") != "gzip" {
		t.Fatal("not compressed")
	}
	unzip, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(unzip); err != nil || !strings.Contains(string(body), "</html>") {
		t.Errorf("%v, %d bytes", err, len(body))
	}
	r = get("/x")
	r.Header.Set("Accept-Encoding", "gzip")
	if w = ask(r, answer("GET", "/x", nil)); w.Header().Get("Content-Encoding") != "" {
		t.Error("two letters were compressed")
	}
}

func TestHalfAnAnswerIsCutOffNotMended(t *testing.T) {
	half := Route{Method: "GET", Path: "/x", Needs: Need{Public: true}, Handler: func(w http.ResponseWriter, r *http.Request) error {
		fmt.Fprint(w, "half of a list")
		return errors.New("database lost")
	}}
	defer func() {
		if why := recover(); why != http.ErrAbortHandler {
			t.Errorf("recovered %v", why)
		}
	}()
	t.Error(ask(get("/x"), half).Body)
}

func TestTheLogHasTheRouteAndNotTheAddress(t *testing.T) {
	var logged bytes.Buffer
	h := Handler(Mux([]Route{answer("GET", "/track/{code}", nil)}, open, nil), Options{Site: site, Log: slog.New(slog.NewTextHandler(&logged, nil))})
	h.ServeHTTP(httptest.NewRecorder(), get("/track/H99-1?secret=abc"))
	if line := logged.String(); !strings.Contains(line, "/track/{code}") || strings.Contains(line, "H99-1") || strings.Contains(line, "abc") || strings.Contains(line, "192.0.2.1") {
		t.Error(line)
	}
}

func TestALimitIsPerAddressAndRefillsWithTime(t *testing.T) {
	l := NewLimiter(1, 3)
	now := time.Unix(0, 0)
	l.now = func() time.Time { return now }
	take := func(remote string, want ...bool) {
		t.Helper()
		for i, w := range want {
			if got := l.Take(remote); got != w {
				t.Errorf("%s, request %d: %v", remote, i+1, got)
			}
		}
	}
	take("192.0.2.1", true, true, true, false)
	take("192.0.2.2", true)
	take("2001:db8::1", true, true, true)
	take("2001:db8::2", false) // the same household
	now = now.Add(time.Second)
	take("192.0.2.1", true, false)
	l.most = 10
	for i := range 100 {
		l.Take(fmt.Sprint("198.51.100.", i))
	}
	if len(l.buckets) > l.most {
		t.Errorf("%d buckets, no more than %d wanted", len(l.buckets), l.most)
	}
	w := httptest.NewRecorder()
	Handler(Mux([]Route{answer("GET", "/x", nil)}, open, NewLimiter(1, 0)), Options{Site: site, Log: slog.New(slog.DiscardHandler)}).ServeHTTP(w, get("/x"))
	if w.Code != 429 || w.Header().Get("Retry-After") == "" {
		t.Errorf("over the limit: %d", w.Code)
	}
}

func TestTextThatNoDatabaseKeepsIsRefusedBeforeAnybodyReadsIt(t *testing.T) {
	read := Route{Method: "POST", Path: "/x", Needs: Need{Public: true}, Handler: func(_ http.ResponseWriter, r *http.Request) error {
		_, err := layout.FormOf(r)
		return err
	}}
	for name, c := range map[string]struct {
		address, body string
		status        int
	}{
		"as people type":         {"/x?q=H%E1%BB%93%20s%C6%A1", "name=Nh%C3%A0", 200},
		"a NUL in the address":   {"/x?q=a%00b", "", 422},
		"half a letter there":    {"/x?q=%E1%BB", "", 422},
		"a NUL in a field":       {"/x", "name=a%00b", 422},
		"half a letter in one":   {"/x", "name=%E1%BB", 422},
		"as the name of a field": {"/x", "%00=a", 200},
	} {
		r := httptest.NewRequest("POST", c.address, strings.NewReader(c.body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if w := ask(r, read); w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
	}
}
