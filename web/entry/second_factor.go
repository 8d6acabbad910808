package entry

import (
	"net/http"
	"slices"
	"strings"

	"cchc/kit/qr"
	"cchc/kit/secret"
	"cchc/web"
	"cchc/web/layout"
)

type secondFactorPage struct {
	layout.Frame
	Form layout.Form
	On   bool
	Code drawing // of the key, while the second factor is off
	Key  string  // in groups of four, for typing
}

// drawing is a QR code as SVG wants it.
type drawing struct{ Box, Path string }

var secondFactorView = layout.Parse[secondFactorPage](files, "second_factor.html")

func (m Room) showSecondFactor(w http.ResponseWriter, r *http.Request) error {
	return m.secondFactorForm(w, r, http.StatusOK, layout.Filled("key", secret.NewKey()))
}

// secondFactorForm keeps the key in the form until it is proven: nothing is stored before.
func (m Room) secondFactorForm(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	visit := web.VisitOf(r)
	page := secondFactorPage{Frame: layout.Frame{Crumbs: ownCrumbs(visit, "Xác thực hai bước")}, Form: form, On: visit.Account.TOTP != ""}
	if key := form.Get("key"); !page.On && secret.IsKey(key) {
		code, err := draw(secret.KeyAddress(m.Issuer, visit.Account.Login, key))
		if err != nil {
			return err
		}
		page.Code, page.Key = code, grouped(key)
	}
	return secondFactorView.Render(w, r, status, page)
}

func draw(text string) (drawing, error) {
	matrix, err := qr.Matrix(text)
	if err != nil {
		return drawing{}, err
	}
	return drawing{qr.ViewBox(len(matrix)), qr.SVGPath(matrix)}, nil
}

func grouped(key string) string {
	var parts []string
	for part := range slices.Chunk([]byte(key), 4) {
		parts = append(parts, string(part))
	}
	return strings.Join(parts, " ")
}

func (m Room) enable(w http.ResponseWriter, r *http.Request) error {
	return m.second(w, r, "on", func(form layout.Form, visit *web.Visit) error {
		return m.Staff.EnableTOTP(r.Context(), visit.Stamp(""), attempt(r, "", form.Get("current")), form.Get("key"), form.Get("code"))
	})
}

func (m Room) disable(w http.ResponseWriter, r *http.Request) error {
	return m.second(w, r, "off", func(form layout.Form, visit *web.Visit) error {
		return m.Staff.DisableTOTP(r.Context(), visit.Stamp(""), attempt(r, "", form.Get("current")))
	})
}

func (m Room) second(w http.ResponseWriter, r *http.Request, done string, change func(layout.Form, *web.Visit) error) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	err = change(form, web.VisitOf(r))
	if form, ok := form.Refused(err); ok {
		if !secret.IsKey(form.Get("key")) {
			form.Values.Set("key", secret.NewKey())
		}
		return m.secondFactorForm(w, r, layout.StatusOf(err), form)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/account?done="+done, http.StatusSeeOther)
	return nil
}
