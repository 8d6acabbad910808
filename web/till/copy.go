package till

import (
	"context"
	"fmt"

	"cchc/domain/certify"
	"cchc/domain/dossier"
	"cchc/domain/payment"
)

// Copies reads the register of certified copies.
type Copies interface {
	Get(ctx context.Context, id certify.ID) (certify.Entry, error)
}

// subject is what an order is for: a dossier, or a certified copy.
type subject struct {
	file   dossier.Dossier
	copies *certify.Entry
	person dossier.Person
	name   string // of the procedure, or of what was certified
	code   string
	href   string
}

// subject reads what an order is for.
func (t *Till) subject(ctx context.Context, o *payment.Order) (s subject, err error) {
	if o.Copy != 0 {
		e, err := t.Copies.Get(ctx, o.Copy)
		return subject{
			copies: &e, person: dossier.Person{Name: e.Person}, name: "Chứng thực bản sao: " + e.Kind,
			code: fmt.Sprintf("%d, %s", e.Number, e.Symbol()), href: fmt.Sprintf("/counter/copies/%d", e.ID),
		}, err
	}
	if s.file, err = t.Files.Get(ctx, o.Dossier); err != nil {
		return s, err
	}
	s.code, s.href = s.file.Code, "/desk/dossiers/"+s.file.Code
	if s.person, err = t.Files.Person(ctx, o.Dossier); err != nil {
		return s, err
	}
	rules, err := t.Rules(ctx)
	if err != nil {
		return s, err
	}
	if version := rules.Procedure(s.file.Procedure); version != nil {
		s.name = version.Name
	}
	return s, nil
}

// proposeFor is what of an order should go back by rule.
func (t *Till) proposeFor(ctx context.Context, s *subject, o *payment.Order) (payment.Proposal, error) {
	if s.copies == nil {
		return t.propose(ctx, &s.file, o)
	}
	waiting, err := t.Refunds.Asked(ctx, o.ID)
	return payment.ProposeCopy(s.copies, o, waiting), err
}
