package store_test

import (
	"cchc/domain/account"
	"cchc/domain/calendar"
	domain "cchc/domain/lateness"
	"cchc/store/lateness"
)

// warnings gives the playground apologies and rules of warning.
func (p *playground) warnings() {
	p.t.Helper()
	office := lateness.New(p.s)
	p.must(office.CatchUp(p.t.Context(), p.now))
	_, err := office.Tick(p.t.Context(), p.now.AddDate(0, 2, 0))
	p.must(err)
	stage := domain.Stage{Of: domain.OfDossier, Side: domain.Before, Span: "2 workdays", Tell: []domain.Whom{domain.Head}}
	rule := domain.Rule{From: calendar.DayOf(p.now) + 1, Basis: "QĐ 12", Stages: []domain.Stage{stage}}
	p.must(office.Decide(p.t.Context(), rule, account.Stamp{By: 1, Unit: hill, At: p.now}))
}
