package desk

import (
	"context"
	"slices"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/web"
	"cchc/web/layout"
)

// Purse is the till, as the reception sees it. What is paid in cash it takes in the commit
// of the receipt, by following it.
type Purse interface {
	// Pay opens what is owed and gives the address where its QR code is.
	Pay(ctx context.Context, d dossier.Dossier, by account.Stamp) (address string, err error)
	// Receipt is the address of the receipt for a dossier's money, "" for none.
	Receipt(ctx context.Context, d dossier.Dossier) (address string, err error)
}

// settled says how the fee is settled: on which grounds less is owed, and whether the rest
// was paid in cash.
func (p *reception) settled(offer *procedure.Offer) {
	if offer == nil {
		return
	}
	p.Fee, p.Owed = offer.Fee, offer.Fee
	p.living = offer.Living(p.at)
	p.act.Grounds = nil
	for _, g := range p.living { // those of a procedure chosen before count no more
		if slices.Contains(p.Form.Values["ground"], g.Code) {
			p.act.Grounds = append(p.act.Grounds, g.Code)
		}
	}
	if due, err := offer.Owed(p.at, p.act.Grounds...); err == nil && len(due) > 0 {
		p.Owed = 0
		for _, one := range due {
			p.Owed += one.Owed
		}
	}
	p.act.Paid = p.Form.Get("fee") == "cash" && p.Owed > 0
}

// Fees are the ways to pay. Money that comes by QR code is taken when it has come.
func (p reception) Fees() []layout.Option {
	return marked(p.Form.Get("fee"), []layout.Option{{Value: "cash", Label: "Tiền mặt", Hint: "1"}, {Value: "qr", Label: "Mã QR", Hint: "2"}})
}

// Grounds are the grounds of law on which less is owed today.
func (p reception) Grounds() (list []layout.Option) {
	for _, g := range p.living {
		off := layout.Translate(p.lang, "giảm %s", g.OffWords())
		if g.All() {
			off = layout.Translate(p.lang, "miễn toàn bộ")
		}
		list = append(list, layout.Option{Value: g.Code, Label: g.Name, Hint: off + ", " + g.Basis, Chosen: slices.Contains(p.act.Grounds, g.Code)})
	}
	return list
}

// feeReceipt is where the receipt for the money of a dossier is, "" for none.
func (d *Desk) feeReceipt(ctx context.Context, v *web.Visit, file *dossier.Dossier) string {
	if d.Beside.Purse == nil || file.Finance != dossier.FeePaid {
		return ""
	}
	to, err := d.Beside.Purse.Receipt(ctx, *file)
	if err != nil {
		v.Fault("the receipt for a fee was not found", err)
	}
	return to
}

// feeAct leads to the till: money is taken there, with a receipt and into a drawer.
var feeAct = &act{slug: "fee", title: "Thu phí, lệ phí", needs: account.TakeMoney, on: atDesk,
	open:  func(s *scene) bool { return s.file.Finance == dossier.FeeDue && s.file.State != dossier.WaitPayment },
	leads: func(s *scene) string { return tillOf(s.file, "dossier") }}

// tillOf is where a dossier's fee is taken, and which page follows.
func tillOf(d *dossier.Dossier, after string) string {
	return "/till/dossiers/" + d.Code + "?after=" + after
}
