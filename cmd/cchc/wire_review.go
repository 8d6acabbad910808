package main

import (
	"context"
	"time"

	"cchc/kit/job"
	"cchc/store"
	"cchc/store/paper"
	"cchc/store/review"
	pages "cchc/web/review"
)

// reviewWing is how procedures get simpler: maps drawn in the background, proposals.
func reviewWing(s *store.Store, kept *paper.Papers) wing {
	office := review.Open(s)
	office.Papers = kept
	return wing{
		rooms: []room{pages.Pages{
			Office: office, Names: store.Desk{Dossiers: s.Dossiers},
			Rules: func(ctx context.Context) (pages.Rules, error) { return s.References.Now(ctx) },
		}},
		jobs: map[string]job.Handler{
			review.DrawMap: func(ctx context.Context, j *job.Leased) error { return office.Draw(ctx, j.Payload, time.Now) },
		},
	}
}
