package store

import (
	"context"
	"slices"

	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/kit/db"
)

// Reorganisation is what an act upon the tree did, or would do.
type Reorganisation = orgunit.Reorganisation

// followHeirs moves what is open and the people of units that ended to their heirs.
func (u Units) followHeirs(ctx context.Context, tx *db.Tx, r *Reorganisation, m Moment) error {
	s := Dossiers{References: &References{followers: u.References.followers}}
	for _, c := range r.Changes {
		if c.Before == nil || c.After.Until == 0 || len(c.After.Heirs) == 0 {
			continue
		}
		moved, err := s.transfer(ctx, tx, c.After.ID, c.After.Heirs[0], c.After.Basis, m)
		if err != nil {
			return err
		}
		r.Dossiers += moved
		people, err := movePeople(ctx, tx, c.After.ID, c.After.Heirs[0], c.After.Basis, m)
		if err != nil {
			return err
		}
		r.People += people
	}
	return nil
}

// transfer moves the open dossiers of a unit, and those that it has to hand over, one
// event each.
func (s Dossiers) transfer(ctx context.Context, tx *db.Tx, from, to orgunit.ID, basis string, m Moment) (int, error) {
	ids, err := db.All(ctx, tx, func(row db.Row) (id dossier.ID, err error) {
		err = row.Scan((*int64)(&id))
		return id, err
	}, `SELECT id FROM dossier WHERE unit = $1 AND clock IN ('running', 'paused')
		UNION ALL SELECT id FROM dossier WHERE desk = $1 AND unit > 0 AND clock IN ('running', 'paused')
		UNION ALL SELECT id FROM dossier WHERE desk = $1 AND delivery = 'ready'
		UNION ALL SELECT dossier FROM dossier_work WHERE unit = $1
		UNION ALL SELECT dossier FROM dossier_request WHERE unit = $1`, from)
	if err != nil {
		return 0, err
	}
	// In order and once here: asked for that, SQLite reads every dossier.
	slices.Sort(ids)
	ids = slices.Compact(ids)
	m.Key = "" // the key belongs to the act upon the tree
	for _, id := range ids {
		if _, err := s.DoIn(ctx, tx, id, dossier.Transfer{From: from, To: to, Basis: basis}, m); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}
