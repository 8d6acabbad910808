package simulator

import (
	"embed"
	"html/template"
	"net/http"

	"cchc/domain/calendar"
	"cchc/kit/vntext"
)

//go:embed page.html
var files embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"money": vntext.Money,
	"title": func(state string) string {
		return map[string]string{open: "Chờ thanh toán", paid: "Đã thanh toán", refused: "Đã từ chối"}[state]
	},
	"at": func(e entry) string { return vntext.Instant(e.At.In(calendar.Local)) },
}).ParseFS(files, "page.html"))

// list is the platform's book on a page.
func (s *Platform) list(w http.ResponseWriter, _ *http.Request) { s.show(w, "list", s.book.all()) }

// bill is the page on which the citizen pays or refuses.
func (s *Platform) bill(w http.ResponseWriter, r *http.Request) {
	e, ok := s.book.find(r.PathValue("number"), "")
	if !ok {
		http.NotFound(w, r)
		return
	}
	s.show(w, "bill", e)
}

// choose pays or refuses, once.
func (s *Platform) choose(w http.ResponseWriter, r *http.Request) {
	state := map[string]string{"pay": paid, "refuse": refused}[r.FormValue("choice")]
	if state == "" {
		http.Error(w, "chọn thanh toán hoặc từ chối", http.StatusUnprocessableEntity)
		return
	}
	number := r.PathValue("number")
	e, changed, err := s.book.alter(number, func(e *entry) bool {
		if e.State != open {
			return false
		}
		e.State, e.At = state, now()
		return true
	})
	switch {
	case err != nil:
		http.Error(w, "không ghi được sổ", http.StatusInternalServerError)
		return
	case e.Number == "":
		http.NotFound(w, r)
		return
	case changed:
		s.settle(e)
	}
	http.Redirect(w, r, "/bills/"+number, http.StatusSeeOther)
}

func (s *Platform) show(w http.ResponseWriter, name string, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; form-action 'self'")
	if err := pages.ExecuteTemplate(w, name, data); err != nil {
		s.Log.Error("page", "name", name, "err", err)
	}
}
