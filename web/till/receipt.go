package till

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/payment"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

// receiptsView is the receipts of a day.
type receiptsView struct {
	common
	Day   calendar.Day
	Rows  []*payment.Receipt
	Names map[account.ID]string
	Sum   int64
	Excel string
}

var receiptsPage = layout.Parse[receiptsView](files, "receipts.html", "tabs.html")

func (t *Till) ofDay(r *http.Request) (page receiptsView, err error) {
	form, err := layout.FormOf(r)
	if err != nil {
		return page, err
	}
	v := web.VisitOf(r)
	page = receiptsView{common: newCommon(v, "/till/receipts", form.Get("done"), form)}
	if page.Day, err = dayOf(form, "day", calendar.DayOf(v.At)); err != nil {
		page.Form, _ = form.Refused(err)
	}
	if page.Rows, err = t.Cash.Receipts(r.Context(), reach(v, account.ReadMoney), page.Day, mostRows); err != nil {
		return page, err
	}
	var people []account.ID
	for _, one := range page.Rows {
		people = append(people, one.Cashier)
		if one.Cancelled.IsZero() {
			page.Sum += one.Amount
		}
	}
	page.Excel = "/till/receipts.xlsx?day=" + page.Day.String()
	page.Names, err = t.Staff.Names(r.Context(), people...)
	return page, err
}

func (t *Till) receipts(w http.ResponseWriter, r *http.Request) error {
	page, err := t.ofDay(r)
	if err != nil {
		return err
	}
	return receiptsPage.Render(w, r, status(page.Form), page)
}

func (t *Till) receiptBook(w http.ResponseWriter, r *http.Request) error {
	page, err := t.ofDay(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	return send(w, r, "bien-lai", "Biên lai", []sheet.Column{
		{Title: "Số biên lai", Width: 28}, {Title: "Lập lúc", Kind: sheet.Instant}, {Title: "Đơn vị", Width: 30}, {Title: "Người thu", Width: 26},
		{Title: "Số tiền", Kind: sheet.Number}, {Title: "Hủy lúc", Kind: sheet.Instant}, {Title: "Lý do", Width: 30}, {Title: "Thay bằng", Width: 28}, {Title: "Số lần in", Kind: sheet.Number},
	}, each(page.Rows, func(b *payment.Receipt) []any {
		return []any{b.Number, local(b.Issued), v.Units.Name(b.Desk), page.Names[b.Cashier], b.Amount, local(b.Cancelled), b.Reason, b.Instead, b.Prints}
	}))
}

// receiptView is one receipt as it is printed.
type receiptView struct {
	layout.Frame
	Form    layout.Form
	Receipt *payment.Receipt
	Order   string
	Sheet   template.HTML
	May     bool
	Done    bool
}

var receiptPage = layout.Parse[receiptView](files, "receipt.html")

// one loads the receipt of the address with its order.
func (t *Till) one(r *http.Request, act account.Act) (b payment.Receipt, o payment.Order, err error) {
	if b, err = t.Cash.Receipt(r.Context(), r.PathValue("number")); err != nil {
		return b, o, err
	}
	if err = web.VisitOf(r).Must(act, b.Desk); err != nil {
		return b, o, err
	}
	o, err = t.Orders.Get(r.Context(), b.Order)
	return b, o, err
}

func (t *Till) receipt(w http.ResponseWriter, r *http.Request) error {
	b, o, err := t.one(r, account.ReadMoney)
	if err != nil {
		return err
	}
	return t.printView(w, r, b, o, layout.Form{})
}

func (t *Till) printView(w http.ResponseWriter, r *http.Request, b payment.Receipt, o payment.Order, form layout.Form) error {
	v := web.VisitOf(r)
	laid, err := t.sheet(r, b, o)
	if err != nil {
		return err
	}
	page := receiptView{Form: form, Receipt: &b, Order: o.Code, Sheet: laid.HTML(), May: v.May(account.TakeMoney, b.Desk), Done: r.URL.Query().Get("done") != ""}
	page.Kind, page.AsOf, page.Self = layout.Paper, v.At, "/till/receipts/"+b.Number
	page.Crumbs = []layout.Link{{Text: v.T("Biên lai"), Href: "/till/receipts"}, {Text: b.Number}}
	return receiptPage.Render(w, r, status(form), page)
}

func (t *Till) receiptPDF(w http.ResponseWriter, r *http.Request) error {
	b, o, err := t.one(r, account.ReadMoney)
	if err != nil {
		return err
	}
	laid, err := t.sheet(r, b, o)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`inline; filename="%s.pdf"`, b.Number))
	return laid.PDF(w)
}

// sheet lays a receipt out.
func (t *Till) sheet(r *http.Request, b payment.Receipt, o payment.Order) (paper.Sheet, error) {
	of, err := t.subject(r.Context(), &o)
	if err != nil {
		return paper.Sheet{}, err
	}
	rules, err := t.Rules(r.Context())
	if err != nil {
		return paper.Sheet{}, err
	}
	names, err := t.Staff.Names(r.Context(), b.Cashier)
	if err != nil {
		return paper.Sheet{}, err
	}
	year, _, _ := calendar.DayOf(b.Issued).Date()
	f := paper.FeeReceipt{
		Slip:   paper.Slip{Giver: paper.Giver{Office: rules.Units().Name(b.Desk), Clerk: names[b.Cashier]}, Size: paper.A5, At: b.Issued, Number: b.Number, Code: of.code, Person: of.person, Content: of.name},
		Symbol: fmt.Sprintf("BL/%02d", year%100), Total: b.Amount, Method: strings.ToLower(o.Method.Title()), Cashier: names[b.Cashier], Void: b.Reason,
	}
	if b.Prints > 1 {
		f.Again = fmt.Sprintf("Bản in lại lần %d.", b.Prints-1)
	}
	for _, line := range o.Lines {
		f.Lines = append(f.Lines, paper.FeeLine{Name: line.Name, Basis: line.Reason, Amount: line.Amount})
	}
	return f.Sheet()
}

func (t *Till) reprint(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	b, _, err := t.one(r, account.TakeMoney)
	if err != nil {
		return err
	}
	if err := t.Cash.Printed(r.Context(), b.ID, web.VisitOf(r).Stamp(form.Once())); err != nil {
		return err
	}
	http.Redirect(w, r, "/till/receipts/"+b.Number+"?done=print", http.StatusSeeOther)
	return nil
}

func (t *Till) cancelReceipt(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	b, o, err := t.one(r, account.TakeMoney)
	if err != nil {
		return err
	}
	instead, err := t.Cash.CancelReceipt(r.Context(), b.Number, words(form, "reason"), web.VisitOf(r).Stamp(form.Once()))
	if again, ok := form.Refused(err); ok {
		return t.printView(w, r, b, o, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/till/receipts/"+instead.Number+"?done=cancel", http.StatusSeeOther)
	return nil
}
