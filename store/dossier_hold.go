package store

import (
	"context"

	"cchc/domain/dossier"
	"cchc/kit/db"
)

// Hold reads a dossier within a transaction and keeps others from changing it until that
// ends; db.ErrNotFound for none.
func (s Dossiers) Hold(ctx context.Context, tx *db.Tx, id dossier.ID) (dossier.Dossier, error) {
	k, err := dossierBook.Load(ctx, tx, int64(id))
	return k.State, err
}

// Listed reads dossiers with their people within a transaction, in the order asked for.
func (s Dossiers) Listed(ctx context.Context, tx *db.Tx, ids []dossier.ID) ([]dossier.Listed, error) {
	return listed(ctx, tx, ids)
}
