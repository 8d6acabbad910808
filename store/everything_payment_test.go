package store_test

import (
	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/payment"
	money "cchc/store/payment"
)

// money gives the playground a day at the till: cash, a notice that fits, one that does
// not, a refund, a comparison of books.
func (p *playground) money() {
	p.t.Helper()
	ctx, kept := p.t.Context(), money.Payments{Dossiers: p.s.Dossiers}
	by := account.Stamp{By: 1, Unit: hillCommune, At: p.now}
	p.must(kept.SetBeneficiary(ctx, hill, payment.SetBeneficiary{Bank: "970436", Name: "Vietcombank", Number: "0011", Holder: "Kho bạc"}, by))
	p.must(kept.OpenDrawer(ctx, 50_000, by))
	for range 12 { // some that owe a fee, whatever became of the others
		p.receive()
	}
	paid := 0
	for _, d := range p.dossiers {
		now, err := p.s.Dossiers.Get(ctx, d.ID)
		p.must(err)
		if !payment.Owes(&now) {
			continue
		}
		o, err := kept.Open(ctx, d.ID, nil, by)
		p.must(err)
		n := payment.Notice{Source: payment.FromPlatform, Reference: o.Code, Code: o.Code, Amount: o.Total, At: p.now}
		switch paid++; paid % 3 {
		case 0:
			n.Amount++
			fallthrough
		case 1:
			_, err = kept.Take(ctx, n, by)
		default:
			_, err = kept.TakeCash(ctx, o.ID, by)
			p.must(err)
			_, err = kept.AskRefund(ctx, o.ID, 1, "nhầm", by)
		}
		p.must(err)
	}
	_, err := kept.Reconcile(ctx, payment.FromPlatform, calendar.DayOf(p.now), []payment.Item{{Reference: "lạ", Code: "lạ", Amount: 5, At: p.now}}, by)
	p.must(err)
}
