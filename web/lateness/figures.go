package lateness

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/figure"
	rules "cchc/domain/lateness"
	"cchc/domain/orgunit"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// figuresView counts late dossiers and their apologies, by unit, for those whose due date
// fell into a month.
type figuresView struct {
	layout.Frame
	Form        layout.Form
	Tabs        []tab
	Title       string
	Prev, Next  string // months
	Month       string
	Rows        []figureRow
	Sum         figureRow
	Explanation string
	Pager       layout.Pager
}

// figureRow is the numbers of one unit, each with the address of its list.
type figureRow struct {
	Name    string
	Numbers []number
	Share   string
	tally   rules.Tally
}

type number struct {
	N    int64
	Href string
}

var figuresPage = layout.Parse[figuresView](files, "figures.html", "parts.html")

// columns of the table: standings in order.
var columns = []rules.Standing{rules.AnyStanding, rules.InTime, rules.AfterDue, rules.Without, rules.Kept, rules.Broken}

func (p *Pages) figures(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	first := monthOf(r.URL.Query().Get("month"), v.At)
	rows, sum, err := p.counted(r.Context(), v, first)
	if err != nil {
		return err
	}
	page := figuresView{
		Form: layout.Form{Values: r.URL.Query()}, Title: v.T("Xin lỗi cho %d trên %d hồ sơ trễ, hạn trong tháng %s", sum.tally.InTime+sum.tally.AfterDue, sum.tally.Late, first.Vietnamese()[3:]),
		Month: monthText(first), Prev: monthText(first.AddMonths(-1)), Next: monthText(first.AddMonths(1)), Rows: rows, Sum: sum,
		Pager: layout.Pager{Excel: with(figurePath+xlsx, r.URL.Query())},
	}
	page.AsOf = v.At
	if page.Tabs, err = p.tabs(r.Context(), v, figurePath); err != nil {
		return err
	}
	return figuresPage.Render(w, r, http.StatusOK, page)
}

// counted is the rows of a month, the unit with most late ones first, and their sum.
func (p *Pages) counted(ctx context.Context, v *web.Visit, first calendar.Day) (rows []figureRow, sum figureRow, err error) {
	q := rules.Query{From: first, Until: first.AddMonths(1), Now: v.At}
	if units, all := v.Reach(account.ReadLateness); !all {
		q.Units = append([]orgunit.ID{}, units...)
	}
	lines, err := p.Late.Tallies(ctx, q)
	if err != nil {
		return nil, sum, err
	}
	slices.SortFunc(lines, func(a, b rules.Tally) int { return cmp.Or(cmp.Compare(b.Late, a.Late), cmp.Compare(a.Unit, b.Unit)) })
	var whole rules.Tally
	for _, t := range lines {
		whole.Add(t)
		rows = append(rows, shownFigure(v.Units.Name(t.Unit), t, first, t.Unit))
	}
	return rows, shownFigure(v.T("Tổng cộng"), whole, first, 0), nil
}

func shownFigure(name string, t rules.Tally, month calendar.Day, unit orgunit.ID) figureRow {
	row := figureRow{Name: name, tally: t}
	num, den := t.Share()
	row.Share = figure.Published.Percent(figure.Share{Num: num, Den: den})
	id := ""
	if unit != 0 {
		id = strconv.FormatInt(int64(unit), 10)
	}
	for _, of := range columns {
		n := number{N: t.Of(of)}
		if n.N > 0 {
			n.Href = with(latePath, nil, "month", monthText(month), "of", string(of), "unit", id)
		}
		row.Numbers = append(row.Numbers, n)
	}
	return row
}

// figureBook is the table as a workbook.
func (p *Pages) figureBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	first := monthOf(r.URL.Query().Get("month"), v.At)
	rows, sum, err := p.counted(r.Context(), v, first)
	if err != nil {
		return err
	}
	heads := []sheet.Column{{Title: v.T("Đơn vị"), Width: 40}}
	for _, of := range columns {
		heads = append(heads, sheet.Column{Title: v.T(of.Title()), Kind: sheet.Number, Width: 16})
	}
	heads = append(heads, sheet.Column{Title: v.T("Tỷ lệ xin lỗi"), Kind: sheet.Decimal, Decimals: 1})
	b := &download{ResponseWriter: w, name: "xin-loi-" + monthText(first)}
	return b.send(v, v.T("Hồ sơ trễ và thư xin lỗi, tháng %s", first.Vietnamese()[3:]), heads, r.URL.Query(), func(yield func([]any) bool) {
		for _, row := range append(rows, sum) {
			cells := []any{row.Name}
			for _, n := range row.Numbers {
				cells = append(cells, n.N)
			}
			if !yield(append(cells, row.Share)) {
				return
			}
		}
	})
}
