package main

import (
	"context"

	"cchc/domain/orgunit"
	"cchc/store"
	"cchc/store/counter"
	money "cchc/store/payment"
	hall "cchc/web/counter"
	"cchc/web/desk"
)

// atCounter is the room of the queue, drafts and certified copies. closing ends the streams
// of its screens.
func atCounter(s *store.Store, url string, closing <-chan struct{}) *hall.Pages {
	hallways := counter.Queue{DB: s.DB}
	return &hall.Pages{
		Halls: hallways, Acts: hallways, Tickets: hallways, Drafts: counter.Drafts{DB: s.DB}, Copies: copiesOf(s), Receipt: purse{money.Payments{Dossiers: s.Dossiers}}.OfCopies,
		Dossiers: store.Desk{Dossiers: s.Dossiers}, BaseURL: url, Closing: closing,
		Rules: func(ctx context.Context) (hall.Rules, error) { return s.References.Now(ctx) },
		Public: func(ctx context.Context) (*orgunit.Map, error) {
			refs, err := s.References.Now(ctx)
			if err != nil {
				return nil, err
			}
			return refs.Units(), nil
		},
	}
}

// copiesOf is the register of certified copies; what they cost goes to the till.
func copiesOf(s *store.Store) counter.Register {
	return counter.Register{DB: s.DB, Till: money.Payments{Dossiers: s.Dossiers}.Copied}
}

// beside is what stands beside the reception's form.
func beside(s *store.Store) desk.Beside {
	return desk.Beside{Hall: counter.Queue{DB: s.DB}, Drafts: counter.Drafts{DB: s.DB}, Purse: purseOf(s)}
}
