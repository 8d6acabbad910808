package postal

import (
	"fmt"
	"html/template"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/postal"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

// sheetView is a list as it is printed, for both sides to sign.
type sheetView struct {
	layout.Frame
	Number, Href string
	Sheet        template.HTML
}

var sheetPage = layout.Parse[sheetView](files, "sheet.html")

func (p *Room) print(w http.ResponseWriter, r *http.Request) error {
	l, laid, err := p.laid(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	page := sheetView{Number: l.Number, Href: "/postal/lists/" + l.Number, Sheet: laid.HTML()}
	page.Kind, page.AsOf = layout.Paper, v.At
	page.Crumbs = []layout.Link{{Text: v.T("Bảng kê"), Href: "/postal"}, {Text: l.Number, Href: page.Href}, {Text: v.T("Bản in")}}
	return sheetPage.Render(w, r, http.StatusOK, page)
}

func (p *Room) pdf(w http.ResponseWriter, r *http.Request) error {
	l, laid, err := p.laid(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`inline; filename="%s.pdf"`, l.Number))
	return laid.PDF(w)
}

// laid lays a list out as a hand-over slip.
func (p *Room) laid(r *http.Request) (l postal.List, laid paper.Sheet, err error) {
	if l, err = p.load(r, account.ReadPost, both); err != nil {
		return l, laid, err
	}
	rows, err := p.lines(r, &l)
	if err != nil {
		return l, laid, err
	}
	names, err := p.Names(r.Context(), []account.ID{l.By, l.GivenBy, l.TakenBy})
	if err != nil {
		return l, laid, err
	}
	v := web.VisitOf(r)
	at, by := l.GivenAt, names[l.GivenBy]
	if at.IsZero() {
		at, by = v.At, names[l.By]
	}
	slip := paper.HandOver{
		Giver: paper.Giver{Office: v.Units.Name(v.Units.Office(l.From())), Desk: v.Units.Name(l.From())}, Title: "Bảng kê giao nhận " + handed[l.Way], Number: l.Number, At: at, Size: paper.A4,
		From: paper.Party{Unit: v.Units.Name(l.From()), Person: by}, To: paper.Party{Unit: v.Units.Name(l.To()), Person: names[l.TakenBy]},
	}
	if l.Prints > 1 {
		slip.Again = fmt.Sprintf("Bản in lại lần %d.", l.Prints-1)
	}
	for _, one := range rows {
		row := paper.HandOverRow{Code: one.Code, Subject: one.Name, Person: one.Person, Papers: "01", Tracking: one.Tracking}
		if one.State == postal.Missing || one.State == postal.Damaged {
			row.Note = one.State.Title() + ": " + one.Reason
		}
		slip.Rows = append(slip.Rows, row)
	}
	laid, err = slip.Sheet()
	return l, laid, err
}

var handed = map[postal.Way]string{postal.In: "hồ sơ", postal.Out: "kết quả"}
