package notify_test

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"testing"
	"time"

	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/store/notify"
)

func TestWhatFailedIsTriedAnewAtAnOfficersWord(t *testing.T) {
	each(t, func(s *stage) {
		s.mail.script = []domain.Answer{{Outcome: domain.Rejected}}
		s.receive(dossier.Person{Name: "An", Email: "an@anson.example"}, "")
		s.run("received failed")
		s.clock.pass(time.Minute)
		s.must(s.messages.Retry(t.Context(), s.list()[0].ID, "Hộp thư đã được mở lại", s.stamp()))
		s.run("received sent")
		if n := len(s.mail.letters()); n != 2 {
			t.Errorf("%d letters", n)
		}
	})
}

// meddling is a provider during whose call something happens.
type meddling struct {
	provider
	during func()
}

func (p *meddling) Send(ctx context.Context, l domain.Letter) domain.Answer {
	p.during()
	return p.provider.Send(ctx, l)
}

// work delivers while the clock stands still, until the outbox is as wanted.
func (s *stage) work(want string) {
	s.Helper()
	worker := &job.Worker{DB: s.DB, Clock: s.clock.now, Log: slog.New(slog.DiscardHandler), Lease: 20 * time.Minute, Poll: 2 * time.Millisecond,
		Handlers: map[string]job.Handler{notify.Deliver: s.delivery.Step}}
	ctx, stop := context.WithCancel(s.Context())
	var group sync.WaitGroup
	group.Go(func() { _ = worker.Run(ctx) })
	s.until(want)
	stop()
	group.Wait()
}

func (s *stage) until(want string) {
	s.Helper()
	got := ""
	for range 2000 {
		if got = s.states(); got == want {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	s.Errorf("%s, want %s", got, want)
}

// again puts a second job for the only message.
func (s *stage) again() {
	s.must(s.DB.Write(s.Context(), func(tx *db.Tx) error {
		return job.Put(s.Context(), tx, job.Job{Kind: notify.Deliver, Payload: strconv.FormatInt(int64(s.list()[0].ID), 10), RunAt: s.clock.now().Add(-time.Second)})
	}))
}

func TestASecondJobDoesNotDoubtACallUnderWay(t *testing.T) {
	each(t, func(s *stage) {
		mail := &meddling{}
		s.delivery.Lines[0].Provider = mail
		mail.during = func() {
			s.again()
			time.Sleep(50 * time.Millisecond) // in which the other job finds the call
			if got := s.states(); got != "received sending" {
				t.Error(got)
			}
		}
		s.receive(citizen, "email")
		s.work("received sent")
		if n := len(mail.letters()); n != 1 {
			t.Errorf("%d letters", n)
		}
	})
}

func TestAnAnswerAfterTheMessageWasDoubtedIsStillTaken(t *testing.T) {
	each(t, func(s *stage) {
		mail := &meddling{}
		s.delivery.Lines[0].Provider = mail
		mail.during = func() {
			s.clock.pass(2 * time.Minute)
			s.again()
			s.until("received unknown")
		}
		s.receive(citizen, "email")
		s.work("received sent")
		if n := len(mail.letters()); n != 1 {
			t.Errorf("%d letters", n)
		}
	})
}

func TestWhatNobodyCameForIsClosedAndNotKeptForEver(t *testing.T) {
	each(t, func(s *stage) {
		s.mail.script = []domain.Answer{{Outcome: domain.Unsure, Says: "đứt"}}
		s.receive(citizen, "email")
		s.run("received unknown")
		s.receive(citizen, "email") // and no worker comes
		s.must(s.messages.Close(t.Context()))
		if got := s.states(); got != "received unknown, received queued" {
			t.Error(got)
		}
		s.clock.pass(100 * time.Hour)
		s.must(s.messages.Close(t.Context()))
		if got := s.states(); got != "received unknown, received expired" {
			t.Error(got)
		}
		if n, err := s.messages.Forget(t.Context(), s.clock.now().Add(time.Second)); n != 2 || err != nil {
			t.Error(n, err)
		}
	})
}

func TestTheOutboxIsFiltered(t *testing.T) {
	each(t, func(s *stage) {
		d := s.receive(citizen, "email")
		s.run("received sent")
		s.receive(citizen, "sms")
		many := []orgunit.ID{office, 11, 12, 13, 14, 15, 16, 17, 18}
		for _, c := range []struct {
			q    domain.Query
			want int
		}{
			{domain.Query{}, 2}, {domain.Query{State: domain.Sent}, 1}, {domain.Query{State: domain.Queued}, 1}, {domain.Query{State: domain.Failed}, 0},
			{domain.Query{Channel: domain.Email}, 1}, {domain.Query{Provider: "thu"}, 1}, {domain.Query{Provider: "sms"}, 0},
			{domain.Query{Words: d.Code}, 1}, {domain.Query{Words: citizen.Email}, 1}, {domain.Query{Words: "0903 999 999"}, 0},
			{domain.Query{Within: []orgunit.ID{office, 11}}, 2}, {domain.Query{Within: []orgunit.ID{office}, State: domain.Sent}, 1},
			{domain.Query{Within: []orgunit.ID{11}}, 0}, {domain.Query{Within: []orgunit.ID{}}, 0}, {domain.Query{Within: many}, 2}, {domain.Query{Within: many[1:]}, 0},
		} {
			c.q.Limit = 10
			l, err := s.messages.List(t.Context(), c.q)
			if err != nil || len(l.Rows) != c.want {
				t.Errorf("%+v: %d rows, %v", c.q, len(l.Rows), err)
			}
		}
		first, err := s.messages.List(t.Context(), domain.Query{Within: []orgunit.ID{office}, Limit: 1})
		s.must(err)
		next, err := s.messages.List(t.Context(), domain.Query{Within: []orgunit.ID{office}, Limit: 1, After: first.Rows[0].ID})
		s.must(err)
		back, err := s.messages.List(t.Context(), domain.Query{Within: []orgunit.ID{office}, Limit: 1, Before: next.Rows[0].ID})
		s.must(err)
		if !first.Next || next.Rows[0].Dossier != d.ID || back.Rows[0].ID != first.Rows[0].ID {
			t.Error(first, next, back)
		}
	})
}
