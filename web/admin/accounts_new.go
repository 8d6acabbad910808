package admin

import (
	"fmt"
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

type newAccountPage struct {
	layout.Frame
	Form  layout.Form
	Units []layout.Option
	Roles []layout.Option
}

var newAccountView = layout.Parse[newAccountPage](accountFiles, "accounts_new.html")

func (m Accounts) showNew(w http.ResponseWriter, r *http.Request) error {
	unit := r.URL.Query().Get("unit")
	if unit == "" {
		unit = strconv.FormatInt(int64(web.VisitOf(r).Account.Unit), 10)
	}
	return newAccountForm(w, r, http.StatusOK, layout.Filled("unit", unit))
}

func newAccountForm(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	visit := web.VisitOf(r)
	return newAccountView.Render(w, r, status, newAccountPage{
		Frame: layout.Frame{Crumbs: accountCrumbs(visit, visit.T("Lập tài khoản")), Self: "/admin/accounts/new"},
		Form:  form, Units: unitOptions(visit, account.ChangeAccounts), Roles: roleOptions(visit, nil),
	})
}

func (m Accounts) create(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	act := account.Create{
		Login: form.Get("login"), Name: form.Get("name"), Title: form.Get("title"),
		Unit: web.Number[orgunit.ID](form.Get("unit")), Roles: rolesOf(form),
	}
	if err := visit.Must(account.ChangeAccounts, act.Unit); err != nil {
		return err
	}
	made, err := m.Staff.Create(r.Context(), act, visit.Stamp(form.Once()))
	if form, ok := form.Refused(err); ok {
		return newAccountForm(w, r, layout.StatusOf(err), form)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, accountPath(made.ID)+"?done=create", http.StatusSeeOther)
	return nil
}

func accountPath(id account.ID) string { return fmt.Sprint("/admin/accounts/", int64(id)) }

// accountCrumbs is the way to a page below the list.
func accountCrumbs(visit *web.Visit, here string) []layout.Link {
	return []layout.Link{{Text: visit.T("Tài khoản"), Href: "/admin/accounts"}, {Text: here}}
}
