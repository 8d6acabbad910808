package main

import (
	"context"

	"cchc/store"
	"cchc/store/paper"
	"cchc/web/papers"
)

// papersWing is electronic papers and the register of results: what follows from acts,
// the sweeping of what nobody sent, the pages. reception gets the same papers, to offer
// what the State holds already.
func papersWing(a *app, s *store.Store) (wing, *paper.Papers, error) {
	files, err := a.files(s)
	if err != nil {
		return wing{}, nil, err
	}
	kept := paper.New(s, files, func(idNo string) string { return files.Keys.Digest("holder", idNo) })
	s.Dossiers.Follow(kept.Follow)
	return wing{
		rooms: []room{&papers.Room{
			Dossiers: s.Dossiers, Papers: kept, Results: kept, Names: store.Desk{Dossiers: s.Dossiers}.Names,
			Rules: func(ctx context.Context) (papers.Rules, error) { return s.References.Now(ctx) },
		}},
		background: []func(context.Context) error{kept.Run},
	}, kept, nil
}
