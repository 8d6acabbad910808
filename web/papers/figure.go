package papers

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/result"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// figuresView is what was digitised and reused, by unit.
type figuresView struct {
	layout.Frame
	Form     layout.Form
	Measures []result.Measure
	Rows     []figureRow
	Sum      figureRow
	Pager    layout.Pager
}

type figureRow struct {
	Unit  orgunit.ID
	Name  string
	Cells []figureCell
}

// figureCell is one share with the list behind it.
type figureCell struct {
	Part, Whole int64
	Percent     string
	Href        string
}

var figuresPage = layout.Parse[figuresView](files, "figures.html")

func (p *Room) figures(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	page, err := p.figuresOf(r, v)
	if err != nil {
		if again, ok := page.Form.Refused(err); ok {
			page.Form = again
			return figuresPage.Render(w, r, http.StatusUnprocessableEntity, page)
		}
		return err
	}
	return figuresPage.Render(w, r, http.StatusOK, page)
}

// period reads from and to of an address; the year until today when nothing was asked.
func period(v *web.Visit, query url.Values) (from, to calendar.Day, err error) {
	year, _, _ := v.Today().Date()
	var faults refusal.List
	var ok bool
	if from, ok = dayOr(query.Get("from"), calendar.On(year, 1, 1)); !ok {
		faults = append(faults, refusal.Wrong("from", "Ngày “%s” không đọc được; viết như 26/12/2022.", query.Get("from")))
	}
	if to, ok = dayOr(query.Get("to"), v.Today()); !ok {
		faults = append(faults, refusal.Wrong("to", "Ngày “%s” không đọc được; viết như 26/12/2022.", query.Get("to")))
	}
	if len(faults) == 0 && to < from {
		faults = append(faults, refusal.Wrong("to", "Ngày kết thúc trước ngày bắt đầu."))
	}
	return from, to, faults.OrNil()
}

func (p *Room) figuresOf(r *http.Request, v *web.Visit) (page figuresView, err error) {
	page = figuresView{Form: layout.Form{Values: r.URL.Query()}, Measures: result.Measures}
	page.AsOf = v.At
	from, to, err := period(v, r.URL.Query())
	if err != nil {
		return page, err
	}
	page.Form = layout.Filled("from", from.Vietnamese(), "to", to.Vietnamese())
	page.Pager.Excel = "/papers/figures.xlsx?" + page.Form.Values.Encode()
	page.Sum = figureRow{Name: v.T("Tất cả"), Cells: make([]figureCell, len(result.Measures))}
	rows := map[orgunit.ID]*figureRow{}
	for i, m := range result.Measures {
		shares, err := p.Results.Shares(r.Context(), result.Span{Measure: m, From: from, To: to})
		if err != nil {
			return page, err
		}
		for _, s := range shares {
			row := rows[s.Unit]
			if row == nil {
				row = &figureRow{Unit: s.Unit, Name: v.Units.Name(s.Unit), Cells: make([]figureCell, len(result.Measures))}
				rows[s.Unit] = row
			}
			row.Cells[i] = cellOf(v, m, s.Unit, s.Part, s.Whole, page.Form.Values)
			page.Sum.Cells[i].Part += s.Part
			page.Sum.Cells[i].Whole += s.Whole
		}
		sum := page.Sum.Cells[i]
		page.Sum.Cells[i] = cellOf(v, m, 0, sum.Part, sum.Whole, page.Form.Values)
	}
	for _, row := range rows {
		page.Rows = append(page.Rows, *row)
	}
	slices.SortFunc(page.Rows, func(a, b figureRow) int { return int(a.Unit - b.Unit) })
	return page, nil
}

// cellOf is a share with its percentage, rounded down to whole hundredths.
func cellOf(v *web.Visit, m result.Measure, unit orgunit.ID, part, whole int64, span url.Values) figureCell {
	c := figureCell{Part: part, Whole: whole, Percent: "–"}
	if whole > 0 {
		c.Percent = fmt.Sprintf("%d%%", part*100/whole)
	}
	query := url.Values{"measure": {string(m)}, "from": span["from"], "to": span["to"]}
	if unit != 0 {
		query.Set("unit", fmt.Sprint(int64(unit)))
	}
	c.Href = "/papers/figures/list?" + query.Encode()
	return c
}

func (p *Room) figuresBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	page, err := p.figuresOf(r, v)
	if err != nil {
		return err
	}
	columns := []sheet.Column{{Title: "Đơn vị", Width: 36}}
	for _, m := range result.Measures {
		columns = append(columns, sheet.Column{Title: m.Title(), Kind: sheet.Number, Width: 20}, sheet.Column{Title: "trên tổng số", Kind: sheet.Number})
	}
	table := sheet.Sheet{Name: v.T("Số hóa, dùng lại"), Columns: columns, Rows: func(yield func([]any) bool) {
		for _, row := range append(page.Rows, page.Sum) {
			cells := []any{row.Name}
			for _, c := range row.Cells {
				cells = append(cells, c.Part, c.Whole)
			}
			if !yield(cells) {
				return
			}
		}
	}}
	return send(w, v, "so-hoa", table, sheet.Pair{Key: v.T("Kỳ"), Value: page.Form.Get("from") + " – " + page.Form.Get("to")})
}

