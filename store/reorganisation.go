package store

import (
	"context"

	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/kit/db"
)

// Reorganisation is what an act upon the tree did, or would do.
type Reorganisation struct {
	Changes  []orgunit.Change
	Dossiers int // open ones, and results not handed over, that moved to an heir
	People   int // accounts that moved
}

// follow moves what is open and the people of units that ended to their heirs.
func (r *Reorganisation) follow(ctx context.Context, tx *db.Tx, m Moment) error {
	s := Dossiers{References: &References{}}
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
		UNION SELECT id FROM dossier WHERE desk = $1 AND (clock IN ('running', 'paused') OR delivery = 'ready')
		UNION SELECT dossier FROM dossier_work WHERE unit = $1 ORDER BY 1`, from)
	if err != nil {
		return 0, err
	}
	m.Key = "" // the key belongs to the act upon the tree
	for _, id := range ids {
		if _, err := s.do(ctx, tx, id, dossier.Transfer{From: from, To: to, Basis: basis}, m); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}
