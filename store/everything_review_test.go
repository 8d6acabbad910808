package store_test

import (
	"fmt"

	"cchc/domain/account"
	domain "cchc/domain/review"
	"cchc/store/review"
)

// proposals gives the playground a review of procedures.
func (p *playground) proposals() {
	p.t.Helper()
	s := review.Open(p.s)
	by := func(who account.ID) account.Stamp { return account.Stamp{By: who, Unit: hillCommune, At: p.now} }
	for i := range 3 {
		draft := domain.Proposal{Year: 2026, Procedure: "1.000001", Means: domain.DropPaper, Title: fmt.Sprint("Phương án ", i), Reason: "Nhà nước đã có"}
		made, err := s.Do(p.t.Context(), 0, 0, domain.Write{Proposal: draft}, by(1))
		p.must(err)
		_, err = s.Do(p.t.Context(), made.ID, made.Version, domain.Submit{}, by(1))
		p.must(err)
	}
}
