package postal

import (
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/postal"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// waitingView is the results that wait to be posted.
type waitingView struct {
	common
	Rows []waitingRow
	More bool
}

type waitingRow struct {
	Code, Name, Person, Address, Phone string
	COD                                int64
	Desk                               string
}

var waitingPage = layout.Parse[waitingView](files, "waiting.html", "tabs.html")

// mostWaiting is how many waiting results one page shows.
const mostWaiting = 200

func (p *Room) waiting(w http.ResponseWriter, r *http.Request) error {
	return p.waitingList(w, r, layout.Form{})
}

func (p *Room) waitingList(w http.ResponseWriter, r *http.Request, form layout.Form) (err error) {
	v := web.VisitOf(r)
	page := waitingView{common: newCommon(v, "/postal/waiting", r.URL.Query().Get("done"), form)}
	page.Excel = "/postal/waiting.xlsx"
	if page.Rows, err = p.toPost(r, mostWaiting+1); err != nil {
		return err
	}
	if page.More = len(page.Rows) > mostWaiting; page.More {
		page.Rows = page.Rows[:mostWaiting]
	}
	return waitingPage.Render(w, r, status(form), page)
}

func (p *Room) toPost(r *http.Request, n int) (rows []waitingRow, err error) {
	v := web.VisitOf(r)
	found, err := p.Orders.ToPost(r.Context(), reach(v, account.OrderPost), n)
	if err != nil {
		return nil, err
	}
	rules, err := p.Rules(r.Context())
	if err != nil {
		return nil, err
	}
	for _, one := range found {
		row := waitingRow{Code: one.Code, Person: one.Person.Name, Address: one.Person.Address, Phone: one.Person.Phone, Desk: v.Units.Name(one.Desk)}
		if version := rules.Procedure(one.Procedure); version != nil {
			row.Name = version.Name
		}
		if one.Finance == dossier.FeeDue && one.State == dossier.Approved {
			row.COD = one.Fee
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// open makes orders for the results that were ticked, each on its own: what one refuses
// holds up no other.
func (p *Room) open(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	var faults refusal.List
	if len(form.Values["code"]) == 0 {
		faults = append(faults, refusal.Wrong("code", "Chọn ít nhất một kết quả."))
	}
	v := web.VisitOf(r)
	for _, code := range form.Values["code"] {
		file, err := p.find(r, code)
		if err == nil {
			err = v.Must(account.OrderPost, file.Desk)
		}
		if err == nil {
			_, err = p.Orders.Open(r.Context(), file.ID, v.Stamp(""))
		}
		if refusal.KindOf(err) == 0 && err != nil {
			return err
		}
		faults = append(faults, refusal.Of(err)...)
	}
	if len(faults) > 0 {
		form.Errors = faults
		return p.waitingList(w, r, form)
	}
	http.Redirect(w, r, "/postal/waiting?done=open", http.StatusSeeOther)
	return nil
}

func (p *Room) waitingBook(w http.ResponseWriter, r *http.Request) error {
	rows, err := p.toPost(r, mostRows)
	if err != nil {
		return err
	}
	return send(w, r, "cho-gui", "Chờ gửi", []sheet.Column{
		{Title: "Mã hồ sơ", Width: 24}, {Title: "Thủ tục", Width: 40}, {Title: "Người nhận", Width: 26}, {Title: "Địa chỉ", Width: 40}, {Title: "Điện thoại", Width: 14}, {Title: "Thu hộ", Kind: sheet.Number}, {Title: "Bộ phận gửi", Width: 30},
	}, each(rows, func(x waitingRow) []any { return []any{x.Code, x.Name, x.Person, x.Address, x.Phone, x.COD, x.Desk} }))
}

// ordersView is parcels with where they are.
type ordersView struct {
	common
	Rows   []orderRow
	States []layout.Option
	Pager  layout.Pager
}

type orderRow struct {
	*postal.Order
	Code, Person, DeskName string
}

var ordersPage = layout.Parse[ordersView](files, "orders.html", "tabs.html")

var states = []postal.State{postal.Waiting, postal.Sending, postal.Accepted, postal.Transit, postal.Undelivered, postal.Delivered, postal.Returned, postal.Rejected, postal.Cancelled}

func (p *Room) orders(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	if typed := words(form, "number"); typed != "" {
		o, err := p.Orders.Order(r.Context(), typed)
		if err == nil {
			http.Redirect(w, r, "/postal/orders/"+o.Number, http.StatusSeeOther)
			return nil
		}
		if refusal.KindOf(err) == 0 {
			return err
		}
		form.Errors = refusal.List{refusal.Wrong("number", "Không có đơn nào mang số “%s”.", typed)}
	}
	page := ordersView{common: newCommon(v, "/postal/orders", form.Get("done"), form), States: []layout.Option{{Label: v.T("Mọi trạng thái")}}}
	for _, s := range states {
		page.States = append(page.States, layout.Option{Value: string(s), Label: v.T(s.Title()), Chosen: form.Get("state") == string(s)})
	}
	q := postal.Query{Before: web.Number[postal.ID](form.Get("before")), Limit: onePage + 1, State: postal.State(form.Get("state"))}
	if page.Rows, err = p.orderRows(r, q); err != nil {
		return err
	}
	page.Pager.Excel = "/postal/orders.xlsx?state=" + string(q.State)
	if len(page.Rows) > onePage {
		page.Rows = page.Rows[:onePage]
		page.Pager.Next = "/postal/orders?state=" + string(q.State) + "&before=" + strconv.FormatInt(int64(page.Rows[onePage-1].ID), 10)
	}
	if q.Before != 0 {
		page.Pager.First = "/postal/orders?state=" + string(q.State)
	}
	return ordersPage.Render(w, r, status(form), page)
}

func (p *Room) orderRows(r *http.Request, q postal.Query) (rows []orderRow, err error) {
	v := web.VisitOf(r)
	found, err := p.Orders.Orders(r.Context(), reach(v, account.ReadPost), q)
	for i := range found {
		rows = append(rows, orderRow{found[i].Order, found[i].File.Code, masked(v, &found[i].File, false), v.Units.Name(found[i].Order.Desk)})
	}
	return rows, err
}

func (p *Room) orderBook(w http.ResponseWriter, r *http.Request) error {
	rows, err := p.orderRows(r, postal.Query{Limit: mostRows, State: postal.State(r.URL.Query().Get("state"))})
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	return send(w, r, "buu-gui", "Bưu gửi", []sheet.Column{
		{Title: "Số đơn", Width: 20}, {Title: "Số hiệu bưu gửi", Width: 20}, {Title: "Mã hồ sơ", Width: 24}, {Title: "Người nhận", Width: 26}, {Title: "Bộ phận gửi", Width: 30}, {Title: "Trạng thái", Width: 24},
		{Title: "Thu hộ", Kind: sheet.Number}, {Title: "Đã thu", Kind: sheet.Number}, {Title: "Lập lúc", Kind: sheet.Instant}, {Title: "Bưu chính nhận lúc", Kind: sheet.Instant}, {Title: "Trạng thái lúc", Kind: sheet.Instant}, {Title: "Lý do", Width: 30},
	}, each(rows, func(o orderRow) []any {
		return []any{o.Number, o.Tracking, o.Code, o.Person, o.DeskName, v.T(o.State.Title()), o.COD, o.Collected, local(o.Opened), local(o.Accepted), local(o.StatusAt), o.Reason}
	}))
}

// orderView is one parcel with what the post said of it.
type orderView struct {
	common
	Order     *postal.Order
	Notices   []*postal.Notice
	MayCancel bool
}

var orderPage = layout.Parse[orderView](files, "order.html", "tabs.html")

func (p *Room) one(r *http.Request, act account.Act) (postal.Order, error) {
	o, err := p.Orders.Order(r.Context(), r.PathValue("order"))
	if err != nil {
		return o, err
	}
	return o, web.VisitOf(r).Must(act, o.Desk)
}

func (p *Room) order(w http.ResponseWriter, r *http.Request) error {
	o, err := p.one(r, account.ReadPost)
	if err != nil {
		return err
	}
	return p.orderShow(w, r, o, layout.Form{})
}

func (p *Room) orderShow(w http.ResponseWriter, r *http.Request, o postal.Order, form layout.Form) (err error) {
	v := web.VisitOf(r)
	page := orderView{common: newCommon(v, "/postal/orders", r.URL.Query().Get("done"), form), Order: &o}
	page.Self = "/postal/orders/" + o.Number
	page.Crumbs = []layout.Link{{Text: v.T("Bưu gửi"), Href: "/postal/orders"}, {Text: o.Number}}
	page.MayCancel = o.State == postal.Waiting && v.May(account.OrderPost, o.Desk)
	if page.Notices, err = p.Orders.Notices(r.Context(), o.ID); err != nil {
		return err
	}
	return orderPage.Render(w, r, status(form), page)
}

func (p *Room) cancel(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	o, err := p.one(r, account.OrderPost)
	if err != nil {
		return err
	}
	err = p.Orders.Cancel(r.Context(), o.ID, words(form, "reason"), web.VisitOf(r).Stamp(form.Once()))
	if again, ok := form.Refused(err); ok {
		return p.orderShow(w, r, o, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/postal/orders/"+o.Number+"?done=cancel", http.StatusSeeOther)
	return nil
}
