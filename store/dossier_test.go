package store_test

import (
	"testing"

	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/store"
)

func TestADossierGoesThroughItsStepsAndIsOnTime(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := receive(t, s, "2024-03-04T09:30")
		if d.Code != "H99.28.05-240304-0001" || d.Due.Day.String() != "2024-03-11" || len(d.Open) != 1 {
			t.Fatalf("received %s, due %s, open %v", d.Code, d.Due.Day, d.Open)
		}
		for _, act := range []dossier.Act{dossier.TakeOver{}, dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{}, dossier.HandOver{}} {
			var err error
			if d, err = s.Dossiers.Do(t.Context(), d.ID, act, moment("2024-03-11T16:00")); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.Dossiers.ByCode(t.Context(), d.Code)
		if err != nil || got.State != dossier.Issued || got.Outcome != dossier.OnTime || got.Version != 6 {
			t.Errorf("after its life: %+v, %v", got, err)
		}
		events, err := s.Trace.Of(t.Context(), int64(d.ID))
		if err != nil || len(events) != 6 || events[0].Act != "receive" || events[5].Act != "hand_over" {
			t.Errorf("events %v, %v", events, err)
		}
	})
}

func TestTheSameKeyMakesOneDossier(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		m := moment("2024-03-04T09:30")
		m.Key = "form-1"
		act := dossier.Receive{Unit: commune, Desk: commune, Procedure: 102, Workflow: 202, Channel: "direct"}
		first, err := s.Dossiers.Receive(t.Context(), act, dossier.Person{Name: "A"}, m)
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.Dossiers.Receive(t.Context(), act, dossier.Person{Name: "A"}, m)
		if err != nil || again.ID != first.ID || again.Code != first.Code {
			t.Errorf("again: %s, %v; want %s", again.Code, err, first.Code)
		}
		next := receive(t, s, "2024-03-04T09:31")
		if next.Code != "H99.28.05-240304-0002" {
			t.Errorf("next code %s leaves a gap", next.Code)
		}
	})
}

func TestAnActInTheWrongStateIsRefusedAndNothingIsKept(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := receive(t, s, "2024-03-04T09:30")
		_, err := s.Dossiers.Do(t.Context(), d.ID, dossier.HandOver{}, moment("2024-03-04T10:00"))
		if refusal.KindOf(err) != refusal.NotNow {
			t.Errorf("handing over at once = %v", err)
		}
		events, _ := s.Trace.Of(t.Context(), int64(d.ID))
		if len(events) != 1 {
			t.Errorf("%d events, want 1", len(events))
		}
	})
}
