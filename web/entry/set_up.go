package entry

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

type setUpPage struct {
	layout.Frame
	Form    layout.Form
	Account account.Account
	Token   string
}

var setUpView = layout.Parse[setUpPage](files, "set_up.html", "choose.html")

var errNotSame = refusal.Wrong("again", "Hai lần nhập không giống nhau.")

func (m Room) showSetUp(w http.ResponseWriter, r *http.Request) error {
	return m.setUpForm(w, r, http.StatusOK, layout.Form{})
}

func (m Room) setUpForm(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	a, err := m.Staff.Invited(r.Context(), r.PathValue("token"), web.VisitOf(r).At)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	// The address is a secret: it goes nowhere from here.
	w.Header().Set("Referrer-Policy", "no-referrer")
	return setUpView.Render(w, r, status, setUpPage{Frame: layout.Frame{Kind: layout.Citizen}, Form: form, Account: a, Token: r.PathValue("token")})
}

func (m Room) setUp(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	var pass account.Pass
	if err = chosenTwice(form); err == nil {
		pass, err = m.Staff.SetUp(r.Context(), r.PathValue("token"), attempt(r, "", form.Get("password")), web.VisitOf(r).At)
	}
	if form, ok := form.Refused(err); ok {
		return m.setUpForm(w, r, layout.StatusOf(err), form)
	}
	if err != nil {
		return err
	}
	m.admit(w, r, pass, "")
	return nil
}

// chosenTwice refuses a new password that was typed in two ways.
func chosenTwice(form layout.Form) error {
	if form.Get("password") != form.Get("again") {
		return errNotSame
	}
	return nil
}
