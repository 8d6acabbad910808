package web

import (
	"net/http"

	"cchc/domain/calendar"
	"cchc/kit/sheet"
)

// Workbook sends tables as a workbook with the sheet "Nguồn": what was filtered, when, by whom.
func Workbook(w http.ResponseWriter, v *Visit, file string, tables []sheet.Sheet, filters ...sheet.Pair) error {
	source := append(filters, sheet.Pair{Key: v.T("Lúc"), Value: v.At.In(calendar.Local).Format("15:04 02/01/2006")})
	if v.Account != nil {
		source = append(source, sheet.Pair{Key: v.T("Người xuất"), Value: v.Account.Name})
	}
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="`+file+`"`)
	return sheet.Write(w, sheet.Book{Sheets: append(tables, sheet.Source(source...))})
}
