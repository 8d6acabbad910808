package layout_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"cchc/kit/htmlcheck"
	"cchc/web/layout"
)

// fetch gets a page of a server, and what its header says.
func fetch(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

func TestEveryComponentReadsWellInEveryFrame(t *testing.T) {
	base := serve(t)
	for _, frame := range []string{"desk", "citizen", "desk+sheets", "desk+lead"} {
		answer, body := fetch(t, base+"/sample?frame="+frame)
		if answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", frame, answer.Status)
		}
		htmlcheck.Page(t, body)
	}
}

func TestNothingIsLeftInVietnameseOnAnEnglishPage(t *testing.T) {
	base := serve(t)
	for _, path := range []string{"/sample?frame=desk", "/sample?frame=citizen", "/away", "/fault", "/refused", "/nowhere"} {
		r, err := http.NewRequest("GET", base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Cookie", "lang=en")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
	}
	for _, left := range layout.Untranslated() {
		t.Errorf("no English for %q", left)
	}
}

func TestAssetsAreKeptForEverAndTravelSmall(t *testing.T) {
	base := serve(t)
	_, body := fetch(t, base+"/sample")
	_, rest, _ := strings.Cut(body, `<link rel="stylesheet" href="`)
	sheet, _, _ := strings.Cut(rest, `"`)
	answer, css := fetch(t, base+sheet)
	if !strings.Contains(answer.Header.Get("Cache-Control"), "immutable") || !answer.Uncompressed || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/css") {
		t.Errorf("%s: %v", sheet, answer.Header)
	}
	if !strings.HasPrefix(css, "/* cchc.css") {
		t.Error("not the style sheet")
	}
	if answer, _ := fetch(t, base+"/assets/cchc.0.css"); answer.StatusCode != http.StatusNotFound {
		t.Errorf("a sheet of another content: %s", answer.Status)
	}
}

type bad struct {
	layout.Frame
	Lines []string
}

func TestABadTemplateDoesNotStart(t *testing.T) {
	for name, text := range map[string]string{
		"unclosed":   `{{define "title"}}T{{end}}{{define "main"}}{{if}}{{end}}`,
		"no main":    `{{define "title"}}T{{end}}`,
		"no title":   `{{define "main"}}M{{end}}`,
		"no such fn": `{{define "title"}}T{{end}}{{define "main"}}{{nothing}}{{end}}`,
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s was taken", name)
				}
			}()
			layout.Parse[bad](&fstest.MapFS{"p.html": {Data: []byte(text)}}, "p.html")
		}()
	}
}

func TestNothingIsSentBeforeAllOfThePageIsThere(t *testing.T) {
	page := layout.Parse[bad](&fstest.MapFS{"p.html": {Data: []byte(`{{define "title"}}T{{end}}{{define "main"}}<p>{{index .Lines 3}}</p>{{end}}`)}}, "p.html")
	w := httptest.NewRecorder()
	if err := page.Render(w, httptest.NewRequest("GET", "/", nil), 200, bad{}); err == nil {
		t.Error("no error")
	}
	if w.Body.Len() > 0 || len(w.Header()) > 0 {
		t.Errorf("%d bytes and %v were sent", w.Body.Len(), w.Header())
	}
}

func TestTextIsNeverTakenForMarkup(t *testing.T) {
	page := layout.Parse[bad](&fstest.MapFS{"p.html": {Data: []byte(`{{define "title"}}T{{end}}{{define "main"}}<h1>H</h1>{{range .Lines}}<p title="{{.}}">{{t .}}</p>{{end}}{{end}}`)}}, "p.html")
	w := httptest.NewRecorder()
	if err := page.Render(w, httptest.NewRequest("GET", "/", nil), 200, bad{Lines: []string{`"><script>x</script>`}}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(w.Body.String(), "<script>x") {
		t.Error("a script came through")
	}
}
