package portal_test

import (
	"net/http"
	"strings"
	"testing"

	"cchc/domain/dossier"
	"cchc/kit/htmlcheck"
	"cchc/web/layout"
)

// addresses of every page, with data.
func addresses(all map[string]dossier.Dossier) []string {
	list := []string{"/", "/on-time", "/procedures", "/procedures?q=so+do", "/procedures?q=khong+co+gi", "/procedures?event=dat-dai", "/procedures?event=di-hoc",
		"/procedures/1.012783", "/procedures/2.000002", "/procedures/1.001193", "/track", "/track?code=abc", "/track/abc", "/track/H99.28-221205-9999"}
	for _, d := range all {
		list = append(list, "/track/"+d.Code, "/track/"+d.Code+"?s="+dossier.TrackingSecret(&d))
	}
	return list
}

func TestEveryPageReadsWellInBothLanguages(t *testing.T) {
	o := furnished(t)
	for _, path := range addresses(o.lives()) {
		for _, lang := range []string{"vi", "en"} {
			_, body := o.get(path, lang)
			for _, fault := range htmlcheck.Faults(body) {
				t.Errorf("%s %s: %s", lang, path, fault)
			}
		}
	}
	for _, left := range layout.Untranslated() {
		t.Errorf("no English for %q", left)
	}
}

func TestAnEmptyDatabaseHasPagesToo(t *testing.T) {
	o := empty(t)
	for path, says := range map[string]string{
		"/":                  "Danh mục thủ tục chưa được công bố",
		"/on-time":           "Không phát sinh",
		"/procedures":        "Không tìm thấy thủ tục nào",
		"/track":             "Mã hồ sơ",
		"/procedures?page=9": "Không tìm thấy thủ tục nào",
	} {
		answer, body := o.get(path, "vi")
		if answer.StatusCode != http.StatusOK || !strings.Contains(body, says) {
			t.Errorf("%s: %s without %q", path, answer.Status, says)
		}
		htmlcheck.Page(t, body)
	}
}
