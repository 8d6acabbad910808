package till

import (
	"fmt"
	"iter"
	"net/http"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
)

// mostRows bounds lists that are not paged, on pages and in workbooks.
const mostRows = 20_000

const bookMime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// send writes a list as a workbook with its source.
func send(w http.ResponseWriter, r *http.Request, name, title string, columns []sheet.Column, rows iter.Seq[[]any]) error {
	v := web.VisitOf(r)
	for i := range columns {
		columns[i].Title = v.T(columns[i].Title)
	}
	source := sheet.Source(
		sheet.Pair{Key: v.T("Danh sách"), Value: v.T(title)}, sheet.Pair{Key: v.T("Bộ lọc"), Value: r.URL.RawQuery},
		sheet.Pair{Key: v.T("Thời điểm"), Value: vntext.Instant(v.At.In(calendar.Local))},
		sheet.Pair{Key: v.T("Người xuất"), Value: strings.TrimSuffix(v.User+", "+v.Visit.Unit, ", ")})
	w.Header().Set("Content-Type", bookMime)
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.xlsx"`, name))
	return sheet.Write(w, sheet.Book{Sheets: []sheet.Sheet{{Name: v.T(title), Columns: columns, Rows: rows}, source}})
}

// each makes rows of a list.
func each[T any](list []T, row func(T) []any) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, one := range list {
			if !yield(row(one)) {
				return
			}
		}
	}
}

// local is an instant on the province's clock, nothing for none.
func local(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.In(calendar.Local)
}
