package store

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/store/book"
)

// Furniture is reference data put in at once: an import, a demo, a test's province.
type Furniture struct {
	Units     []orgunit.Unit
	Accounts  []account.Account
	Decisions []procedure.Decision
	Versions  []procedure.Version
	Workflows []workflow.Version
}

// Furnish keeps new reference data, each with its event, all or nothing. The caller has
// checked it.
func (s *Store) Furnish(ctx context.Context, f Furniture, m Moment) error {
	return s.DB.Alone(ctx, func(tx *db.Tx) error {
		if err := bumpReferences(ctx, tx); err != nil {
			return err
		}
		if err := addAll(ctx, tx, unitBook, f.Units, "establish", m); err != nil {
			return err
		}
		if err := addAll(ctx, tx, accountBook, f.Accounts, "create", m); err != nil {
			return err
		}
		if err := addAll(ctx, tx, decisionBook, f.Decisions, "announce", m); err != nil {
			return err
		}
		if err := addAll(ctx, tx, versionBook, f.Versions, "announce", m); err != nil {
			return err
		}
		return addAll(ctx, tx, workflowBook, f.Workflows, "publish", m)
	})
}

func addAll[S any](ctx context.Context, tx *db.Tx, b *book.Book[S], list []S, act string, m Moment) error {
	for i := range list {
		if *b.ID(&list[i]) == 0 {
			*b.ID(&list[i]) = m.NewID()
		}
		if err := b.Add(ctx, tx, &list[i], m.Event(act, "")); err != nil {
			return err
		}
	}
	return nil
}
