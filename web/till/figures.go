package till

import (
	"math/big"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// figuresView is what was paid in a period by unit and method.
type figuresView struct {
	common
	From, To calendar.Day // first and last day
	Rows     []figureRow
	Total    figureRow
	Excel    string
}

// figureRow is a unit's line; every count leads to its list.
type figureRow struct {
	Unit   string
	Cells  []figureCell // by payment.Methods
	Count  int64
	Sum    int64
	Href   string
	Online string // share of payments made online, in percent; "" when nothing was paid
	Refund int64
	online int64
}

type figureCell struct {
	Count int64
	Sum   int64
	Href  string
}

var figuresPage = layout.Parse[figuresView](files, "figures.html", "tabs.html")

// period reads the days asked for: this month without any.
func period(v *web.Visit, form layout.Form) (q payment.Query, err error) {
	today := calendar.DayOf(v.At)
	year, month, _ := today.Date()
	if q.From, err = dayOf(form, "from", calendar.On(year, month, 1)); err != nil {
		return q, err
	}
	last, err := dayOf(form, "to", today)
	q.To, q.Within = last+1, reach(v, account.ReadMoney)
	return q, err
}

func (t *Till) figures(w http.ResponseWriter, r *http.Request) error {
	page, err := t.figured(r)
	if err != nil {
		return err
	}
	return figuresPage.Render(w, r, status(page.Form), page)
}

func (t *Till) figured(r *http.Request) (page figuresView, err error) {
	form, err := layout.FormOf(r)
	if err != nil {
		return page, err
	}
	v := web.VisitOf(r)
	page = figuresView{common: newCommon(v, "/till/figures", "", form)}
	q, err := period(v, form)
	if err != nil {
		page.Form, _ = form.Refused(err)
		return page, nil
	}
	page.From, page.To = q.From, q.To-1
	page.Form = layout.Filled("from", page.From.Vietnamese(), "to", page.To.Vietnamese())
	list, err := t.Orders.Figures(r.Context(), q)
	if err != nil {
		return page, err
	}
	byUnit := map[orgunit.ID]*figureRow{}
	var units []orgunit.ID
	page.Total = newRow(v.T("Cộng"), q, 0)
	for _, f := range list {
		row := byUnit[f.Unit]
		if row == nil {
			fresh := newRow(v.Units.Name(f.Unit), q, f.Unit)
			row, units = &fresh, append(units, f.Unit)
			byUnit[f.Unit] = row
		}
		row.add(f)
		page.Total.add(f)
	}
	for _, u := range units {
		page.Rows = append(page.Rows, byUnit[u].shared())
	}
	slices.SortFunc(page.Rows, func(a, b figureRow) int { return strings.Compare(vntext.SortKey(a.Unit), vntext.SortKey(b.Unit)) })
	page.Total = page.Total.shared()
	page.Excel = paidPath("/till/figures.xlsx", q, 0, "")
	return page, nil
}

func newRow(name string, q payment.Query, unit orgunit.ID) figureRow {
	row := figureRow{Unit: name, Href: paidPath("/till/paid", q, unit, "")}
	for _, m := range payment.Methods {
		row.Cells = append(row.Cells, figureCell{Href: paidPath("/till/paid", q, unit, m)})
	}
	return row
}

func (f *figureRow) add(one payment.Figure) {
	at := slices.Index(payment.Methods, one.Method)
	f.Cells[at].Count += one.Count
	f.Cells[at].Sum += one.Sum
	f.Count, f.Sum, f.Refund = f.Count+one.Count, f.Sum+one.Sum, f.Refund+one.Refunded
	if one.Method.Online() {
		f.online += one.Count
	}
}

// shared computes the share of payments made online, to one decimal, half up.
func (f *figureRow) shared() figureRow {
	if f.Count > 0 {
		f.Online = vntext.Plain(new(big.Rat).Mul(big.NewRat(f.online, f.Count), big.NewRat(100, 1)), 1, vntext.HalfUp)
	}
	return *f
}

func paidPath(path string, q payment.Query, unit orgunit.ID, m payment.Method) string {
	query := url.Values{"from": {q.From.String()}, "to": {(q.To - 1).String()}}
	if unit != 0 {
		query.Set("unit", idText(payment.ID(unit)))
	}
	if m != "" {
		query.Set("method", string(m))
	}
	return path + "?" + query.Encode()
}

func (t *Till) figureBook(w http.ResponseWriter, r *http.Request) error {
	page, err := t.figured(r)
	if err != nil {
		return err
	}
	columns := []sheet.Column{{Title: "Đơn vị", Width: 36}}
	for _, m := range payment.Methods {
		columns = append(columns, sheet.Column{Title: m.Title(), Kind: sheet.Number}, sheet.Column{Title: m.Title() + ", đồng", Kind: sheet.Number})
	}
	columns = append(columns, sheet.Column{Title: "Tổng số lần nộp", Kind: sheet.Number}, sheet.Column{Title: "Tổng số tiền", Kind: sheet.Number},
		sheet.Column{Title: "Đã hoàn", Kind: sheet.Number}, sheet.Column{Title: "Nộp trực tuyến, %", Kind: sheet.Decimal, Decimals: 1})
	return send(w, r, "so-thu", "Số thu", columns, each(append(page.Rows, page.Total), func(row figureRow) []any {
		cells := []any{row.Unit}
		for _, c := range row.Cells {
			cells = append(cells, c.Count, c.Sum)
		}
		return append(cells, row.Count, row.Sum, row.Refund, row.Online)
	}))
}

// paidView is the list behind a figure.
type paidView struct {
	common
	Rows  []payment.Listed
	Pager layout.Pager
}

var paidPage = layout.Parse[paidView](files, "paid.html", "tabs.html")

// paidQuery is the condition of a figure.
func paidQuery(v *web.Visit, form layout.Form) (payment.Query, error) {
	q, err := period(v, form)
	q.Method, q.Unit = payment.Method(form.Get("method")), orgunit.ID(idOf(form.Get("unit")))
	return q, err
}

func (t *Till) paid(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	q, err := paidQuery(v, form)
	if err != nil {
		return err
	}
	q.Before, q.Limit = idOf(form.Get("before")), onePage+1
	page := paidView{common: newCommon(v, "/till/figures", "", form)}
	if page.Rows, err = t.Orders.Orders(r.Context(), q); err != nil {
		return err
	}
	here := paidPath("/till/paid", q, q.Unit, q.Method)
	page.Pager.Excel = paidPath("/till/paid.xlsx", q, q.Unit, q.Method)
	if len(page.Rows) > onePage {
		page.Rows = page.Rows[:onePage]
		page.Pager.Next = here + "&before=" + idText(page.Rows[onePage-1].ID)
	}
	if q.Before != 0 {
		page.Pager.First = here
	}
	return paidPage.Render(w, r, http.StatusOK, page)
}

func (t *Till) paidBook(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	q, err := paidQuery(web.VisitOf(r), form)
	if err != nil {
		return err
	}
	q.Limit = mostRows
	return t.orderBook(w, r, "da-nop", "Đã nộp", q)
}
