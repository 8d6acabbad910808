package store

import (
	"context"

	"cchc/domain/dossier"
	"cchc/kit/db"
)

// Turn is one act upon a dossier, as those see it who follow it.
type Turn struct {
	Before   *dossier.Dossier // nil at receipt
	After    *dossier.Dossier
	Person   *dossier.Person // at receipt only
	Act      dossier.Act
	Happened dossier.Happened
	Moment   Moment
	Refs     *Picture
}

// Follower does what follows from an act, in its transaction: both are kept or neither.
// What takes long it puts into the queue of jobs. Lives that are imported or made in bulk
// have no followers: nobody waits for news of what is long past.
type Follower func(context.Context, *db.Tx, Turn) error

// Follow adds a follower, while the program is put together.
func (s Dossiers) Follow(f Follower) { s.References.followers = append(s.References.followers, f) }

// follow keeps what is derived from dossiers true: open steps, requests, faults of the
// data and counters. Then come the followers, in the order in which they were added.
func (s Dossiers) follow(ctx context.Context, tx *db.Tx, t Turn) error {
	if err := keepWork(ctx, tx, t.Before, t.After); err != nil {
		return err
	}
	if err := keepRequests(ctx, tx, t.Before, t.After); err != nil {
		return err
	}
	if err := keepFaults(ctx, tx, t.Before, t.After); err != nil {
		return err
	}
	if err := addTally(ctx, tx, dossier.Difference(t.Before, t.After)); err != nil {
		return err
	}
	for _, follower := range s.References.followers {
		if err := follower(ctx, tx, t); err != nil {
			return err
		}
	}
	return nil
}
