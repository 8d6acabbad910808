package till

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// homeView is what waits to be paid, and the officer's drawer.
type homeView struct {
	common
	Rows    []payment.Listed
	Drawer  *payment.Drawer
	MayTake bool
	Pager   layout.Pager
}

var homePage = layout.Parse[homeView](files, "home.html", "tabs.html")

const onePage = 50

// home shows the orders that wait. A code that was scanned or typed leads to its order, or
// to the dossier that has none yet.
func (t *Till) home(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	page := homeView{common: newCommon(v, "/till", form.Get("done"), form), MayTake: v.May(account.TakeMoney, v.Account.Unit)}
	if typed := words(form, "code"); typed != "" {
		to, err := t.place(r, typed)
		if err == nil {
			http.Redirect(w, r, to, http.StatusSeeOther)
			return nil
		}
		if refusal.KindOf(err) == 0 {
			return err
		}
		page.Form.Errors = refusal.List{refusal.Wrong("code", "Không có lệnh thu hay hồ sơ nào mang mã “%s”.", typed)}
	}
	q := payment.Query{Waiting: true, Within: reach(v, account.ReadMoney), Before: idOf(form.Get("before")), Limit: onePage + 1}
	if page.Rows, err = t.Orders.Orders(r.Context(), q); err != nil {
		return err
	}
	page.Pager.Excel = "/till/waiting.xlsx"
	if len(page.Rows) > onePage {
		page.Rows = page.Rows[:onePage]
		page.Pager.Next = "/till?before=" + idText(page.Rows[onePage-1].ID)
	}
	if q.Before != 0 {
		page.Pager.First = "/till"
	}
	box, err := t.Cash.MyDrawer(r.Context(), v.Account.ID)
	switch {
	case err == nil:
		page.Drawer = &box
	case refusal.KindOf(err) != refusal.NotFound:
		return err
	}
	return homePage.Render(w, r, http.StatusOK, page)
}

// place is where a code leads.
func (t *Till) place(r *http.Request, typed string) (string, error) {
	if code, ok := payment.FindCode(typed); ok {
		o, err := t.Orders.Order(r.Context(), code)
		return "/till/orders/" + o.Code, err
	}
	code, ok := dossier.NormalCode(typed)
	if !ok {
		return "", refusal.Missing("Không tìm thấy hồ sơ.")
	}
	file, err := t.Files.ByCode(r.Context(), code)
	return "/till/dossiers/" + file.Code, err
}

func (t *Till) waitingBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	return t.orderBook(w, r, "lenh-thu-cho-nop", "Lệnh thu chờ nộp", payment.Query{Waiting: true, Within: reach(v, account.ReadMoney), Limit: mostRows})
}

// orderBook is a list of orders as a workbook.
func (t *Till) orderBook(w http.ResponseWriter, r *http.Request, name, title string, q payment.Query) error {
	v := web.VisitOf(r)
	list, err := t.Orders.Orders(r.Context(), q)
	if err != nil {
		return err
	}
	return send(w, r, name, title, []sheet.Column{
		{Title: "Mã lệnh thu", Width: 16}, {Title: "Mã hồ sơ", Width: 24}, {Title: "Người nộp", Width: 28}, {Title: "Đơn vị", Width: 30},
		{Title: "Số tiền", Kind: sheet.Number}, {Title: "Trạng thái"}, {Title: "Cách nộp"}, {Title: "Lập lúc", Kind: sheet.Instant},
		{Title: "Đã nhận", Kind: sheet.Number}, {Title: "Nộp lúc", Kind: sheet.Instant}, {Title: "Số chứng từ", Width: 26}, {Title: "Đã hoàn", Kind: sheet.Number},
	}, each(list, func(o payment.Listed) []any {
		return []any{o.Code, o.Dossier, o.Payer, v.Units.Name(o.Unit), o.Total, v.T(o.State.Title()), v.T(o.Method.Title()), local(o.Opened), o.Received, local(o.PaidAt), o.Reference, o.Refunded}
	}))
}
