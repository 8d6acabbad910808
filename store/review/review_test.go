package review_test

import (
	"errors"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	domain "cchc/domain/review"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
	"cchc/store/review"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func stamp(by account.ID, key string) account.Stamp {
	return account.Stamp{By: by, Unit: 4, At: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC), Key: key}
}

func draft(title string) domain.Write {
	return domain.Write{Proposal: domain.Proposal{Year: 2026, Procedure: "1.000001", Means: domain.DropPaper, Title: title, Reason: "Nhà nước đã có",
		Hourly: 40_000, Before: []domain.Activity{{Name: "Sao y", Minutes: 60, Other: 20_000}}, Dossiers: 100}}
}

func TestAProposalIsKeptOnceAndComesBackAsItWas(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := review.Open(store.New(d))
		ctx := t.Context()
		first, err := s.Do(ctx, 0, 0, draft("Bỏ bản sao"), stamp(7, "k1"))
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.Do(ctx, 0, 0, draft("Bỏ bản sao"), stamp(7, "k1"))
		if err != nil || again.ID != first.ID {
			t.Errorf("the same key made %d beside %d, %v", again.ID, first.ID, err)
		}
		read, err := s.Proposal(ctx, first.ID)
		if err != nil || read.Title != "Bỏ bản sao" || len(read.Before) != 1 || read.Before[0].Other != 20_000 || read.EditedBy != 7 {
			t.Errorf("read %+v, %v", read, err)
		}
		if _, err := s.Do(ctx, first.ID, 1, draft("Một"), stamp(7, "")); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Do(ctx, first.ID, 1, draft("Hai"), stamp(8, "")); refusal.KindOf(err) != refusal.Conflict {
			t.Errorf("two wrote over version 1: %v", err)
		}
		list, err := s.OfYear(ctx, 2026)
		if err != nil || len(list) != 1 || list[0].Title != "Một" {
			t.Errorf("%d proposals, %v", len(list), err)
		}
	})
}

func TestAProposalIsApprovedByNobodyWhoWroteAnyOfIt(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s, ctx := review.Open(store.New(d)), t.Context()
		first, err := s.Do(ctx, 0, 0, draft("Bỏ bản sao"), stamp(7, ""))
		for _, act := range []domain.Act{draft("Bỏ một bản sao"), domain.Submit{}} {
			if err == nil {
				_, err = s.Do(ctx, first.ID, 0, act, stamp(8, ""))
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, who := range []account.ID{7, 8} {
			if _, err := s.Do(ctx, first.ID, 0, domain.Approve{Decision: "1/QĐ"}, stamp(who, "")); refusal.KindOf(err) != refusal.NotAllowed {
				t.Errorf("approved by %d: %v", who, err)
			}
		}
		if _, err := s.Do(ctx, first.ID, 0, domain.Approve{Decision: "1/QĐ"}, stamp(9, "")); err != nil {
			t.Error(err)
		}
	})
}

func TestAMapOfAnUnknownWorkflowIsRefused(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := review.Open(store.New(d))
		o := domain.Order{Workflow: 9, From: calendar.MustDay("2026-01-01"), To: calendar.MustDay("2026-02-01")}
		var refused *refusal.Refusal
		if err := s.Ask(t.Context(), o, stamp(7, "")); !errors.As(err, &refused) {
			t.Errorf("asked for nothing: %v", err)
		}
		o.To = o.From
		if err := s.Ask(t.Context(), o, stamp(7, "")); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("no days: %v", err)
		}
	})
}
