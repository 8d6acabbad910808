package till

import (
	"context"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// refundsView is money that goes back.
type refundsView struct {
	common
	Rows    []refundRow
	Names   map[account.ID]string
	Refused payment.ID // whose form came back, 0 none
}

// refundRow is a refund with what the visitor may do to it.
type refundRow struct {
	*payment.Refund
	OrderCode string
	Decide    bool
	Pay       bool // out of the drawer
	Say       bool // by bank: somebody says that it was done
}

var refundsPage = layout.Parse[refundsView](files, "refunds.html", "tabs.html")

func (t *Till) refunds(w http.ResponseWriter, r *http.Request) error {
	return t.refundList(w, r, layout.Form{}, 0)
}

func (t *Till) refundList(w http.ResponseWriter, r *http.Request, form layout.Form, refused payment.ID) (err error) {
	v := web.VisitOf(r)
	page := refundsView{common: newCommon(v, "/till/refunds", r.URL.Query().Get("done"), form), Refused: refused}
	list, err := t.Refunds.Refunds(r.Context(), reach(v, account.ReadMoney), 200)
	if err != nil {
		return err
	}
	if page.Names, err = t.Staff.Names(r.Context(), askers(list)...); err != nil {
		return err
	}
	for _, one := range list {
		o, err := t.Orders.Get(r.Context(), one.Order)
		if err != nil {
			return err
		}
		approved := one.State == payment.RefundApproved && v.May(account.TakeMoney, one.Desk)
		page.Rows = append(page.Rows, refundRow{
			Refund: one, OrderCode: o.Code,
			Decide: one.State == payment.RefundAsked && v.May(account.RefundMoney, one.Unit),
			Pay:    approved && one.Way == payment.Cash, Say: approved && one.Way == payment.Transfer,
		})
	}
	page.Self = "/till/refunds"
	return refundsPage.Render(w, r, status(form), page)
}

func askers(list []*payment.Refund) (people []account.ID) {
	for _, one := range list {
		people = append(people, one.AskedBy, one.DecidedBy)
	}
	return people
}

func (t *Till) refundBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	list, err := t.Refunds.Refunds(r.Context(), reach(v, account.ReadMoney), mostRows)
	if err != nil {
		return err
	}
	names, err := t.Staff.Names(r.Context(), askers(list)...)
	if err != nil {
		return err
	}
	return send(w, r, "hoan-tien", "Hoàn tiền", []sheet.Column{
		{Title: "Đơn vị", Width: 30}, {Title: "Số tiền", Kind: sheet.Number}, {Title: "Lý do", Width: 30}, {Title: "Cách hoàn"}, {Title: "Trạng thái"},
		{Title: "Người đề nghị", Width: 26}, {Title: "Đề nghị lúc", Kind: sheet.Instant}, {Title: "Người duyệt", Width: 26}, {Title: "Duyệt lúc", Kind: sheet.Instant}, {Title: "Số chứng từ"}, {Title: "Hoàn lúc", Kind: sheet.Instant},
	}, each(list, func(f *payment.Refund) []any {
		return []any{v.Units.Name(f.Unit), f.Amount, f.Reason, v.T(f.Way.Title()), v.T(f.State.Title()), names[f.AskedBy], local(f.Asked), names[f.DecidedBy], local(f.Decided), f.Reference, local(f.Done)}
	}))
}

func (t *Till) decide(w http.ResponseWriter, r *http.Request) error {
	return t.onRefund(w, r, account.RefundMoney, "decide", func(f *payment.Refund, form layout.Form, m account.Stamp) error {
		return t.Refunds.DecideRefund(r.Context(), f.ID, payment.Decide{Approve: form.Get("do") == "approve", Reason: words(form, "reason")}, m)
	})
}

func (t *Till) carryOut(w http.ResponseWriter, r *http.Request) error {
	return t.onRefund(w, r, account.TakeMoney, "carry-out", func(f *payment.Refund, form layout.Form, m account.Stamp) error {
		if f.Way == payment.Cash {
			return t.Refunds.PayRefund(r.Context(), f.ID, m)
		}
		return t.Refunds.Refunded(r.Context(), f.ID, payment.CarryOut{Reference: words(form, "reference")}, m)
	})
}

func (t *Till) onRefund(w http.ResponseWriter, r *http.Request, needs account.Act, done string, act func(*payment.Refund, layout.Form, account.Stamp) error) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	f, err := t.Refunds.Refund(r.Context(), idOf(r.PathValue("refund")))
	if err != nil {
		return err
	}
	v, unit := web.VisitOf(r), f.Unit
	if needs == account.TakeMoney {
		unit = f.Desk
	}
	if err := v.Must(needs, unit); err != nil {
		return err
	}
	err = act(&f, form, v.Stamp(form.Once()))
	if again, ok := form.Refused(err); ok {
		return t.refundList(w, r, again, f.ID)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/till/refunds?done="+done, http.StatusSeeOther)
	return nil
}

// proposed is a refund that a rule proposes of an order.
type proposed struct {
	payment.Proposal
	Order string // code
}

// propose is what of an order should go back by rule.
func (t *Till) propose(ctx context.Context, file *dossier.Dossier, o *payment.Order) (payment.Proposal, error) {
	waiting, err := t.Refunds.Asked(ctx, o.ID)
	return payment.Propose(file, o, waiting), err
}

// proposals are those of a dossier's orders.
func (t *Till) proposals(ctx context.Context, file *dossier.Dossier, orders []*payment.Order) (list []proposed, err error) {
	for _, o := range orders {
		p, err := t.propose(ctx, file, o)
		if err != nil {
			return nil, err
		}
		if p.Amount > 0 {
			list = append(list, proposed{p, o.Code})
		}
	}
	return list, nil
}
