package lateness

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
)

const (
	bookMime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	bookRows = 500 // read at once
)

// download is a workbook on its way. Its headers are set with its first byte: broken off,
// nothing is sent and the visitor gets the problem page.
type download struct {
	http.ResponseWriter
	name   string
	failed error
}

func (d *download) Write(b []byte) (int, error) {
	if d.failed != nil {
		return 0, d.failed
	}
	if head := d.Header(); head.Get("Content-Disposition") == "" {
		head.Set("Content-Type", bookMime)
		head.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.xlsx"`, d.name))
	}
	return d.ResponseWriter.Write(b)
}

// send writes the list with its source.
func (d *download) send(v *web.Visit, title string, columns []sheet.Column, query url.Values, rows func(func([]any) bool)) error {
	who := strings.TrimSuffix(v.User+", "+v.Visit.Unit, ", ")
	source := sheet.Source(
		sheet.Pair{Key: v.T("Danh sách"), Value: title}, sheet.Pair{Key: v.T("Bộ lọc"), Value: filterWords(query)},
		sheet.Pair{Key: v.T("Thời điểm"), Value: vntext.Instant(v.At.In(calendar.Local))}, sheet.Pair{Key: v.T("Người xuất"), Value: who})
	err := sheet.Write(d, sheet.Book{Sheets: []sheet.Sheet{{Name: v.T("Danh sách"), Columns: columns, Rows: rows}, source}})
	if d.failed != nil {
		return d.failed
	}
	return err
}

// filterWords is an address's query in words a person can follow.
func filterWords(query url.Values) string {
	var list []string
	for name, values := range query {
		if value := strings.Join(values, ", "); value != "" && name != "lang" && name != "after" {
			list = append(list, name+" = "+value)
		}
	}
	slices.Sort(list)
	return strings.Join(list, "; ")
}

func date(d calendar.Day) any {
	if d == 0 {
		return nil
	}
	return d
}
