package store_test

import (
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/store"
)

const (
	designer account.ID = 31
	chairman account.ID = 32
)

func signed(by account.ID, when, key string) account.Stamp {
	return account.Stamp{By: by, Unit: bureau, At: at(when), Key: key}
}

// amended is a draft of procedure 1.009999 with another limit, and the decision for it.
func amended(t *testing.T, s *store.Store, limit string) procedure.Decision {
	t.Helper()
	draft, err := s.Procedures.Draft(t.Context(), "1.009999", signed(designer, "2022-03-01T08:00", "draft"))
	if err != nil {
		t.Fatal(err)
	}
	draft.Offers[0].Limit = limit
	draft.Cases[0].Components = append(draft.Cases[0].Components, procedure.Component{Name: "Bản vẽ", Copies: 1, Form: "Mẫu 02"})
	if draft, err = s.Procedures.SaveDraft(t.Context(), draft, signed(designer, "2022-03-01T09:00", "edit")); err != nil {
		t.Fatal(err)
	}
	d, err := s.Procedures.SaveDecision(t.Context(), procedure.Decision{
		Number: "48/QĐ-UBND", Signed: calendar.MustDay("2022-03-01"), Effective: calendar.MustDay("2022-04-01"),
		Title:   "Công bố thủ tục sửa đổi",
		Changes: []procedure.Change{{Kind: procedure.Amended, Code: "1.009999", Version: draft.ID}},
	}, signed(designer, "2022-03-01T10:00", "decision"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestASecondPersonPublishesADecisionOnceWithAnEventForEachVersion(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := amended(t, s, "3 workdays")
		_, err := s.Procedures.Publish(t.Context(), d.ID, signed(designer, "2022-03-02T08:00", "own"))
		if refusal.KindOf(err) != refusal.NotAllowed {
			t.Errorf("the writer published: %v", err)
		}
		for range 2 {
			published, err := s.Procedures.Publish(t.Context(), d.ID, signed(chairman, "2022-03-02T08:00", "publish"))
			if err != nil || !published.Published {
				t.Fatalf("%+v, %v", published, err)
			}
		}
		catalogue, err := s.Procedures.Catalogue(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		entry := catalogue.Entry("1.009999")
		old, fresh := entry.Versions[0], entry.Versions[1]
		day := calendar.MustDay("2022-04-01")
		if old.Until != day || old.Ended != d.ID || fresh.From != day || fresh.Decision != d.ID || entry.Now(day) != fresh || entry.Now(day-1) != old {
			t.Errorf("%+v\n%+v", old, fresh)
		}
		for id, want := range map[int64]string{int64(d.ID): "draft publish", int64(old.ID): "announce supersede", int64(fresh.ID): "draft edit announce"} {
			if got := acts(t, s, id); got != want {
				t.Errorf("subject %d: %q, want %q", id, got, want)
			}
		}
	})
}

func acts(t *testing.T, s *store.Store, subject int64) string {
	t.Helper()
	events, err := s.Trace.Of(t.Context(), subject)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range events {
		list = append(list, e.Act)
	}
	return strings.Join(list, " ")
}

func TestTheImpactCountsWhatKeepsTheOldVersionAndWhatTakesTooLong(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		receive(t, s, "2022-03-01T08:00")
		receive(t, s, "2022-03-01T08:05")
		d := amended(t, s, "2 workdays")
		impact, err := s.Procedures.Impact(t.Context(), d.ID, calendar.MustDay("2022-03-02"))
		if err != nil || len(impact.Against) > 0 {
			t.Fatal(err, impact.Against)
		}
		if len(impact.Effects) != 2 || len(impact.Open) != 1 || impact.Open[0] != (procedure.Keeping{Unit: commune, Version: 102, Count: 2}) {
			t.Errorf("effects %d, open %+v", len(impact.Effects), impact.Open)
		}
		// Three steps of one day do not fit into two.
		if len(impact.Workflows) != 1 || impact.Workflows[0].Path.String() != "1 → 2 → 3: 3 ngày làm việc" {
			t.Errorf("%+v", impact.Workflows)
		}
		if len(impact.Forms) != 1 || impact.Forms[0].Form != "Mẫu 02" || !impact.Forms[0].Comes {
			t.Errorf("%+v", impact.Forms)
		}
		if impact.PublishBy != calendar.MustDay("2022-03-08") || impact.Late {
			t.Errorf("public by %s", impact.PublishBy)
		}
	})
}

