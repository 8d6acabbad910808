package notify

import (
	"net/http"

	"cchc/domain/calendar"
	"cchc/domain/notify"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// A workbook is read from the store a slice at a time, up to mostExported rows.
const (
	sliceExported = 2000
	mostExported  = 200_000
)

// exportList is the outbox by the filter on the screen, as a workbook. Addresses stay masked.
func (p Pages) exportList(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	q := query(visit, form)
	q.After, q.Before, q.Limit = 0, 0, sliceExported
	var broken error
	rows := func(yield func([]any) bool) {
		for seen, more := 0, true; more && seen < mostExported; {
			var found notify.Listing
			if found, broken = p.Outbox.List(r.Context(), q); broken != nil {
				return
			}
			for _, m := range found.Rows {
				if !yield(cells(visit, m)) {
					return
				}
				q.After = m.ID
			}
			seen, more = seen+len(found.Rows), found.Next
		}
	}
	columns := []sheet.Column{{Title: visit.T("Lúc"), Width: 18}, {Title: visit.T("Mã hồ sơ"), Width: 22}, {Title: visit.T("Việc báo"), Width: 30}, {Title: visit.T("Trạng thái"), Width: 24},
		{Title: visit.T("Kênh"), Width: 16}, {Title: visit.T("Đến"), Width: 28}, {Title: visit.T("Nơi gửi"), Width: 14}, {Title: visit.T("Ghi chú"), Width: 50}}
	source := sheet.Source(
		sheet.Pair{Key: visit.T("Tìm"), Value: form.Get("q")},
		sheet.Pair{Key: visit.T("Trạng thái"), Value: chosen(visit, notify.State(form.Get("state")).Title())},
		sheet.Pair{Key: visit.T("Kênh"), Value: chosen(visit, notify.Channel(form.Get("channel")).Title())},
		sheet.Pair{Key: visit.T("Nơi gửi"), Value: form.Get("provider")},
		sheet.Pair{Key: visit.T("Lúc"), Value: visit.At.In(calendar.Local).Format("15:04 02/01/2006")},
		sheet.Pair{Key: visit.T("Người xuất"), Value: visit.Account.Name},
	)
	head := w.Header()
	head.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	head.Set("Content-Disposition", `attachment; filename="tin-nhan.xlsx"`)
	err = sheet.Write(w, sheet.Book{Sheets: []sheet.Sheet{{Name: visit.T("Tin nhắn"), Columns: columns, Rows: rows}, source}})
	if broken != nil {
		return broken
	}
	return err
}

func cells(visit *web.Visit, m notify.Message) []any {
	r := newRow(visit, m)
	return []any{m.Queued.In(calendar.Local).Format("15:04 02/01/2006"), m.Code, r.Occasion, visit.T(m.State.Title()), r.Channel, r.Address, m.Provider, r.Said}
}

// chosen is what a filter was set to, nothing where it was not.
func chosen(visit *web.Visit, title string) string {
	if title == "" {
		return ""
	}
	return visit.T(title)
}
