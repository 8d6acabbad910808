package admin

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// mostExported bounds a workbook; a province has some thousands of accounts.
const mostExported = 20_000

// exportList is the list on the screen, all its pages, as a workbook.
func (m Accounts) exportList(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	q := query(visit, form)
	q.After, q.Before, q.Limit = 0, 0, mostExported
	found, err := m.Staff.List(r.Context(), q)
	if err != nil {
		return err
	}
	rows := func(yield func([]any) bool) {
		for _, a := range found.Rows {
			row := newAccountRow(visit, a)
			if !yield([]any{a.Name, a.Login, a.Title, row.Unit, row.RoleText(), row.StateText()}) {
				return
			}
		}
	}
	columns := []sheet.Column{{Title: visit.T("Họ tên"), Width: 28}, {Title: visit.T("Tên đăng nhập"), Width: 18}, {Title: visit.T("Chức danh"), Width: 24},
		{Title: visit.T("Đơn vị"), Width: 40}, {Title: visit.T("Vai trò"), Width: 36}, {Title: visit.T("Tình trạng"), Width: 24}}
	source := sheet.Source(
		sheet.Pair{Key: visit.T("Tìm"), Value: form.Get("q")},
		sheet.Pair{Key: visit.T("Đơn vị"), Value: visit.Units.Name(q.Unit)},
		sheet.Pair{Key: visit.T("Vai trò"), Value: visit.T(account.Role(form.Get("role")).Title())},
		sheet.Pair{Key: visit.T("Lúc"), Value: visit.At.In(calendar.Local).Format("15:04 02/01/2006")},
		sheet.Pair{Key: visit.T("Người xuất"), Value: visit.Account.Name},
	)
	head := w.Header()
	head.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	head.Set("Content-Disposition", `attachment; filename="tai-khoan.xlsx"`)
	return sheet.Write(w, sheet.Book{Sheets: []sheet.Sheet{{Name: visit.T("Tài khoản"), Columns: columns, Rows: rows}, source}})
}
