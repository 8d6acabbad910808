package web_test

import (
	"context"

	"cchc/store"
	"cchc/store/lateness"
	late "cchc/web/lateness"
)

// late is the room of what is late over a stage.
func (s stage) late() *late.Pages {
	office := lateness.New(s.Store)
	return &late.Pages{
		Late: office, Letters: office, Bell: office, Stages: office, Files: s.Dossiers, Names: store.Desk{Dossiers: s.Dossiers}.Names,
		Rules: func(ctx context.Context) (late.Reference, error) { return s.References.Now(ctx) },
	}
}
