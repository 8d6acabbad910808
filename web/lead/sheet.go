package lead

import (
	"fmt"
	"iter"
	"net/http"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
)

var zone = calendar.Local

// punctualitySheet is the table of the page as a workbook, in the order of the screen.
func (p Pages) punctualitySheet(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	c, err := choose(r.URL.Query(), v)
	if err != nil {
		return err
	}
	by := c.lines()
	lines, err := p.Figures.Table(r.Context(), c.query(false), by)
	if err != nil {
		return err
	}
	total := figure.Line{Name: v.T("Toàn tỉnh"), Tally: figure.Sum(lines)}
	rows := append([]row{c.rowOf(total)}, c.rows(lines, by)...)
	table := sheet.Sheet{Name: v.T("Đúng hạn"), Rows: sheetRows(rows), Columns: []sheet.Column{
		{Title: v.T(lineTitles[by]), Width: 48}, {Title: v.T("Tỷ lệ"), Kind: sheet.Decimal, Decimals: c.rounding.Decimals},
		{Title: v.T("Tử số"), Kind: sheet.Number}, {Title: v.T("Mẫu số"), Kind: sheet.Number}, {Title: v.T("Trễ"), Kind: sheet.Number},
		{Title: v.T("Trễ trên 1.000"), Kind: sheet.Decimal, Decimals: c.rounding.Decimals},
	}}
	source := append(c.source(v), sheet.Pair{Key: v.T("Cách tính"), Value: c.formula.Explain(total.Tally, c.rounding, c.period)})
	return sheet.Write(&download{ResponseWriter: w, name: "dung-han"}, sheet.Book{Sheets: []sheet.Sheet{table, sheet.Source(source...)}})
}

func sheetRows(rows []row) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, r := range rows {
			if !yield([]any{r.Name, r.Percent, r.Num.N, r.Den.N, r.Missing.N, r.Rate}) {
				return
			}
		}
	}
}

// sheetPage is how many dossiers are read at once for a workbook.
const sheetPage = 1000

// listSheet is the whole list as a workbook.
func (p Pages) listSheet(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	c, err := choose(r.URL.Query(), v)
	if err != nil {
		return err
	}
	of, err := figure.ParseCondition(r.URL.Query().Get("figure"))
	if err != nil {
		return err
	}
	var failed error
	table := sheet.Sheet{Name: v.T(of.Title()), Rows: p.everyRow(r, c, of, &failed), Columns: []sheet.Column{
		{Title: v.T("Mã hồ sơ"), Width: 24}, {Title: v.T("Thủ tục"), Width: 40}, {Title: v.T("Đơn vị"), Width: 32}, {Title: v.T("Người nộp"), Width: 24},
		{Title: v.T("Nhận lúc"), Kind: sheet.Instant}, {Title: v.T("Hẹn trả"), Kind: sheet.Instant}, {Title: v.T("Xong lúc"), Kind: sheet.Instant},
		{Title: v.T("Trễ (ngày)"), Kind: sheet.Number},
	}}
	source := append(c.source(v), sheet.Pair{Key: v.T("Danh sách"), Value: v.T(of.Title())})
	book := sheet.Book{Sheets: []sheet.Sheet{table, sheet.Source(source...)}}
	return sheet.Write(&download{ResponseWriter: w, name: string(of), failed: &failed}, book)
}

// everyRow reads a list page by page; an error ends it and stands in failed.
func (p Pages) everyRow(r *http.Request, c choice, of figure.Condition, failed *error) iter.Seq[[]any] {
	v := web.VisitOf(r)
	return func(yield func([]any) bool) {
		page := figure.Page{Limit: sheetPage}
		for {
			rows, err := p.Lists.List(r.Context(), c.query(false), of, page)
			var shown []listRow
			if err == nil {
				shown, err = p.shown(r.Context(), rows, v)
			}
			if err != nil {
				*failed = err
				return
			}
			for _, d := range shown {
				if !yield([]any{d.Code, d.Name, d.UnitName, d.Person, local(d.Received), local(d.DueBy), local(d.Closed), d.LateDays}) {
					return
				}
			}
			if len(rows) < sheetPage {
				return
			}
			page.After = rows[len(rows)-1].Key
		}
	}
}

// local is an instant on the province's clocks, an empty cell for none.
func local(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.In(zone)
}

// source is the sheet "Nguồn": what was filtered, as of when, by whom.
func (c choice) source(v *web.Visit) []sheet.Pair {
	pairs := []sheet.Pair{
		{Key: v.T("Kỳ"), Value: periodWords(v, c.period)}, {Key: v.T("Số liệu đến"), Value: vntext.Instant(c.period.LastSecond().In(zone))},
		{Key: v.T("Công thức"), Value: v.T(c.formula.Title())}, {Key: v.T("Làm tròn"), Value: fmt.Sprintf("%s, %d", v.T(c.rounding.Title()), c.rounding.Decimals)},
	}
	for _, words := range c.scopeWords(v) {
		pairs = append(pairs, sheet.Pair{Key: v.T("Phạm vi"), Value: words})
	}
	if c.recast != 0 {
		pairs = append(pairs, sheet.Pair{Key: v.T("Bản đồ"), Value: v.T("Số liệu đơn vị cũ đứng ở đơn vị kế thừa.")})
	}
	return append(pairs, sheet.Pair{Key: v.T("Xuất lúc"), Value: vntext.Instant(v.At.In(zone))}, sheet.Pair{Key: v.T("Người xuất"), Value: v.User})
}

// download is an answer that is kept as a file. Its headers are set with its first byte:
// a workbook is made whole before it is sent, and when its rows could not all be read the
// visitor gets the page that says so instead.
type download struct {
	http.ResponseWriter
	name   string
	failed *error
}

func (d *download) Write(b []byte) (int, error) {
	if d.failed != nil && *d.failed != nil {
		return 0, *d.failed
	}
	if head := d.Header(); head.Get("Content-Disposition") == "" {
		head.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
		head.Set("Content-Disposition", `attachment; filename="`+d.name+xlsx+`"`)
	}
	return d.ResponseWriter.Write(b)
}
