package store_test

import (
	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/postal"
	"cchc/domain/procedure"
	posts "cchc/store/postal"
)

// post gives the playground a day with the public post: a list with something damaged, an
// order that is delivered, a notice that fits nothing, a comparison, guidance at a desk.
func (p *playground) post() {
	p.t.Helper()
	ctx, kept := p.t.Context(), posts.Post{Dossiers: p.s.Dossiers}
	d, err := p.s.Dossiers.Receive(ctx, dossier.Receive{Unit: hillCommune, Desk: hillCommune, Helped: hillVillage, Procedure: 101, Workflow: 201, Channel: procedure.Direct, ResultBy: dossier.ByPost}, p.person(), p.moment())
	p.must(err)
	for _, act := range []dossier.Act{dossier.TakeOver{Step: 1}, dossier.Finish{}} {
		_, err := p.s.Dossiers.Do(ctx, d.ID, act, p.moment())
		p.must(err)
	}
	by := account.Stamp(p.moment())
	o, err := kept.Open(ctx, d.ID, by)
	p.must(err)
	l, err := kept.Draw(ctx, postal.Out, hillVillage, hillCommune, by)
	p.must(err)
	p.must(kept.Put(ctx, l.ID, d.ID, by))
	p.must(kept.Do(ctx, l.ID, postal.Give{}, by))
	lines, err := kept.Lines(ctx, l.ID)
	p.must(err)
	p.must(kept.Check(ctx, l.ID, lines[0].Item.ID, postal.Check{State: postal.Damaged, Reason: "ướt"}, by))
	for _, n := range []postal.Notice{
		{Reference: "1", Number: o.Number, Tracking: "RR1", Status: postal.Delivered, At: p.now, Taker: "Người nhà", Collected: o.COD},
		{Reference: "2", Number: "lạ", Tracking: "RR9", Status: postal.Transit, At: p.now},
	} {
		_, err := kept.Take(ctx, n, by)
		p.must(err)
	}
	_, err = kept.Compare(ctx, calendar.DayOf(p.now), []postal.Entry{{Number: "lạ", Tracking: "RR9", State: postal.Transit, At: p.now}}, by)
	p.must(err)
	p.must(kept.Guide(ctx, postal.Guide{Topic: "Đăng ký khai sinh", Minutes: 7}, by))
	p.dossiers = append(p.dossiers, d)
}
