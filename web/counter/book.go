package counter

import (
	"net/http"

	"cchc/domain/calendar"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
)

// send answers with a table as a workbook and its source.
func send(w http.ResponseWriter, v *web.Visit, name string, list sheet.Sheet, about ...sheet.Pair) error {
	about = append(about, sheet.Pair{Key: v.T("Thời điểm"), Value: vntext.Instant(v.At.In(calendar.Local))}, sheet.Pair{Key: v.T("Người xuất"), Value: v.User + ", " + v.Visit.Unit})
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.xlsx"`)
	return sheet.Write(w, sheet.Book{Sheets: []sheet.Sheet{list, sheet.Source(about...)}})
}
