package demo

import (
	"encoding/json"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	domain "cchc/domain/review"
	"cchc/store"
	"cchc/store/review"
)

// wantBottleneck draws the map of the procedure with a slow step: the map finds the step,
// and what running it beside its neighbour saves is seen again in a simulation.
func wantBottleneck(t *testing.T, s *store.Store) {
	refs, err := s.References.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	flow := refs.WorkflowFor("9.000201", 1, calendar.MustDay("2022-06-01"))
	if flow == nil {
		t.Fatal("no workflow")
	}
	reviews := review.Open(s)
	o := domain.Order{Workflow: flow.ID, From: calendar.MustDay("2022-01-01"), To: calendar.MustDay("2023-01-01")}
	if err := reviews.Ask(t.Context(), o, account.Stamp{By: 1, At: today}); err != nil {
		t.Fatal(err)
	}
	payload, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := reviews.Draw(t.Context(), string(payload), func() time.Time { return today }); err != nil {
		t.Fatal(err)
	}
	drawn, err := reviews.Map(t.Context(), o)
	if err != nil || drawn.Chart == nil || drawn.Seen != drawn.Total || drawn.Chart.Dossiers != drawn.Total || drawn.Total == 0 {
		t.Fatalf("drawn %+v, %v", drawn, err)
	}
	c := drawn.Chart
	if c.Bottleneck != slowStep["gpxd"] {
		t.Errorf("the bottleneck is step %d of %+v", c.Bottleneck, c.Steps)
	}
	if len(c.Savings) == 0 {
		t.Fatal("nothing is saved")
	}
	best := c.Savings[0]
	if best.First != c.Bottleneck && best.Then != c.Bottleneck {
		t.Errorf("the best saving is %d beside %d", best.Then, best.First)
	}
	if best.Simulated.Dossiers != c.Dossiers || best.Simulated.Mean() <= 0 || best.Simulated.Sooner == 0 {
		t.Errorf("the simulation gives %+v", best.Simulated)
	}
}
