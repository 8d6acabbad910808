package admin

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

// accountsOnAPage is as many as a screen of officers' lists shows.
const accountsOnAPage = 50

type accountsPage struct {
	layout.Frame
	Form  layout.Form // the filter
	Units []layout.Option
	Roles []layout.Option
	Rows  []accountRow
	Pager layout.Pager
	New   bool // the visitor may make accounts
}

type accountRow struct {
	*account.Account
	Unit   string
	Roles  []string
	States []string
}

var accountsView = layout.Parse[accountsPage](accountFiles, "accounts.html")

func (m Accounts) showList(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	q := query(visit, form)
	q.Limit = accountsOnAPage
	found, err := m.Staff.List(r.Context(), q)
	if err != nil {
		return err
	}
	page := accountsPage{
		Frame: layout.Frame{AsOf: visit.At}, Form: form, New: visit.MayAnywhere(account.ChangeAccounts),
		Units: unitOptions(visit, account.ReadAccounts), Roles: roleOptions(visit, nil), Pager: pager(r, found),
	}
	page.Units = append([]layout.Option{{Label: visit.T("Mọi đơn vị")}}, page.Units...)
	page.Roles = append([]layout.Option{{Label: visit.T("Mọi vai trò")}}, page.Roles...)
	for _, a := range found.Rows {
		page.Rows = append(page.Rows, newAccountRow(visit, a))
	}
	return accountsView.Render(w, r, http.StatusOK, page)
}

// query is what the filter asks for, within the visitor's reach.
func query(visit *web.Visit, form layout.Form) account.Query {
	q := account.Query{Words: form.Get("q"), Role: account.Role(form.Get("role"))}
	q.Unit = web.Number[orgunit.ID](form.Get("unit"))
	q.After, q.Before = web.Number[account.ID](form.Get("after")), web.Number[account.ID](form.Get("before"))
	reach, all := visit.Reach(account.ReadAccounts)
	if !all {
		q.Within = append([]orgunit.ID{}, reach...)
	}
	return q
}

func pager(r *http.Request, found account.Listing) layout.Pager {
	at := func(path, name string, id account.ID) string {
		query := r.URL.Query()
		query.Del("after")
		query.Del("before")
		if name != "" {
			query.Set(name, strconv.FormatInt(int64(id), 10))
		}
		return (&url.URL{Path: path, RawQuery: query.Encode()}).String()
	}
	p := layout.Pager{Total: found.Total, Excel: at("/admin/accounts.xlsx", "", 0)}
	if n := len(found.Rows); n > 0 {
		if found.Prev {
			p.Prev, p.First = at("/admin/accounts", "before", found.Rows[0].ID), at("/admin/accounts", "", 0)
		}
		if found.Next {
			p.Next = at("/admin/accounts", "after", found.Rows[n-1].ID)
		}
	}
	return p
}

func newAccountRow(visit *web.Visit, a *account.Account) accountRow {
	row := accountRow{Account: a, Unit: visit.Units.Name(a.Unit)}
	for _, role := range a.Roles {
		row.Roles = append(row.Roles, visit.T(role.Title()))
	}
	if a.Locked {
		row.States = append(row.States, visit.T("Đã khóa"))
	}
	if a.Password == "" {
		row.States = append(row.States, visit.T("Chưa đặt mật khẩu"))
	}
	if a.TOTP != "" {
		row.States = append(row.States, visit.T("Hai bước"))
	}
	return row
}

// RoleText and StateText are the cells of a table and of a workbook.
func (r accountRow) RoleText() string { return strings.Join(r.Roles, ", ") }

// StateText is the state in words, "" for a plain account.
func (r accountRow) StateText() string { return strings.Join(r.States, ", ") }
