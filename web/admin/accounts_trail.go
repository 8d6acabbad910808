package admin

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

// trail is what happened to an account, in words, the latest first.
func (m Accounts) trail(r *http.Request, a account.Account) ([]layout.Moment, error) {
	events, err := m.Trail.Of(r.Context(), int64(a.ID))
	if err != nil {
		return nil, err
	}
	var ids []account.ID
	for _, e := range events {
		ids = append(ids, account.ID(e.By))
	}
	slices.Sort(ids)
	names, err := m.Staff.Names(r.Context(), slices.Compact(ids)...)
	if err != nil {
		return nil, err
	}
	visit := web.VisitOf(r)
	list := make([]layout.Moment, 0, len(events))
	for _, e := range slices.Backward(events) {
		who := names[account.ID(e.By)]
		if e.By == 0 {
			who = visit.T("hệ thống")
		}
		parts := append(changed(visit, e.Change), visit.T("Người làm: %s", who))
		if e.Note != "" {
			parts = append([]string{visit.T("Lý do: %s", e.Note)}, parts...)
		}
		list = append(list, layout.Moment{Title: visit.T(account.EventTitle(e.Act)), Text: strings.Join(parts, " · "), At: e.At})
	}
	return list, nil
}

// changed are the new values that an event gave, those that can be told.
func changed(visit *web.Visit, change audit.Change) (parts []string) {
	values, err := change.Values()
	if err != nil {
		return []string{visit.T("nội dung không đọc được")}
	}
	for _, c := range []struct{ column, format string }{{"login", "Tên đăng nhập: %s"}, {"name", "Họ tên: %s"}, {"title", "Chức danh: %s"}} {
		if v, ok := values[c.column]; ok {
			parts = append(parts, visit.T(c.format, v.Text()))
		}
	}
	if v, ok := values["unit"]; ok {
		parts = append(parts, visit.T("Đơn vị: %s", visit.Units.Name(orgunit.ID(v.Int()))))
	}
	if v, ok := values["roles"]; ok {
		var roles []account.Role
		if json.Unmarshal([]byte(v.Text()), &roles) == nil {
			row := newAccountRow(visit, &account.Account{Roles: roles})
			parts = append(parts, visit.T("Vai trò: %s", row.RoleText()))
		}
	}
	return parts
}
