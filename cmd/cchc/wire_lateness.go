package main

import (
	"context"
	"log/slog"
	"time"

	"cchc/kit/job"
	"cchc/store"
	"cchc/store/lateness"
	"cchc/store/notify"
	pages "cchc/web/lateness"
)

// latenessWing is warnings, escalation and apologies: what follows from acts, the minute's
// ringing, and the pages.
func latenessWing(s *store.Store, log *slog.Logger) wing {
	office := lateness.New(s)
	office.Mail = notify.New(s).Notify
	s.Dossiers.Follow(office.Follow)
	return wing{
		rooms: []room{&pages.Pages{
			Late: office, Letters: office, Bell: office, Stages: office, Files: s.Dossiers, Names: store.Desk{Dossiers: s.Dossiers}.Names,
			Rules: func(ctx context.Context) (pages.Reference, error) { return s.References.Now(ctx) },
		}},
		jobs: map[string]job.Handler{
			lateness.Recalculated: func(ctx context.Context, _ *job.Leased) error { return office.Recalculate(ctx, time.Now()) },
		},
		background: []func(context.Context) error{func(ctx context.Context) error { return office.Run(ctx, log) }},
	}
}
