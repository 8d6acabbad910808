package admin

import (
	"net/http"

	"cchc/domain/audit"
	"cchc/domain/orgunit"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// A workbook of the log holds at most mostEvents events, found in at most mostStretches
// looks: a search for what is rare must not read a whole log for it.
const (
	mostEvents    = 20_000
	mostStretches = 100
	eventsAtOnce  = 500
)

// exportLog is the log by the filter on the screen, from the position on the screen down.
func (m Log) exportLog(w http.ResponseWriter, r *http.Request) error {
	visit, form := web.VisitOf(r), layout.Form{Values: r.URL.Query()}
	q, err := m.search(r, form)
	if err != nil {
		return err
	}
	q.Limit = eventsAtOnce
	var broken error
	rows := func(yield func([]any) bool) {
		broken = m.each(r, q, func(e eventRow) bool {
			var leaf any // nothing while it waits for the seal
			if e.Leaf >= 0 {
				leaf = e.Leaf
			}
			return yield([]any{leaf, localTime(e.At), e.KindText, e.Label, e.What, e.Who, e.UnitName})
		})
	}
	columns := []sheet.Column{{Title: visit.T("Vị trí trong nhật ký"), Kind: sheet.Number, Width: 12}, {Title: visit.T("Lúc"), Width: 20}, {Title: visit.T("Loại"), Width: 22},
		{Title: visit.T("Đối tượng của sự kiện"), Width: 36}, {Title: visit.T("Việc"), Width: 30}, {Title: visit.T("Người làm"), Width: 26}, {Title: visit.T("Đơn vị"), Width: 36}}
	err = web.Workbook(w, visit, "nhat-ky.xlsx", []sheet.Sheet{{Name: visit.T("Nhật ký"), Columns: columns, Rows: rows}},
		sheet.Pair{Key: visit.T("Mã hồ sơ"), Value: form.Get("code")}, sheet.Pair{Key: visit.T("Loại"), Value: visit.T(kindNamed(q.Kind).title)},
		sheet.Pair{Key: visit.T("Việc"), Value: actTitle(visit, q.Kind, q.Act)}, sheet.Pair{Key: visit.T("Đơn vị"), Value: visit.Units.Name(orgunit.ID(q.Unit))},
		sheet.Pair{Key: visit.T("Số tài khoản"), Value: form.Get("by")}, sheet.Pair{Key: visit.T("Ngày"), Value: form.Get("day")})
	if broken != nil {
		return broken
	}
	return err
}

// each gives the events that a search finds, stretch after stretch, until one is not wanted.
func (m Log) each(r *http.Request, q audit.Search, use func(eventRow) bool) error {
	given := 0
	for range mostStretches {
		found, err := m.Ledger.Search(r.Context(), q)
		if err != nil {
			return err
		}
		rows, err := m.rows(r, found.Events)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if given++; given > mostEvents || !use(row) {
				return nil
			}
		}
		if q.Before = found.Next; found.Next <= 0 {
			return nil
		}
	}
	return nil
}
