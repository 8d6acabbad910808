package review

import (
	"fmt"
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/review"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

type proposalsPage struct {
	layout.Frame
	Tabs  []layout.Link
	Year  int
	Years []layout.Link
	Rows  []proposalRow
	Lines []review.Line
	Sum   review.Line
	By    string // what the report is grouped by
	Ways  []layout.Link
	May   bool
	Excel string
}

type proposalRow struct {
	*review.Proposal
	Name, Unit, Means, Status string
	Saves                     int64
}

var proposalsView = layout.Parse[proposalsPage](files, "proposals.html", "tabs.html")

// groups of the report: what a proposal is counted under.
var groups = []struct{ key, title string }{{"field", "Lĩnh vực"}, {"unit", "Đơn vị"}, {"means", "Cách đơn giản hóa"}}

// ofYear is the year of the address and its proposals.
func (p Pages) ofYear(r *http.Request) (int, []*review.Proposal, Rules, error) {
	year, _, _ := calendar.DayOf(web.VisitOf(r).At).Date()
	if n, err := strconv.Atoi(r.URL.Query().Get("year")); err == nil && n > 0 && n < 10_000 {
		year = n
	}
	rules, err := p.Rules(r.Context())
	if err != nil {
		return year, nil, nil, err
	}
	list, err := p.Office.OfYear(r.Context(), year)
	return year, list, rules, err
}

func (p Pages) proposals(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	year, list, rules, err := p.ofYear(r)
	if err != nil {
		return err
	}
	years, err := p.Office.Years(r.Context())
	if err != nil {
		return err
	}
	page := proposalsPage{
		Frame: layout.Frame{AsOf: v.At}, Tabs: tabs(v, "/review/proposals"), Year: year, By: groupOf(r),
		May: v.May(account.WriteReview, v.Account.Unit), Excel: fmt.Sprintf("/review/proposals.xlsx?year=%d&by=%s", year, groupOf(r)),
	}
	for _, y := range years {
		page.Years = append(page.Years, layout.Link{Text: strconv.Itoa(y), Href: fmt.Sprintf("/review/proposals?year=%d", y), Here: y == year})
	}
	for _, g := range groups {
		page.Ways = append(page.Ways, layout.Link{Text: v.T(g.title), Href: fmt.Sprintf("/review/proposals?year=%d&by=%s", year, g.key), Here: g.key == page.By})
	}
	for _, one := range list {
		page.Rows = append(page.Rows, newProposalRow(v, rules, one))
	}
	page.Lines, page.Sum = review.Report(list, grouped(v, rules, page.By))
	return proposalsView.Render(w, r, http.StatusOK, page)
}

func groupOf(r *http.Request) string {
	asked := r.URL.Query().Get("by")
	for _, g := range groups {
		if g.key == asked {
			return asked
		}
	}
	return groups[0].key
}

// grouped names what a proposal is counted under.
func grouped(v *web.Visit, rules Rules, by string) func(*review.Proposal) string {
	return func(p *review.Proposal) string {
		switch by {
		case "unit":
			return v.Units.Name(p.Unit)
		case "means":
			return v.T(p.Means.Title())
		}
		if version := latest(rules, p.Procedure); version != nil {
			return version.Field
		}
		return v.T("Không rõ lĩnh vực")
	}
}

func newProposalRow(v *web.Visit, rules Rules, p *review.Proposal) proposalRow {
	before, after := p.Planned()
	return proposalRow{Proposal: p, Name: procedureName(rules, p.Procedure), Unit: v.Units.Name(p.Unit), Means: v.T(p.Means.Title()), Status: v.T(p.State.Title()), Saves: before - after}
}

// proposalBook is the list and the report of a year as a workbook.
func (p Pages) proposalBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	year, list, rules, err := p.ofYear(r)
	if err != nil {
		return err
	}
	lines, sum := review.Report(list, grouped(v, rules, groupOf(r)))
	sum.Key = v.T("Tổng cộng")
	return web.Workbook(w, v, fmt.Sprintf("don-gian-hoa-%d.xlsx", year),
		[]sheet.Sheet{proposalSheet(v, rules, list), reportSheet(v, append(lines, sum))},
		sheet.Pair{Key: v.T("Năm rà soát"), Value: strconv.Itoa(year)})
}

func proposalSheet(v *web.Visit, rules Rules, list []*review.Proposal) sheet.Sheet {
	columns := []sheet.Column{{Title: v.T("Mã thủ tục"), Width: 14}, {Title: v.T("Tên thủ tục"), Width: 44}, {Title: v.T("Phương án"), Width: 44}, {Title: v.T("Cách đơn giản hóa"), Width: 26},
		{Title: v.T("Đơn vị"), Width: 30}, {Title: v.T("Tình trạng"), Width: 16}, {Title: v.T("Số quyết định"), Width: 18}}
	columns = append(columns, numbers(v.T("Hồ sơ một năm"), v.T("Chi phí trước (đồng)"), v.T("Chi phí sau (đồng)"), v.T("Giảm thời gian (phút)"), v.T("Hồ sơ đo được"), v.T("Chi phí cũ, đo được (đồng)"), v.T("Chi phí mới, đo được (đồng)"))...)
	return sheet.Sheet{Name: v.T("Phương án"), Columns: columns, Rows: func(yield func([]any) bool) {
		for _, p := range list {
			before, after := p.Planned()
			row := []any{p.Procedure, procedureName(rules, p.Procedure), p.Title, v.T(p.Means.Title()), v.Units.Name(p.Unit), v.T(p.State.Title()), p.Decision, p.Dossiers, before, after, p.Minutes}
			if was, is, ok := p.Seen(); ok {
				row = append(row, p.Counted, was, is)
			}
			if !yield(row) {
				return
			}
		}
	}}
}

func reportSheet(v *web.Visit, lines []review.Line) sheet.Sheet {
	columns := append([]sheet.Column{{Title: v.T("Nhóm"), Width: 40}}, numbers(v.T("Số thủ tục"), v.T("Số phương án"), v.T("Đã duyệt"), v.T("Đã thực hiện"),
		v.T("Chi phí trước (đồng)"), v.T("Chi phí sau (đồng)"), v.T("Tiết kiệm dự kiến (đồng)"), v.T("Đã đo"), v.T("Tiết kiệm đo được (đồng)"))...)
	return sheet.Sheet{Name: v.T("Báo cáo năm"), Columns: columns, Rows: func(yield func([]any) bool) {
		for _, l := range lines {
			if !yield([]any{l.Key, l.Procedures, l.Proposals, l.Approved, l.InForce, l.Before, l.After, l.Saves(), l.Measured, l.Saved()}) {
				return
			}
		}
	}}
}
