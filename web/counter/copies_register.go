package counter

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/certify"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// registerView is the register of certified copies (sổ chứng thực bản sao từ bản chính).
type registerView struct {
	layout.Frame
	Form  layout.Form
	Units []layout.Option
	Many  bool // registers of several units
	Rows  []registerRow
	Sum   certify.Sum
	Pager layout.Pager
	Serve bool
}

type registerRow struct {
	*certify.Entry
	Unit string
}

var registerPage = layout.Parse[registerView](files, "copies_register.html")

const registerRows = 50

func (p *Pages) register(w http.ResponseWriter, r *http.Request) error {
	v, values := web.VisitOf(r), r.URL.Query()
	page := registerView{Form: layout.Form{Values: values}, Serve: v.May(account.ServeCounter, v.Account.Unit)}
	page.AsOf = v.At
	q, err := registerQuery(v, &page)
	if err != nil {
		page.Form, _ = page.Form.Refused(err)
		return registerPage.Render(w, r, http.StatusUnprocessableEntity, page)
	}
	if page.Sum, err = p.Copies.Sum(r.Context(), q); err != nil {
		return err
	}
	q.Before, q.Limit = web.Number[certify.ID](values.Get("before")), registerRows+1
	list, err := p.Copies.List(r.Context(), q)
	if err != nil {
		return err
	}
	if len(list) > registerRows {
		list = list[:registerRows]
		page.Pager.Next = address("/counter/copies/register", values, "before", strconv.FormatInt(int64(list[registerRows-1].ID), 10))
	}
	if q.Before != 0 {
		page.Pager.First = address("/counter/copies/register", values, "before", "")
	}
	page.Pager.Excel = address("/counter/copies/register.xlsx", values, "before", "")
	for _, e := range list {
		page.Rows = append(page.Rows, registerRow{e, v.Units.Name(e.Unit)})
	}
	return registerPage.Render(w, r, http.StatusOK, page)
}

// address is a list's with one of its values changed, "" leaves it out.
func address(path string, values url.Values, name, value string) string {
	to := url.Values{}
	for key, list := range values {
		if key != name && key != "lang" && len(list) > 0 && list[0] != "" {
			to.Set(key, list[0])
		}
	}
	if value != "" {
		to.Set(name, value)
	}
	if len(to) == 0 {
		return path
	}
	return path + "?" + to.Encode()
}

// registerQuery is the address as a query, never beyond the visitor's reach.
func registerQuery(v *web.Visit, page *registerView) (q certify.Query, err error) {
	q.Units = offices(v, account.ReadCounter)
	asked := web.Number[orgunit.ID](page.Form.Get("unit"))
	for _, id := range q.Units {
		page.Units = append(page.Units, layout.Option{Value: strconv.FormatInt(int64(id), 10), Label: v.Units.Name(id), Chosen: id == asked})
	}
	if page.Many = len(q.Units) > 1; page.Many {
		page.Units = append([]layout.Option{{Label: v.T("Mọi đơn vị")}}, page.Units...)
	}
	if asked != 0 {
		reachable := slices.Contains(q.Units, asked)
		if q.Units = nil; reachable {
			q.Units, page.Many = []orgunit.ID{asked}, false
		}
	}
	q.Words = words(page.Form.Get("q"))
	var faults refusal.List
	for _, b := range []struct {
		name string
		to   *calendar.Day
	}{{"from", &q.From}, {"to", &q.To}} {
		day, err := dayIn(page.Form, b.name)
		faults = append(faults, refusal.Of(err)...)
		*b.to = day
	}
	return q, faults.OrNil()
}

// registerBook is the register as a workbook, in the order and with the columns of the
// book on paper (TT 01/2020/TT-BTP).
func (p *Pages) registerBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	page := registerView{Form: layout.Form{Values: r.URL.Query()}}
	q, err := registerQuery(v, &page)
	if err != nil {
		return err
	}
	var all []*certify.Entry
	const together = 1000
	for q.Limit = together; ; q.Before = all[len(all)-1].ID {
		list, err := p.Copies.List(r.Context(), q)
		if err != nil {
			return err
		}
		if all = append(all, list...); len(list) < together {
			break
		}
	}
	rows := func(yield func([]any) bool) {
		for _, e := range slices.Backward(all) {
			if !yield(cells(v, e)) {
				return
			}
		}
	}
	list := sheet.Sheet{Name: v.T("Sổ chứng thực bản sao"), Rows: rows, Columns: columns(v)}
	return send(w, v, "so-chung-thuc-ban-sao", list,
		sheet.Pair{Key: v.T("Tìm"), Value: page.Form.Get("q")}, sheet.Pair{Key: v.T("Từ ngày"), Value: page.Form.Get("from")},
		sheet.Pair{Key: v.T("Đến ngày"), Value: page.Form.Get("to")}, sheet.Pair{Key: v.T("Đơn vị"), Value: page.unit()})
}

func (page registerView) unit() string {
	for _, o := range page.Units {
		if o.Chosen || len(page.Units) == 1 {
			return o.Label
		}
	}
	return ""
}

func columns(v *web.Visit) []sheet.Column {
	list := []sheet.Column{
		{Title: "Số chứng thực", Kind: sheet.Number}, {Title: "Ngày, tháng, năm chứng thực", Kind: sheet.Date}, {Title: "Họ tên của người yêu cầu chứng thực", Width: 30},
		{Title: "Tên của bản chính giấy tờ, văn bản", Width: 44}, {Title: "Họ tên, chức danh người ký chứng thực", Width: 34},
		{Title: "Số bản sao đã được chứng thực", Kind: sheet.Number}, {Title: "Phí chứng thực", Kind: sheet.Number}, {Title: "Ghi chú", Width: 40},
		{Title: "Quyển số", Width: 18}, {Title: "Số trang của bản chính", Kind: sheet.Number}, {Title: "Đơn vị", Width: 30},
	}
	for i := range list {
		list[i].Title = v.T(list[i].Title)
	}
	return list
}

// cells of an entry. One that was cancelled keeps its line and counts nothing.
func cells(v *web.Visit, e *certify.Entry) []any {
	copies, fee := e.Copies, e.Fee
	if e.Cancelled {
		copies, fee = 0, 0
	}
	return []any{e.Number, e.Day, e.Person, e.Kind, e.Signer, copies, fee, e.Note, e.Symbol(), e.Pages, v.Units.Name(e.Unit)}
}