func TestAnOpenDossierKeepsTheVersionItWasReceivedUnder(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		before := receive(t, s, "2022-03-01T08:00")
		d := amended(t, s, "3 workdays")
		if _, err := s.Procedures.Publish(t.Context(), d.ID, signed(chairman, "2022-03-02T08:00", "")); err != nil {
			t.Fatal(err)
		}
		after, err := s.Dossiers.Get(t.Context(), before.ID)
		if err != nil || after.Procedure != before.Procedure || after.Due != before.Due {
			t.Errorf("%+v, %v", after, err)
		}
	})
}

func TestADraftWrittenByTwoIsRefusedToTheSecond(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		draft, err := s.Procedures.Draft(t.Context(), "1.001193.000.00.00.H99", signed(designer, "2022-03-01T08:00", ""))
		if err != nil || draft.Number != 2 || draft.Name != "Đăng ký khai sinh" {
			t.Fatalf("%+v, %v", draft, err)
		}
		if _, err := s.Procedures.SaveDraft(t.Context(), draft, signed(designer, "2022-03-01T09:00", "")); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Procedures.SaveDraft(t.Context(), draft, signed(chairman, "2022-03-01T09:01", "")); refusal.KindOf(err) != refusal.Conflict {
			t.Errorf("written over: %v", err)
		}
		announced, _ := s.Procedures.Get(t.Context(), 101)
		if _, err := s.Procedures.SaveDraft(t.Context(), announced, signed(designer, "2022-03-01T09:02", "")); refusal.KindOf(err) != refusal.NotNow {
			t.Errorf("an announced version was changed: %v", err)
		}
	})
}

func TestAWorkflowLongerThanTheLawIsRefusedWithItsPathAndAShorterOneTakesOver(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		draft, err := s.Workflows.Draft(t.Context(), "1.009999", 0, signed(designer, "2022-03-01T08:00", "draft"))
		if err != nil || draft.Number != 2 || len(draft.Steps) != 3 {
			t.Fatalf("%+v, %v", draft, err)
		}
		draft.Steps[1].Minutes = 4 * workflow.WorkdayMinutes
		if draft, err = s.Workflows.SaveDraft(t.Context(), draft, signed(designer, "2022-03-01T09:00", "")); err != nil {
			t.Fatal(err)
		}
		from := calendar.MustDay("2022-04-01")
		_, err = s.Workflows.Submit(t.Context(), draft.ID, draft.Version, signed(designer, "2022-03-02T08:00", "p1"))
		if err == nil || !strings.Contains(err.Error(), "1 → 2 → 3: 6 ngày làm việc") {
			t.Errorf("six days of five: %v", err)
		}
		draft.Steps[1].Minutes = 120
		if draft, err = s.Workflows.SaveDraft(t.Context(), draft, signed(designer, "2022-03-02T09:00", "")); err != nil {
			t.Fatal(err)
		}
		approve(t, s, draft)
		for range 2 {
			w, err := s.Workflows.Publish(t.Context(), draft.ID, from, "9/QĐ-UBND", signed(chairman, "2022-03-02T10:00", "p2"))
			if err != nil || w.ID != draft.ID || w.Status != workflow.Published {
				t.Fatalf("%+v, %v", w, err)
			}
		}
		refs, _ := s.References.Now(t.Context())
		if old := refs.WorkflowFor("1.009999", 1, from-1); old.ID != 202 {
			t.Errorf("the day before: %d", old.ID)
		}
		if now := refs.WorkflowFor("1.009999", 1, from); now.ID != draft.ID {
			t.Errorf("on the day: %d", now.ID)
		}
	})
}

// approve sends a draft to and fro once before it is approved.
func approve(t *testing.T, s *store.Store, draft workflow.Version) {
	t.Helper()
	var err error
	step := func(next workflow.Version, failed error) {
		if draft = next; failed != nil && err == nil {
			err = failed
		}
	}
	step(s.Workflows.Submit(t.Context(), draft.ID, draft.Version, signed(designer, "2022-03-02T09:10", "s1")))
	step(s.Workflows.Return(t.Context(), draft.ID, "Thiếu sản phẩm", signed(chairman, "2022-03-02T09:20", "r1")))
	if draft.Returned != "Thiếu sản phẩm" {
		t.Errorf("%+v", draft)
	}
	step(s.Workflows.Submit(t.Context(), draft.ID, draft.Version, signed(designer, "2022-03-02T09:30", "s2")))
	if _, own := s.Workflows.Approve(t.Context(), draft.ID, draft.Version, signed(designer, "2022-03-02T09:40", "")); refusal.KindOf(own) != refusal.NotAllowed {
		t.Errorf("approved by its writer: %v", own)
	}
	step(s.Workflows.Approve(t.Context(), draft.ID, draft.Version, signed(chairman, "2022-03-02T09:50", "a1")))
	if err != nil {
		t.Fatal(err)
	}
}
