package counter

import (
	"fmt"
	"math/big"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// figuresView is what a day in the hall took, all stations and each.
type figuresView struct {
	layout.Frame
	place
	Form layout.Form
	Day  calendar.Day
	Rows []figuresRow
}

type figuresRow struct {
	Name string
	queue.Figures
	Waited, Served, Longest string
}

var figuresPage = layout.Parse[figuresView](files, "figures.html")

func (p *Pages) figures(w http.ResponseWriter, r *http.Request) error {
	page, err := p.figuresView(r)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if len(page.Form.Errors) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return figuresPage.Render(w, r, status, page)
}

func (p *Pages) figuresView(r *http.Request) (figuresView, error) {
	v := web.VisitOf(r)
	at, err := placeOf(r, account.ReadCounter)
	if err != nil {
		return figuresView{}, err
	}
	page := figuresView{place: at, Form: layout.Form{Values: r.URL.Query()}}
	page.AsOf = v.At
	if page.Day, err = dayIn(page.Form, "day"); err != nil {
		page.Form.Errors = refusal.Of(err)
	}
	if page.Day == 0 {
		page.Day = v.Today()
	}
	list, err := p.Tickets.Day(r.Context(), at.Desk, page.Day)
	if err != nil {
		return page, err
	}
	for _, f := range queue.FiguresOf(list) {
		row := figuresRow{Name: v.T("Tất cả"), Figures: f, Waited: span(v, f.Wait()), Served: span(v, f.Service())}
		if f.Station > 0 {
			row.Name = v.T("quầy %d", f.Station)
		}
		if s := f.LongestWait(); f.Wait() != nil {
			row.Longest = span(v, big.NewRat(s, 1))
		}
		page.Rows = append(page.Rows, row)
	}
	return page, nil
}

// span is seconds as people say them, exactly: a median can end in half a second.
func span(v *web.Visit, seconds *big.Rat) string {
	if seconds == nil {
		return "–"
	}
	half := new(big.Rat).Mul(seconds, big.NewRat(2, 1)).Num().Int64()
	text := fmt.Sprint(half / 2 % 60)
	if half%2 == 1 {
		text += v.T(",5")
	}
	return v.T("%d phút %s giây", half/120, text)
}

func (p *Pages) figuresBook(w http.ResponseWriter, r *http.Request) error {
	page, err := p.figuresView(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	rows := func(yield func([]any) bool) {
		for _, f := range page.Rows {
			if !yield([]any{f.Name, f.Taken, f.Waiting, f.Absent, f.Done, rat(f.Wait()), rat(f.Service()), f.LongestWait()}) {
				return
			}
		}
	}
	list := sheet.Sheet{Name: v.T("Số thứ tự"), Rows: rows, Columns: []sheet.Column{
		{Title: v.T("Quầy"), Width: 16}, {Title: v.T("Số đã lấy"), Kind: sheet.Number}, {Title: v.T("Đang chờ"), Kind: sheet.Number},
		{Title: v.T("Vắng"), Kind: sheet.Number}, {Title: v.T("Xong"), Kind: sheet.Number},
		{Title: v.T("Chờ, trung vị (giây)"), Kind: sheet.Decimal, Decimals: 1}, {Title: v.T("Phục vụ, trung vị (giây)"), Kind: sheet.Decimal, Decimals: 1},
		{Title: v.T("Chờ lâu nhất (giây)"), Kind: sheet.Number},
	}}
	return send(w, v, "so-thu-tu", list, sheet.Pair{Key: v.T("Bộ phận Một cửa"), Value: page.Name}, sheet.Pair{Key: v.T("Ngày"), Value: page.Day.Vietnamese()})
}

func rat(r *big.Rat) any {
	if r == nil {
		return nil
	}
	return r
}