// behindView is the list that a share counts.
type behindView struct {
	layout.Frame
	Title       string
	Rows        []behindRow
	Part, Whole int64
	Pager       layout.Pager
}

type behindRow struct {
	result.Behind
	Name string
	Href string
}

var behindPage = layout.Parse[behindView](files, "behind.html")

const behindLimit = 100

// behindSpan is the address as a question, and its measure.
func (p *Room) behindSpan(v *web.Visit, query url.Values) (result.Span, error) {
	q := result.Span{Measure: result.Measure(query.Get("measure"))}
	if !slices.Contains(result.Measures, q.Measure) {
		q.Measure = result.Components
	}
	if unit := number[orgunit.ID](query.Get("unit")); unit != 0 {
		q.Units = []orgunit.ID{unit}
	}
	var err error
	q.From, q.To, err = period(v, query)
	return q, err
}

func (p *Room) behind(w http.ResponseWriter, r *http.Request) error {
	v, query := web.VisitOf(r), r.URL.Query()
	q, err := p.behindSpan(v, query)
	if err != nil {
		return err
	}
	page := behindView{Title: v.T(q.Measure.Title())}
	page.AsOf = v.At
	page.Crumbs = []layout.Link{{Text: v.T("Số hóa, dùng lại"), Href: "/papers/figures?" + url.Values{"from": query["from"], "to": query["to"]}.Encode()}, {Text: page.Title}}
	page.Pager.Excel = "/papers/figures/list.xlsx?" + with(query, "before", "")
	shares, err := p.Results.Shares(r.Context(), q)
	if err != nil {
		return err
	}
	for _, s := range shares {
		page.Part, page.Whole = page.Part+s.Part, page.Whole+s.Whole
	}
	before := number[int64](query.Get("before"))
	list, err := p.Results.Rows(r.Context(), q, before, behindLimit+1)
	if err != nil {
		return err
	}
	if len(list) > behindLimit {
		list = list[:behindLimit]
		page.Pager.Next = "/papers/figures/list?" + with(query, "before", fmt.Sprint(list[len(list)-1].ID))
	}
	if before != 0 {
		page.Pager.First = "/papers/figures/list?" + with(query, "before", "")
	}
	for _, one := range list {
		page.Rows = append(page.Rows, newBehind(v, q.Measure, one))
	}
	return behindPage.Render(w, r, http.StatusOK, page)
}

func newBehind(v *web.Visit, m result.Measure, b result.Behind) behindRow {
	row := behindRow{Behind: b, Name: v.Units.Name(b.Unit), Href: "/desk/dossiers/" + b.Code}
	if m == result.Results {
		row.Href = fmt.Sprintf("/papers/results/%d", b.ID)
	}
	if b.Code == "" {
		row.Href = ""
	}
	return row
}

// On is the day of the row.
func (r behindRow) On() calendar.Day {
	day, err := calendar.ParseDay(r.Day)
	if err != nil {
		return 0
	}
	return day
}

func (p *Room) behindBook(w http.ResponseWriter, r *http.Request) error {
	v, query := web.VisitOf(r), r.URL.Query()
	q, err := p.behindSpan(v, query)
	if err != nil {
		return err
	}
	columns := []sheet.Column{{Title: "Mã", Width: 26}, {Title: "Đơn vị", Width: 36}, {Title: "Ngày", Kind: sheet.Date}, {Title: "Đã có", Kind: sheet.Number}, {Title: "trên tổng số", Kind: sheet.Number}}
	var failed error
	table := sheet.Sheet{Name: v.T("Danh sách"), Columns: columns, Rows: func(yield func([]any) bool) {
		for before := int64(0); ; {
			list, err := p.Results.Rows(r.Context(), q, before, 500)
			if failed = err; err != nil {
				return
			}
			for _, one := range list {
				row := newBehind(v, q.Measure, one)
				if !yield([]any{row.Code, row.Name, row.On(), row.Part, row.Whole}) {
					return
				}
			}
			if len(list) < 500 {
				return
			}
			before = list[len(list)-1].ID
		}
	}}
	return send(&stopped{w, &failed}, v, "danh-sach", table, sheet.Pair{Key: v.T("Chỉ tiêu"), Value: v.T(q.Measure.Title())}, sheet.Pair{Key: v.T("Kỳ"), Value: q.From.Vietnamese() + " – " + q.To.Vietnamese()})
}
