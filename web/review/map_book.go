package review

import (
	"net/http"

	"cchc/domain/refusal"
	"cchc/domain/review"
	"cchc/kit/sheet"
	"cchc/web"
)

// chartBook is the map as a workbook: times in whole minutes, so that they can be added.
func (p Pages) chartBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	d, rules, err := p.ordered(r)
	if err != nil {
		return err
	}
	if d.Chart == nil {
		return refusal.TooEarlyOrLate("Bản đồ chưa vẽ xong.")
	}
	tables := []sheet.Sheet{stepSheet(v, d.Chart), waySheet(v, d.Chart), paperSheet(v, d.Chart)}
	return web.Workbook(w, v, "ban-do-quy-trinh.xlsx", tables,
		sheet.Pair{Key: v.T("Quy trình"), Value: flowName(rules, d.Workflow)},
		sheet.Pair{Key: v.T("Hồ sơ xong từ"), Value: d.From.Vietnamese()}, sheet.Pair{Key: v.T("đến hết"), Value: (d.To - 1).Vietnamese()})
}

func numbers(titles ...string) (columns []sheet.Column) {
	for _, title := range titles {
		columns = append(columns, sheet.Column{Title: title, Kind: sheet.Number})
	}
	return columns
}

func stepSheet(v *web.Visit, c *review.Chart) sheet.Sheet {
	columns := append([]sheet.Column{{Title: v.T("Bước"), Kind: sheet.Number}, {Title: v.T("Nội dung"), Width: 44}, {Title: v.T("Vai trò"), Width: 20}},
		numbers(v.T("Được phép (phút)"), v.T("Số lượt"), v.T("Trung vị (phút)"), v.T("Chín phần mười (phút)"), v.T("Cộng (phút)"),
			v.T("Lượt quá thời gian"), v.T("Chờ nhận, trung vị (phút)"), v.T("Lượt làm lại"), v.T("Làm lại (phút)"))...)
	return sheet.Sheet{Name: v.T("Các bước"), Columns: columns, Rows: func(yield func([]any) bool) {
		for _, s := range c.Steps {
			var wait any
			if s.Wait.N > 0 {
				wait = s.Wait.Median
			}
			if !yield([]any{s.No, s.Content, v.T(s.Role.Title()), s.Allowed, s.Visits.N, s.Visits.Median, s.Visits.Ninth, s.Visits.Sum, s.Late, wait, s.Again.N, s.Again.Sum}) {
				return
			}
		}
	}}
}

func waySheet(v *web.Visit, c *review.Chart) sheet.Sheet {
	columns := append(numbers(v.T("Từ bước"), v.T("Đến bước"), v.T("Số lần")), sheet.Column{Title: v.T("Trả lại"), Width: 10})
	return sheet.Sheet{Name: v.T("Đường đi"), Columns: columns, Rows: func(yield func([]any) bool) {
		for _, way := range c.Ways {
			back := ""
			if way.Back {
				back = v.T("có")
			}
			if !yield([]any{way.From, way.To, way.N, back}) {
				return
			}
		}
	}}
}
