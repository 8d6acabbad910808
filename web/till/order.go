package till

import (
	"context"
	"html/template"
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

func idOf(text string) payment.ID {
	n, _ := strconv.ParseInt(text, 10, 64)
	return payment.ID(n)
}

func idText(id payment.ID) string { return strconv.FormatInt(int64(id), 10) }

// orderView is one order, or the dossier that has none yet.
type orderView struct {
	common
	Code      string // of the dossier, or the number of the copy
	Of        string // its address
	Name      string // of the procedure
	Payer     string
	Order     *payment.Order
	State     layout.Tag
	Facts     []layout.Fact
	Lines     []payment.Line
	Grounds   []layout.Option
	Rounding  string
	QR        template.HTML
	To        payment.Beneficiary
	NoAccount bool
	Receipts  []*payment.Receipt
	Others    []*payment.Order
	Left      int64
	MayTake   bool
	MayAccept bool
	MayRefund bool
	MayOffer  bool
	Waits     bool
	Due       bool
	After     string      // name of the page that a payment leads back to
	Onward    layout.Link // to it, once all is paid
	Proposed  payment.Proposal
	Proposals []proposed // of the dossier's orders
}

var orderPage = layout.Parse[orderView](files, "order.html", "tabs.html")

// find loads the dossier of the address for taking money at its desk.
func (t *Till) find(r *http.Request) (dossier.Dossier, error) {
	code, ok := dossier.NormalCode(r.PathValue("code"))
	if !ok {
		return dossier.Dossier{}, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	file, err := t.Files.ByCode(r.Context(), code)
	if err != nil {
		return file, err
	}
	return file, web.VisitOf(r).Must(account.TakeMoney, file.Desk)
}

// dossier shows what a dossier owes; an order that waits is gone to at once.
func (t *Till) dossier(w http.ResponseWriter, r *http.Request) error {
	file, err := t.find(r)
	if err != nil {
		return err
	}
	others, err := t.Orders.Of(r.Context(), file.ID)
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.State == payment.Open || o.State == payment.Short || o.State == payment.Over {
			http.Redirect(w, r, toOrder(o, "", afterOf(r)), http.StatusSeeOther)
			return nil
		}
	}
	return t.owing(w, r, &file, others, layout.Form{})
}

func (t *Till) owing(w http.ResponseWriter, r *http.Request, file *dossier.Dossier, others []*payment.Order, form layout.Form) error {
	v := web.VisitOf(r)
	page := orderView{common: newCommon(v, "/till", r.URL.Query().Get("done"), form), Code: file.Code, Of: "/desk/dossiers/" + file.Code, Others: others, MayTake: true, Due: payment.Owes(file)}
	offer, err := t.about(r.Context(), &page, file)
	if err != nil {
		return err
	}
	if lines, err := payment.Owed(file, offer); err == nil {
		page.Lines = lines
		page.Grounds, page.Rounding = grounds(offer, file.Fee, form), v.T(procedure.RoundingRule)
	}
	if page.Proposals, err = t.proposals(r.Context(), file, others); err != nil {
		return err
	}
	if page.After = afterOf(r); !page.Due {
		page.Onward = onward(v, file, page.After)
	}
	page.Self = "/till/dossiers/" + file.Code
	page.Crumbs = []layout.Link{{Text: v.T("Thu phí"), Href: "/till"}, {Text: file.Code}}
	return orderPage.Render(w, r, status(form), page)
}

// about fills in what is known of the dossier, and finds the fees of its channel.
func (t *Till) about(ctx context.Context, page *orderView, file *dossier.Dossier) (*procedure.Offer, error) {
	person, err := t.Files.Person(ctx, file.ID)
	if err != nil {
		return nil, err
	}
	rules, err := t.Rules(ctx)
	if err != nil {
		return nil, err
	}
	page.Payer = person.Name
	version := rules.Procedure(file.Procedure)
	if version == nil {
		return nil, nil
	}
	page.Name = version.Name
	return version.Offer(file.Channel), nil
}

// grounds are the choices of exemption and reduction, none once the fee was reduced.
func grounds(offer *procedure.Offer, fee int64, form layout.Form) (list []layout.Option) {
	if offer == nil || fee < offer.Fee {
		return nil
	}
	for _, g := range offer.Grounds {
		list = append(list, layout.Option{Value: g.Code, Label: g.Name, Hint: g.Basis + ", " + g.Off})
	}
	return list
}

// open opens the dossier's order.
func (t *Till) open(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	file, err := t.find(r)
	if err != nil {
		return err
	}
	o, err := t.Orders.Open(r.Context(), file.ID, form.Values["ground"], web.VisitOf(r).Stamp(form.Once()))
	if again, ok := form.Refused(err); ok {
		return t.owing(w, r, &file, nil, again)
	}
	if err != nil {
		return err
	}
	to := toOrder(&o, "", afterOf(r))
	if o.ID == 0 {
		to = "/till/dossiers/" + file.Code + "?done=exempt&after=" + afterOf(r)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// at loads the order of the address for an act at its desk or, to read, of its unit.
func (t *Till) at(r *http.Request, act account.Act) (payment.Order, error) {
	o, err := t.Orders.Order(r.Context(), r.PathValue("order"))
	if err != nil {
		return o, err
	}
	if act == account.TakeMoney {
		return o, web.VisitOf(r).Must(act, o.Desk)
	}
	return o, mustAny(web.VisitOf(r), act, o.Unit, o.Desk)
}

// order shows one.
func (t *Till) order(w http.ResponseWriter, r *http.Request) error {
	o, err := t.at(r, account.ReadMoney)
	if err != nil {
		return err
	}
	return t.show(w, r, &o, layout.Form{})
}

func (t *Till) show(w http.ResponseWriter, r *http.Request, o *payment.Order, form layout.Form) error {
	v, ctx := web.VisitOf(r), r.Context()
	of, err := t.subject(ctx, o)
	if err != nil {
		return err
	}
	page := orderView{common: newCommon(v, "/till", r.URL.Query().Get("done"), form), Code: of.code, Of: of.href, Order: o, Lines: o.Lines, State: layout.Plain(o.State.Title())}
	page.Payer, page.Name = of.person.Name, of.name
	if page.Receipts, err = t.Cash.ReceiptsOf(ctx, o.ID); err != nil {
		return err
	}
	page.Waits = o.State == payment.Open || o.State == payment.Short
	if page.After = afterOf(r); o.State == payment.Paid {
		page.Onward = onward(v, &of.file, page.After)
	}
	page.Left = o.Left()
	page.MayTake = v.May(account.TakeMoney, o.Desk)
	page.MayOffer = t.Platform != nil && page.MayTake && o.State == payment.Open
	page.MayAccept = o.State == payment.Over && v.May(account.ReconcileMoney, o.Unit)
	page.MayRefund = page.MayTake && page.Left > 0
	page.Facts = orderFacts(v, o)
	if page.Proposed, err = t.proposeFor(ctx, &of, o); err != nil {
		return err
	}
	if page.Proposed.Amount > 0 && len(form.Values) == 0 {
		page.Form = layout.Filled("amount", vntext.Number(page.Proposed.Amount), "reason", page.Proposed.Reason)
	}
	if page.Waits {
		page.To, page.QR, err = t.transfer(ctx, o)
		if page.NoAccount = refusal.KindOf(err) == refusal.NotFound; err != nil && !page.NoAccount {
			return err
		}
	}
	page.Self = "/till/orders/" + o.Code
	page.Crumbs = []layout.Link{{Text: v.T("Thu phí"), Href: "/till"}, {Text: o.Code}}
	return orderPage.Render(w, r, status(form), page)
}

func orderFacts(v *web.Visit, o *payment.Order) (list []layout.Fact) {
	add := func(name string, value string, show bool) {
		if show {
			list = append(list, layout.Fact{Name: v.T(name), Value: value})
		}
	}
	money := func(n int64) string { return v.T("%s đ", v.Lang.Number(n)) }
	if o.Method != "" {
		add("Cách nộp", v.T(o.Method.Title()), true)
	}
	add("Phải nộp", money(o.Total), true)
	add("Đã nhận", money(o.Received), o.Received > 0)
	add("Số chứng từ", o.Reference, o.Reference != "")
	add("Đã hoàn", money(o.Refunded), o.Refunded > 0)
	add("Lý do", o.Reason, o.Reason != "")
	return list
}

// acting is an act upon an order: done, the order is shown; refused, with what was typed.
func (t *Till) acting(w http.ResponseWriter, r *http.Request, needs account.Act, done string, act func(*payment.Order, layout.Form, account.Stamp) error) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	o, err := t.at(r, needs)
	if err != nil {
		return err
	}
	err = act(&o, form, web.VisitOf(r).Stamp(form.Once()))
	if again, ok := form.Refused(err); ok {
		return t.show(w, r, &o, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, toOrder(&o, done, afterOf(r)), http.StatusSeeOther)
	return nil
}

func (t *Till) cash(w http.ResponseWriter, r *http.Request) error {
	return t.acting(w, r, account.TakeMoney, "cash", func(o *payment.Order, _ layout.Form, m account.Stamp) error {
		_, err := t.Cash.TakeCash(r.Context(), o.ID, m)
		return err
	})
}

func (t *Till) cancel(w http.ResponseWriter, r *http.Request) error {
	return t.acting(w, r, account.TakeMoney, "cancel", func(o *payment.Order, form layout.Form, m account.Stamp) error {
		_, err := t.Orders.Cancel(r.Context(), o.ID, words(form, "reason"), m)
		return err
	})
}

func (t *Till) accept(w http.ResponseWriter, r *http.Request) error {
	return t.acting(w, r, account.ReconcileMoney, "accept", func(o *payment.Order, form layout.Form, m account.Stamp) error {
		return t.Orders.Accept(r.Context(), o.ID, words(form, "reason"), m)
	})
}

func (t *Till) askRefund(w http.ResponseWriter, r *http.Request) error {
	return t.acting(w, r, account.TakeMoney, "refund", func(o *payment.Order, form layout.Form, m account.Stamp) error {
		amount, err := dong(form, "amount")
		if err == nil {
			_, err = t.Refunds.AskRefund(r.Context(), o.ID, amount, words(form, "reason"), m)
		}
		return err
	})
}

func (t *Till) offer(w http.ResponseWriter, r *http.Request) error {
	return t.acting(w, r, account.TakeMoney, "offer", func(o *payment.Order, _ layout.Form, m account.Stamp) error {
		_, err := t.offered(r, o, m)
		return err
	})
}

// offered brings an order to the platform and keeps its page.
func (t *Till) offered(r *http.Request, o *payment.Order, m account.Stamp) (payment.Order, error) {
	if t.Platform == nil {
		return *o, refusal.TooEarlyOrLate("Chưa kết nối cổng thanh toán.")
	}
	bill, err := t.bill(r, o)
	if err != nil {
		return *o, err
	}
	link, err := t.Platform.Offer(r.Context(), bill)
	if err != nil || link == o.Link {
		return *o, err
	}
	return t.Orders.Offered(r.Context(), o.ID, link, m)
}

func (t *Till) bill(r *http.Request, o *payment.Order) (b payment.Bill, err error) {
	file, err := t.Files.Get(r.Context(), o.Dossier)
	if err != nil {
		return b, err
	}
	person, err := t.Files.Person(r.Context(), file.ID)
	if err != nil {
		return b, err
	}
	rules, err := t.Rules(r.Context())
	if err != nil {
		return b, err
	}
	b = payment.Bill{Order: *o, Dossier: file.Code, Payer: person.Name, PayerID: person.IDNo, PayerAddress: person.Address, Remote: layout.VisitOf(r).Remote}
	if u := rules.Units().Unit(o.Unit); u != nil {
		b.UnitCode, b.UnitName = u.Code, u.Name
	}
	if v := rules.Procedure(file.Procedure); v != nil {
		b.ProcedureCode, b.ProcedureName = v.Code, v.Name
	}
	b.Beneficiary, err = t.Orders.Beneficiary(r.Context(), o.Unit)
	if refusal.KindOf(err) == refusal.NotFound {
		err = nil // the platform has its own
	}
	return b, err
}
