package entry

import (
	"net/http"

	"cchc/web"
	"cchc/web/layout"
)

type passwordPage struct {
	layout.Frame
	Form  layout.Form
	Login string
}

var passwordView = layout.Parse[passwordPage](files, "password.html", "choose.html")

func (m Room) showPassword(w http.ResponseWriter, r *http.Request) error {
	return passwordForm(w, r, http.StatusOK, layout.Form{})
}

func passwordForm(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	visit := web.VisitOf(r)
	page := passwordPage{Frame: layout.Frame{Crumbs: ownCrumbs(visit, "Đổi mật khẩu")}, Form: form, Login: visit.Account.Login}
	return passwordView.Render(w, r, status, page)
}

func (m Room) changePassword(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	if err = chosenTwice(form); err == nil {
		err = m.Staff.ChangePassword(r.Context(), visit.Stamp(""), attempt(r, "", form.Get("current")), form.Get("password"), visit.Session)
	}
	if form, ok := form.Refused(err); ok {
		return passwordForm(w, r, layout.StatusOf(err), form)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/account?done=password", http.StatusSeeOther)
	return nil
}
