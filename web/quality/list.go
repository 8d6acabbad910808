package quality

import (
	"iter"
	"net/http"
	"strconv"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/quality"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// faultList is the dossiers behind a number, and what to do about them.
type faultList struct {
	layout.Frame
	Title, Remedy string
	Scope         string
	Year          int
	Count         int64
	Rows          []faultRow
	Waited        bool // the list is about how long papers lay
	Pager         layout.Pager
	Table         string
}

type faultRow struct {
	quality.Row
	UnitName string
	Waited   string
	Href     string // the dossier, "" when the visitor may not open it
}

// Instants of a row as days, 0 for none.
func (r faultRow) ClosedDay() calendar.Day { return calendar.DayOf(r.Closed) }
func (r faultRow) HandedDay() calendar.Day { return calendar.DayOf(r.Handed) }

const (
	pageRows  = 50
	sheetRows = 1000
)

var listView = layout.Parse[faultList](files, "list.html")

func (p Pages) list(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	a, err := ask(r)
	if err == nil {
		a.Kind, err = quality.ParseKind(r.URL.Query().Get("kind"))
	}
	if err != nil {
		return err
	}
	page := faultList{Title: v.T(a.Kind.Title()), Remedy: v.T(a.Kind.Remedy()), Scope: a.scope(v), Year: a.year,
		Waited: a.Kind == quality.FiledLong, Table: path + "?year=" + strconv.Itoa(a.year)}
	page.Frame = layout.Frame{AsOf: v.At, Crumbs: []layout.Link{{Text: v.T("Chất lượng dữ liệu"), Href: page.Table}, {Text: page.Title}}}
	if page.Count, err = p.Office.Count(r.Context(), a.Query); err != nil {
		return err
	}
	a.Limit = pageRows + 1
	rows, err := p.Office.List(r.Context(), a.Query)
	if err != nil {
		return err
	}
	here := a.href(listPath, a.Kind, a.Unit)
	page.Pager = layout.Pager{Total: int(page.Count), Excel: a.href(listPath+xlsx, a.Kind, a.Unit)}
	if len(rows) > pageRows {
		rows = rows[:pageRows]
		page.Pager.Next = here + "&before=" + strconv.FormatInt(rows[pageRows-1].ID, 10)
	}
	if a.Before != 0 {
		page.Pager.First, page.Pager.Prev = here, here
	}
	for _, row := range rows {
		page.Rows = append(page.Rows, shown(v, row))
	}
	return listView.Render(w, r, http.StatusOK, page)
}

func (a asked) scope(v *web.Visit) string {
	if a.Unit == 0 {
		return v.T("Toàn tỉnh")
	}
	return v.Units.Name(a.Unit)
}

func shown(v *web.Visit, row quality.Row) faultRow {
	out := faultRow{Row: row, UnitName: v.Units.Name(row.Unit)}
	if !row.Filed.IsZero() {
		out.Waited = hours(v, row.Lag)
	}
	if v.May(account.ReadDossier, row.Unit) {
		out.Href = "/desk/dossiers/" + row.Code
	}
	return out
}

// listBook is the whole list as a workbook, read page by page.
func (p Pages) listBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	a, err := ask(r)
	if err == nil {
		a.Kind, err = quality.ParseKind(r.URL.Query().Get("kind"))
	}
	if err != nil {
		return err
	}
	out := unbroken{ResponseWriter: w}
	instant := func(title string) sheet.Column { return sheet.Column{Title: v.T(title), Kind: sheet.Instant} }
	table := sheet.Sheet{Name: v.T(a.Kind.Title()), Rows: p.every(r, a, &out.failed), Columns: []sheet.Column{
		{Title: v.T("Mã hồ sơ"), Width: 24}, {Title: v.T("Thủ tục"), Width: 40}, {Title: v.T("Đơn vị"), Width: 32}, instant("Thời điểm nộp"), instant("Nhận lúc"),
		{Title: v.T("Từ nộp đến tiếp nhận (phút làm việc)"), Kind: sheet.Number}, {Title: v.T("Hẹn trả"), Kind: sheet.Date}, instant("Xong lúc"), instant("Đã trả"),
	}}
	err = web.Workbook(&out, v, "du-lieu-"+a.Kind.Name()+xlsx, []sheet.Sheet{table}, span(v, a.Span),
		sheet.Pair{Key: v.T("Phạm vi"), Value: a.scope(v)}, sheet.Pair{Key: v.T("Việc phải làm"), Value: v.T(a.Kind.Remedy())})
	if err != nil {
		w.Header().Del("Content-Disposition")
	}
	return err
}

// unbroken sends a workbook whose rows were all read, or nothing.
type unbroken struct {
	http.ResponseWriter
	failed error
}

func (u *unbroken) Write(b []byte) (int, error) {
	if u.failed != nil {
		return 0, u.failed
	}
	return u.ResponseWriter.Write(b)
}

func (p Pages) every(r *http.Request, a asked, failed *error) iter.Seq[[]any] {
	v := web.VisitOf(r)
	a.Limit, a.Before = sheetRows, 0
	return func(yield func([]any) bool) {
		for {
			rows, err := p.Office.List(r.Context(), a.Query)
			if err != nil {
				*failed = err
				return
			}
			for _, d := range rows {
				var lag, due any
				if !d.Filed.IsZero() {
					lag = d.Lag
				}
				if d.Due != 0 {
					due = d.Due
				}
				if !yield([]any{d.Code, d.Name, v.Units.Name(d.Unit), local(d.Filed), local(d.Received), lag, due, local(d.Closed), local(d.Handed)}) {
					return
				}
			}
			if len(rows) < sheetRows {
				return
			}
			a.Before = rows[len(rows)-1].ID
		}
	}
}

// local is an instant on the province's clocks, an empty cell for none.
func local(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.In(calendar.Local)
}
