package main

import (
	"context"
	"time"

	"cchc/kit/job"
	"cchc/store"
	"cchc/store/rehearsal"
	"cchc/web/design"
)

// designWing is where workflows are drawn, approved and rehearsed.
func designWing(s *store.Store) wing {
	plays := rehearsal.Rehearsals{Store: s}
	return wing{
		rooms: []room{design.Room{Catalogue: s.Procedures, Flows: s.Workflows, Approval: s.Workflows, Tables: s.Imports(), Rehearsals: plays}},
		jobs: map[string]job.Handler{
			rehearsal.Wanted: func(ctx context.Context, j *job.Leased) error { return plays.Play(ctx, j.Payload, time.Now) },
		},
	}
}
