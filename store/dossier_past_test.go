package store_test

import (
	"reflect"
	"testing"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/store"
)

func TestThePastOfADossierIsWhatItsActsGave(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := receive(t, s, "2024-03-04T09:30")
		lived := []dossier.Dossier{d}
		for _, act := range []dossier.Act{dossier.TakeOver{}, dossier.RequestSupplement{Missing: "x"}, dossier.Supply{Papers: "x"}, dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{}, dossier.HandOver{}} {
			next, err := s.Dossiers.Do(t.Context(), d.ID, act, moment("2024-03-06T16:00"))
			if err != nil {
				t.Fatal(err)
			}
			lived = append(lived, next)
		}
		events, err := s.Trace.Of(t.Context(), int64(d.ID))
		if err != nil {
			t.Fatal(err)
		}
		past, err := s.Dossiers.Past(events)
		if err != nil || len(past) != len(lived) {
			t.Fatalf("%d of %d, %v", len(past), len(lived), err)
		}
		for i := range lived {
			if got, want := columns(past[i]), columns(lived[i]); !reflect.DeepEqual(got, want) {
				t.Errorf("after event %d it was\n%v, lived\n%v", i+1, got, want)
			}
		}
		broken := append([]audit.Event{}, events...)
		broken[2].Change = `{"due":"quàng"}`
		if _, err := s.Dossiers.Past(broken); err == nil {
			t.Error("a garbled event is read")
		}
	})
}

// columns is what of a dossier papers are made from, as texts.
func columns(d dossier.Dossier) []any {
	return []any{d.ID, d.Code, d.Version, d.State, d.Clock, d.Finance, d.Fee, dossier.DueText(d.Due), dossier.DueText(d.Original), d.Promised, dossier.WorkText(d.Open),
		dossier.PauseText(d.Pauses), dossier.Instant(d.Received), dossier.Instant(d.Closed), dossier.Instant(d.Handed), d.Outcome, d.Seal}
}
