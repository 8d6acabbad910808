package admin

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

// edit changes name, title, unit and roles, each that differs with its own event.
func (m Accounts) edit(w http.ResponseWriter, r *http.Request) error {
	a, form, err := m.asked(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	to := web.Number[orgunit.ID](form.Get("unit"))
	if to != a.Unit {
		if err := visit.Must(account.ChangeAccounts, to); err != nil {
			return err
		}
	}
	_, err = m.Staff.Change(r.Context(), a.ID, visit.Stamp(form.Once()), account.Unchanged{Version: web.Number[int](form.Get("version"))},
		account.Rename{Name: form.Get("name"), Title: form.Get("title")}, account.Move{Unit: to}, account.SetRoles{Roles: rolesOf(form)})
	return m.after(w, r, a, accountPage{Form: form}, "edit", err)
}

// asked is the account of the address and the form that was sent, once the visitor may
// change the account.
func (m Accounts) asked(r *http.Request) (a account.Account, form layout.Form, err error) {
	if a, err = m.target(r, account.ChangeAccounts); err != nil {
		return a, form, err
	}
	form, err = layout.FormOf(r)
	return a, form, err
}

// after shows the page again with what was wrong, or leads on.
func (m Accounts) after(w http.ResponseWriter, r *http.Request, a account.Account, page accountPage, done string, err error) error {
	sent := &page.Form
	if page.Form.Values == nil {
		sent = &page.Why
	}
	if form, ok := sent.Refused(err); ok {
		*sent = form
		return m.render(w, r, a, layout.StatusOf(err), page)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, accountPath(a.ID)+"?done="+done, http.StatusSeeOther)
	return nil
}

func (m Accounts) lock(w http.ResponseWriter, r *http.Request) error {
	return m.withReason(w, r, "lock", func(form layout.Form) account.Change { return account.Lock{Why: form.Get("why")} })
}

func (m Accounts) unlock(w http.ResponseWriter, r *http.Request) error {
	return m.withReason(w, r, "unlock", func(form layout.Form) account.Change { return account.Unlock{Why: form.Get("why")} })
}

func (m Accounts) disableSecondFactor(w http.ResponseWriter, r *http.Request) error {
	return m.withReason(w, r, "off", func(form layout.Form) account.Change { return account.DisableTOTP{Why: form.Get("reason")} })
}

func (m Accounts) withReason(w http.ResponseWriter, r *http.Request, done string, change func(layout.Form) account.Change) error {
	a, form, err := m.asked(r)
	if err != nil {
		return err
	}
	_, err = m.Staff.Change(r.Context(), a.ID, web.VisitOf(r).Stamp(form.Once()), change(form))
	return m.after(w, r, a, accountPage{Why: form}, done, err)
}

// invite shows a new one-time link, this once: it is stored nowhere, so it cannot follow
// by a redirect. Sending the form again makes another link and ends this one.
func (m Accounts) invite(w http.ResponseWriter, r *http.Request) error {
	a, form, err := m.asked(r)
	if err != nil {
		return err
	}
	token, err := m.Staff.Invite(r.Context(), a.ID, web.VisitOf(r).Stamp(""))
	if err != nil {
		return m.after(w, r, a, accountPage{Why: form}, "", err)
	}
	return m.render(w, r, a, http.StatusOK, accountPage{Link: m.BaseURL + "/set-up/" + token})
}
