package admin

import (
	"net/http"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// listed are the units that the address asks for: the tree, or what a search finds in it.
func listed(visit *web.Visit, form layout.Form) []unitRow {
	if form.Get("q")+form.Get("level")+form.Get("block") == "" {
		return unitTree(visit, form.Get("ended") != "")
	}
	return findUnits(visit, form)
}

// exportUnits is the list on the screen as a workbook.
func (m Units) exportUnits(w http.ResponseWriter, r *http.Request) error {
	visit, form := web.VisitOf(r), layout.Form{Values: r.URL.Query()}
	units := listed(visit, form)
	rows := func(yield func([]any) bool) {
		for _, u := range units {
			var ended any // nothing while it lives
			if u.Last != 0 {
				ended = u.Last
			}
			if !yield([]any{u.Indent + u.Name, u.Code, u.Old, u.LevelText, u.Kind, u.From, ended}) {
				return
			}
		}
	}
	columns := []sheet.Column{{Title: visit.T("Tên"), Width: 44}, {Title: visit.T("Mã"), Width: 18}, {Title: visit.T("Mã theo thứ tự cũ"), Width: 18},
		{Title: visit.T("Cấp"), Width: 14}, {Title: visit.T("Khối"), Width: 24}, {Title: visit.T("Từ ngày"), Kind: sheet.Date}, {Title: visit.T("Đến hết ngày"), Kind: sheet.Date}}
	source := sheet.Source(
		sheet.Pair{Key: visit.T("Tìm"), Value: form.Get("q")},
		sheet.Pair{Key: visit.T("Cấp"), Value: known(orgunit.Levels, form.Get("level"), orgunit.Level.Name, visit)},
		sheet.Pair{Key: visit.T("Khối"), Value: known(blocks, form.Get("block"), orgunit.Block.Title, visit)},
		sheet.Pair{Key: visit.T("Lúc"), Value: visit.At.In(calendar.Local).Format("15:04 02/01/2006")},
		sheet.Pair{Key: visit.T("Người xuất"), Value: visit.Account.Name},
	)
	head := w.Header()
	head.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	head.Set("Content-Disposition", `attachment; filename="don-vi.xlsx"`)
	return sheet.Write(w, sheet.Book{Sheets: []sheet.Sheet{{Name: visit.T("Đơn vị"), Columns: columns, Rows: rows}, source}})
}

// known is a filter's value in words, as it was typed when it is none of the list.
func known[T ~string](list []T, typed string, name func(T) string, visit *web.Visit) string {
	if !slices.Contains(list, T(typed)) {
		return typed
	}
	return visit.T(name(T(typed)))
}
