package quality

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"cchc/domain/orgunit"
	"cchc/domain/quality"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// overview is how many faults of each kind there are, and where.
type overview struct {
	layout.Frame
	Year  int
	Years []layout.Option
	Kinds []kindRow
	Total unitRow
	Rows  []unitRow
	Limit int // working days between filing and receipt
	Lags  []lagRow
	Excel string
}

// kindRow says what a kind is and what to do.
type kindRow struct{ Title, Remedy string }

type unitRow struct {
	Name  string
	Cells []cell
	unit  orgunit.ID
}

type cell struct {
	N    int64
	Href string
}

type lagRow struct {
	Name, Median string
	Filed        int64
	Over         cell
}

var overviewView = layout.Parse[overview](files, "overview.html")

func (p Pages) overview(w http.ResponseWriter, r *http.Request) error {
	a, page, err := p.found(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	page.Frame = layout.Frame{AsOf: v.At, Note: v.T("Nguồn: nhật ký hồ sơ"), Crumbs: []layout.Link{{Text: v.T("Số liệu"), Href: "/lead"}, {Text: v.T("Chất lượng dữ liệu")}}}
	page.Excel = fmt.Sprintf("%s?year=%d", path+xlsx, a.year)
	return overviewView.Render(w, r, http.StatusOK, page)
}

// found reads what page and workbook show.
func (p Pages) found(r *http.Request) (a asked, page overview, err error) {
	v := web.VisitOf(r)
	if a, err = ask(r); err != nil {
		return a, page, err
	}
	counts, err := p.Office.Counts(r.Context(), a.Span, a.Today)
	if err != nil {
		return a, page, err
	}
	lags, err := p.Office.Lags(r.Context(), a.Span)
	if err != nil {
		return a, page, err
	}
	page = overview{Year: a.year, Years: a.years(), Limit: quality.LimitOn((min(a.Today, a.Until-1)).Start()).Workdays}
	for _, kind := range quality.Kinds {
		page.Kinds = append(page.Kinds, kindRow{v.T(kind.Title()), v.T(kind.Remedy())})
	}
	page.Total, page.Rows = a.table(v, counts)
	for _, l := range lags {
		row := lagRow{Name: v.T("Toàn tỉnh"), Median: hours(v, l.Median), Filed: l.Filed, Over: a.cell(quality.FiledLong, l.Unit, l.Over)}
		if l.Unit != 0 {
			row.Name = v.Units.Name(l.Unit)
		}
		page.Lags = append(page.Lags, row)
	}
	return a, page, nil
}

// table is a line for each office that has any fault, by its name, and their sum.
func (a asked) table(v *web.Visit, counts []quality.Count) (total unitRow, rows []unitRow) {
	sums, all := map[orgunit.ID]map[quality.Kind]int64{}, map[quality.Kind]int64{}
	for _, c := range counts {
		if sums[c.Unit] == nil {
			sums[c.Unit] = map[quality.Kind]int64{}
		}
		sums[c.Unit][c.Kind] += c.N
		all[c.Kind] += c.N
	}
	for unit, n := range sums {
		rows = append(rows, a.row(v.Units.Name(unit), unit, n))
	}
	slices.SortFunc(rows, func(x, y unitRow) int {
		return cmp.Or(cmp.Compare(sum(y), sum(x)), cmp.Compare(x.Name, y.Name), cmp.Compare(x.unit, y.unit))
	})
	return a.row(v.T("Toàn tỉnh"), 0, all), rows
}

func sum(r unitRow) (n int64) {
	for _, c := range r.Cells {
		n += c.N
	}
	return n
}

func (a asked) row(name string, unit orgunit.ID, n map[quality.Kind]int64) unitRow {
	row := unitRow{Name: name, unit: unit}
	for _, kind := range quality.Kinds {
		row.Cells = append(row.Cells, a.cell(kind, unit, n[kind]))
	}
	return row
}

func (a asked) cell(kind quality.Kind, unit orgunit.ID, n int64) cell {
	if n == 0 {
		return cell{}
	}
	return cell{n, a.href(listPath, kind, unit)}
}

// hours is working minutes in the words of an office.
func hours(v *web.Visit, minutes int) string { return v.T("%d giờ %d phút", minutes/60, minutes%60) }

// overviewBook is the table as a workbook, and how long papers lay.
func (p Pages) overviewBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	a, page, err := p.found(r)
	if err != nil {
		return err
	}
	columns := []sheet.Column{{Title: v.T("Đơn vị"), Width: 40}}
	for _, k := range page.Kinds {
		columns = append(columns, sheet.Column{Title: k.Title, Kind: sheet.Number})
	}
	faults := sheet.Sheet{Name: v.T("Chất lượng dữ liệu"), Columns: columns, Rows: func(yield func([]any) bool) {
		for _, row := range append([]unitRow{page.Total}, page.Rows...) {
			cells := []any{row.Name}
			for _, c := range row.Cells {
				cells = append(cells, c.N)
			}
			if !yield(cells) {
				return
			}
		}
	}}
	waits := sheet.Sheet{Name: v.T("Từ nộp đến tiếp nhận"), Columns: []sheet.Column{
		{Title: v.T("Đơn vị"), Width: 40}, {Title: v.T("Hồ sơ biết giờ nộp"), Kind: sheet.Number}, {Title: v.T("Trung vị")}, {Title: v.T("Quá mức"), Kind: sheet.Number},
	}, Rows: func(yield func([]any) bool) {
		for _, row := range page.Lags {
			if !yield([]any{row.Name, row.Filed, row.Median, row.Over.N}) {
				return
			}
		}
	}}
	return web.Workbook(w, v, "chat-luong-du-lieu.xlsx", []sheet.Sheet{faults, waits}, span(v, a.Span))
}

// span is the days of a workbook, for its source.
func span(v *web.Visit, s quality.Span) sheet.Pair {
	return sheet.Pair{Key: v.T("Tiếp nhận"), Value: s.From.Vietnamese() + "–" + (s.Until - 1).Vietnamese()}
}
