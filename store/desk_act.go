package store

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
)

// Receive is Dossiers.Receive for a page.
func (s Desk) Receive(ctx context.Context, act dossier.Act, p dossier.Person, by account.Stamp) (dossier.Dossier, error) {
	return s.Dossiers.Receive(ctx, act, p, Moment(by))
}

// Do is Dossiers.Do for a page.
func (s Desk) Do(ctx context.Context, id dossier.ID, act dossier.Act, by account.Stamp) (dossier.Dossier, error) {
	return s.Dossiers.Do(ctx, id, act, Moment(by))
}

// Correct corrects an entry, together with the person's data when they are given.
func (s Desk) Correct(ctx context.Context, id dossier.ID, act dossier.Correct, p *dossier.Person, by account.Stamp) (dossier.Dossier, error) {
	if p == nil {
		return s.Do(ctx, id, act, by)
	}
	sealed := p.Sealed()
	act.Seal = sealed.Seal()
	return s.Do(ctx, id, CorrectPerson{act, sealed}, by)
}

// Absence changes who stands in for a person while they are away.
func (s Desk) Absence(ctx context.Context, id account.ID, change account.Change, by account.Stamp) error {
	_, err := Accounts(s.Dossiers).Change(ctx, id, by, change)
	return err
}

// Versions lists every version of every procedure, by code and number.
func (p *Picture) Versions() []*procedure.Version { return p.Procedures }

// Flows lists every version of every workflow, by procedure, case and number.
func (p *Picture) Flows() []*workflow.Version { return p.Workflows }
