package entry

import (
	"net/http"
	"net/url"
	"strings"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

type signInPage struct {
	layout.Frame
	Form layout.Form
	Out  bool // signed out a moment ago
}

var (
	signInView = layout.Parse[signInPage](files, "sign_in.html")
	codeView   = layout.Parse[signInPage](files, "code.html")
)

func (m Room) showSignIn(w http.ResponseWriter, r *http.Request) error {
	if web.VisitOf(r).Account != nil {
		return start(w, r)
	}
	query := r.URL.Query()
	page := signInPage{Frame: layout.Frame{Kind: layout.Citizen}, Form: layout.Filled("next", query.Get("next")), Out: query.Get("out") != ""}
	return signInView.Render(w, r, http.StatusOK, page)
}

func (m Room) signIn(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	pass, err := m.Staff.SignIn(r.Context(), attempt(r, form.Get("login"), form.Get("password")), web.VisitOf(r).At)
	if err != nil {
		return again(w, r, signInView, form, err)
	}
	m.admit(w, r, pass, form.Get("next"))
	return nil
}

// again shows a form with what was wrong; who types a password types it anew.
func again(w http.ResponseWriter, r *http.Request, view layout.Page[signInPage], form layout.Form, err error) error {
	form, ok := form.Refused(err)
	if !ok {
		return err
	}
	return view.Render(w, r, layout.StatusOf(err), signInPage{Frame: layout.Frame{Kind: layout.Citizen}, Form: form})
}

// admit gives the browser its token and leads on.
func (m Room) admit(w http.ResponseWriter, r *http.Request, pass account.Pass, next string) {
	m.Cookie.Put(w, r, pass.Token)
	to := local(next)
	if pass.Code {
		to = "/sign-in/code?next=" + url.QueryEscape(to)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// local is a way within this site, "/start" for any other: a link to our sign-in page must
// not lead people to somebody else's.
func local(next string) string {
	to, err := url.Parse(next)
	if err != nil || to.IsAbs() || to.Host != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") ||
		strings.ContainsAny(next, "\\\r\n\t") || next == "/" {
		return "/start"
	}
	return next
}

func (m Room) showCode(w http.ResponseWriter, r *http.Request) error {
	page := signInPage{Frame: layout.Frame{Kind: layout.Citizen}, Form: layout.Filled("next", r.URL.Query().Get("next"))}
	return codeView.Render(w, r, http.StatusOK, page)
}

func (m Room) confirm(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	pass, err := m.Staff.Confirm(r.Context(), m.Cookie.Token(r), form.Get("code"), attempt(r, "", ""), web.VisitOf(r).At)
	switch {
	case refusal.KindOf(err) == refusal.NotFound: // five minutes are over: from the beginning
		http.Redirect(w, r, layout.SignInPath+"?next="+url.QueryEscape(local(form.Get("next"))), http.StatusSeeOther)
		return nil
	case err != nil:
		return again(w, r, codeView, form, err)
	}
	m.admit(w, r, pass, form.Get("next"))
	return nil
}

func (m Room) signOut(w http.ResponseWriter, r *http.Request) error {
	if token := m.Cookie.Token(r); token != "" {
		if err := m.Staff.SignOut(r.Context(), token); err != nil {
			return err
		}
	}
	m.Cookie.Put(w, r, "")
	http.Redirect(w, r, layout.SignInPath+"?out=1", http.StatusSeeOther)
	return nil
}
