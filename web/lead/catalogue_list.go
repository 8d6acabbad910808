package lead

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// heldRow is a procedure of a list, or one workflow of it.
type heldRow struct{ Code, Name, Field, Flow, Basis, Href string }

// heldList is what a number of the form counts.
type heldList struct {
	layout.Frame
	Title string
	Scope string
	Day   calendar.Day
	Flows bool // the rows are workflows
	Count int
	Rows  []heldRow
	Pager layout.Pager
	Table string
}

var heldView = layout.Parse[heldList](files, "catalogue_list.html")

// held reads what is behind a number: its rows are as many as it says.
func (p Pages) held(r *http.Request) (h holdings, page heldList, err error) {
	v, values := web.VisitOf(r), r.URL.Query()
	if h, err = p.holdings(r.Context(), r); err != nil {
		return h, page, err
	}
	what, level, field := procedure.Counted(values.Get("what")), orgunit.Level(values.Get("level")), values.Get("field")
	if !slices.Contains(procedure.CountedAll, what) || !slices.Contains(orgunit.Levels, level) {
		return h, page, refusal.Missing("Không có danh sách này.")
	}
	page = heldList{Title: v.T(what.Title()), Scope: v.T(level.Name()), Day: h.day, Flows: what == procedure.Approved, Table: cataloguePath + "?day=" + h.day.String()}
	if field != "" {
		page.Scope += ", " + field
	}
	for _, one := range h.list {
		if field == "" || one.Field == field {
			page.add(one, what, level)
		}
	}
	page.Count = len(page.Rows)
	page.Pager.Excel = asking(catalogueListPath+xlsx, values, "")
	page.Frame = layout.Frame{AsOf: v.At, Crumbs: []layout.Link{{Text: "II.07b", Href: page.Table}, {Text: page.Title}}}
	return h, page, nil
}

func (page *heldList) add(one procedure.Holding, what procedure.Counted, level orgunit.Level) {
	row := heldRow{Code: one.Code, Name: one.Name, Field: one.Field, Href: "/admin/procedures/" + one.Code}
	for i := range one.Counts(what, level) {
		if page.Flows {
			flow := one.Flows[i]
			row.Flow, row.Basis, row.Href = flow.Name, flow.Basis, fmt.Sprintf("/admin/workflows/%d", flow.ID)
		}
		page.Rows = append(page.Rows, row)
	}
}

func (p Pages) catalogueList(w http.ResponseWriter, r *http.Request) error {
	_, page, err := p.held(r)
	if err != nil {
		return err
	}
	values := r.URL.Query()
	no, _ := strconv.Atoi(values.Get("page"))
	start := min(max(no, 0)*pageRows, page.Count)
	to := func(n int) string { return asking(catalogueListPath, values, strconv.Itoa(n)) }
	page.Pager.From, page.Pager.To, page.Pager.Total = start+1, min(start+pageRows, page.Count), page.Count
	if page.Pager.To < page.Count {
		page.Pager.Next = to(no + 1)
	}
	if start > 0 {
		page.Pager.Prev, page.Pager.First = to(no-1), to(0)
	}
	page.Rows = page.Rows[start:page.Pager.To]
	if units, all := web.VisitOf(r).Reach(account.ReadRules); !all && len(units) == 0 {
		for i := range page.Rows {
			page.Rows[i].Href = ""
		}
	}
	return heldView.Render(w, r, http.StatusOK, page)
}

// asking is the address of a list's page, "" for the list as a whole.
func asking(path string, values url.Values, page string) string {
	values = maps.Clone(values)
	values.Del("page")
	if page != "" {
		values.Set("page", page)
	}
	return address(path, values)
}

// catalogueSheet is the form as a workbook.
func (p Pages) catalogueSheet(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	h, err := p.holdings(r.Context(), r)
	if err != nil {
		return err
	}
	levels := h.levels()
	columns := []sheet.Column{{Title: v.T("TT"), Kind: sheet.Number}, {Title: v.T("Lĩnh vực"), Width: 40}}
	for _, level := range levels {
		for _, what := range procedure.CountedAll {
			columns = append(columns, sheet.Column{Title: v.T(level.Name()) + ": " + v.T(what.Title()), Kind: sheet.Number})
		}
	}
	table := sheet.Sheet{Name: "II.07b", Columns: columns, Rows: func(yield func([]any) bool) {
		for i, field := range append(h.fields(), "") {
			row := []any{i + 1, field}
			if field == "" {
				row = []any{nil, v.T("Tổng cộng")}
			}
			for _, cell := range h.line(field, field, levels).Cells {
				row = append(row, cell.N)
			}
			if !yield(row) {
				return
			}
		}
	}}
	return web.Workbook(w, v, "bieu-II.07b"+xlsx, []sheet.Sheet{table}, catalogueSource(v, h)...)
}

// catalogueListSheet is a list as a workbook.
func (p Pages) catalogueListSheet(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	h, page, err := p.held(r)
	if err != nil {
		return err
	}
	table := sheet.Sheet{Name: page.Title, Columns: []sheet.Column{
		{Title: v.T("Mã thủ tục")}, {Title: v.T("Thủ tục"), Width: 60}, {Title: v.T("Lĩnh vực"), Width: 30}, {Title: v.T("Quy trình"), Width: 40}, {Title: v.T("Căn cứ"), Width: 30},
	}, Rows: func(yield func([]any) bool) {
		for _, row := range page.Rows {
			if !yield([]any{row.Code, row.Name, row.Field, row.Flow, row.Basis}) {
				return
			}
		}
	}}
	source := append(catalogueSource(v, h), sheet.Pair{Key: v.T("Danh sách"), Value: page.Title}, sheet.Pair{Key: v.T("Phạm vi"), Value: page.Scope})
	return web.Workbook(w, v, "II.07b-danh-sach"+xlsx, []sheet.Sheet{table}, source...)
}

func catalogueSource(v *web.Visit, h holdings) []sheet.Pair {
	return []sheet.Pair{{Key: v.T("Danh mục ngày"), Value: h.day.Vietnamese()}, {Key: v.T("Căn cứ"), Value: v.T(catalogueBasis)}, {Key: v.T("Ghi chú"), Value: v.T(catalogueNote)}}
}
