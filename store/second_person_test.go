package store_test

import (
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/store"
)

func TestWhoeverWroteAWorkflowOnceDoesNotApproveOrPublishItEvenIfAnotherWroteLast(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		draft, err := s.Workflows.Draft(t.Context(), "1.009999", 0, signed(designer, "2022-03-01T08:00", ""))
		must(t, err)
		draft.Steps[0].Content = "Một"
		draft, err = s.Workflows.SaveDraft(t.Context(), draft, signed(chairman, "2022-03-01T09:00", ""))
		must(t, err)
		draft, err = s.Workflows.SaveDraft(t.Context(), draft, signed(designer, "2022-03-01T10:00", ""))
		must(t, err)
		draft, err = s.Workflows.Submit(t.Context(), draft.ID, draft.Version, signed(designer, "2022-03-01T11:00", ""))
		must(t, err)
		if _, err := s.Workflows.Approve(t.Context(), draft.ID, draft.Version, signed(chairman, "2022-03-02T08:00", "")); refusal.KindOf(err) != refusal.NotAllowed {
			t.Errorf("approved by one of two writers: %v", err)
		}
		draft, err = s.Workflows.Approve(t.Context(), draft.ID, draft.Version, signed(40, "2022-03-02T09:00", ""))
		must(t, err)
		from := calendar.MustDay("2022-04-01")
		if _, err := s.Workflows.Publish(t.Context(), draft.ID, from, "9/QĐ-UBND", signed(chairman, "2022-03-02T10:00", "")); refusal.KindOf(err) != refusal.NotAllowed {
			t.Errorf("published by one of two writers: %v", err)
		}
		_, err = s.Workflows.Publish(t.Context(), draft.ID, from, "9/QĐ-UBND", signed(40, "2022-03-02T10:00", ""))
		must(t, err)
	})
}

func TestWhoWroteADraftDoesNotPublishTheDecisionThatAnnouncesIt(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := amended(t, s, "3 workdays")
		d.Title = "Công bố"
		d, err := s.Procedures.SaveDecision(t.Context(), d, signed(40, "2022-03-01T11:00", ""))
		must(t, err)
		for _, who := range []account.ID{designer, 40} { // of the draft and first of the decision; last of the decision
			if _, err := s.Procedures.Publish(t.Context(), d.ID, signed(who, "2022-03-02T08:00", "")); refusal.KindOf(err) != refusal.NotAllowed {
				t.Errorf("published by %d: %v", who, err)
			}
		}
		_, err = s.Procedures.Publish(t.Context(), d.ID, signed(chairman, "2022-03-02T08:00", ""))
		must(t, err)
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
