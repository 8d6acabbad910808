package till

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/payment"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// differencesView is what the books disagree about.
type differencesView struct {
	common
	Rows    []differenceRow
	Settled bool
	Excel   string
}

// differenceRow says in words how the books disagree.
type differenceRow struct {
	*payment.Difference
	Words string
	May   bool
}

var differencesPage = layout.Parse[differencesView](files, "differences.html", "tabs.html")

func (t *Till) differences(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	page := differencesView{common: newCommon(v, "/till/differences", r.URL.Query().Get("done"), layout.Form{}), Settled: r.URL.Query().Get("settled") == "1"}
	list, err := t.Books.Differences(r.Context(), reach(v, account.ReadMoney), page.Settled, 500)
	if err != nil {
		return err
	}
	for _, d := range list {
		page.Rows = append(page.Rows, differenceRow{d, v.T(d.Kind.Title()), v.May(account.ReconcileMoney, concern(v, d.Unit))})
	}
	page.Excel = "/till/differences.xlsx"
	if page.Settled {
		page.Excel += "?settled=1"
	}
	return differencesPage.Render(w, r, http.StatusOK, page)
}

func (t *Till) differenceBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	list, err := t.Books.Differences(r.Context(), reach(v, account.ReadMoney), r.URL.Query().Get("settled") == "1", mostRows)
	if err != nil {
		return err
	}
	return send(w, r, "chenh-lech", "Chênh lệch", []sheet.Column{
		{Title: "Ngày", Kind: sheet.Date}, {Title: "Nguồn"}, {Title: "Số giao dịch", Width: 20}, {Title: "Mã lệnh thu", Width: 16}, {Title: "Đơn vị", Width: 30}, {Title: "Chênh lệch", Width: 28},
		{Title: "Sổ của ta", Kind: sheet.Number}, {Title: "Nguồn báo", Kind: sheet.Number}, {Title: "Xử lý lúc", Kind: sheet.Instant}, {Title: "Cách xử lý", Width: 26}, {Title: "Lý do", Width: 36},
	}, each(list, func(d *payment.Difference) []any {
		return []any{d.Day, v.T(d.Source.Title()), d.Reference, d.Code, v.Units.Name(d.Unit), v.T(d.Kind.Title()), d.Ours, d.Theirs, local(d.Settled), v.T(d.How.Title()), d.Reason}
	}))
}

// differenceView is one difference with its records.
type differenceView struct {
	common
	Row   differenceRow
	Order *payment.Order // nil while unknown
	Facts []layout.Fact
	Ways  []layout.Option
}

var differencePage = layout.Parse[differenceView](files, "difference.html", "tabs.html")

// disagreement loads the difference of the address for who may settle it.
func (t *Till) disagreement(r *http.Request) (payment.Difference, error) {
	d, err := t.Books.Difference(r.Context(), idOf(r.PathValue("difference")))
	if err != nil {
		return d, err
	}
	v := web.VisitOf(r)
	return d, v.Must(account.ReconcileMoney, concern(v, d.Unit))
}

func (t *Till) difference(w http.ResponseWriter, r *http.Request) error {
	d, err := t.disagreement(r)
	if err != nil {
		return err
	}
	return t.differ(w, r, &d, layout.Form{})
}

func (t *Till) differ(w http.ResponseWriter, r *http.Request, d *payment.Difference, form layout.Form) error {
	v := web.VisitOf(r)
	page := differenceView{common: newCommon(v, "/till/differences", "", form), Row: differenceRow{d, v.T(d.Kind.Title()), true}}
	if d.Order != 0 {
		o, err := t.Orders.Get(r.Context(), d.Order)
		if err != nil {
			return err
		}
		page.Order = &o
		page.Facts = append(orderFacts(v, &o), layout.Fact{Name: v.T("Trạng thái"), Value: v.T(o.State.Title())})
	}
	for _, how := range []payment.Settlement{payment.ByRecording, payment.ByRefund, payment.ByReason} {
		page.Ways = append(page.Ways, layout.Option{Value: string(how), Label: v.T(how.Title())})
	}
	page.Self = "/till/differences/" + idText(d.ID)
	page.Crumbs = []layout.Link{{Text: v.T("Chênh lệch"), Href: "/till/differences"}, {Text: d.Reference}}
	return differencePage.Render(w, r, status(form), page)
}

func (t *Till) settle(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	d, err := t.disagreement(r)
	if err != nil {
		return err
	}
	act := payment.Settle{How: payment.Settlement(form.Get("how")), Reason: words(form, "reason"), Code: words(form, "code")}
	err = t.Books.Settle(r.Context(), d.ID, act, web.VisitOf(r).Stamp(form.Once()))
	if again, ok := form.Refused(err); ok {
		return t.differ(w, r, &d, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/till/differences?done=settle", http.StatusSeeOther)
	return nil
}
