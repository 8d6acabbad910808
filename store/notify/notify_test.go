package notify_test

import (
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store"
)

func TestAnActTellsThePersonOnce(t *testing.T) {
	each(t, func(s *stage) {
		d := s.receive(citizen, "")
		s.do(d, dossier.RequestSupplement{Missing: "Thiếu giấy khai sinh"})
		s.run("received cancelled, supplement_asked sent")
		letters := s.mail.letters()
		if len(letters) != 1 {
			t.Fatalf("%d letters", len(letters))
		}
		l := letters[0]
		for _, want := range []string{citizen.Name, "Thiếu giấy khai sinh", d.Code, "/track/" + d.Code + "?s=", "/stop/"} {
			if !strings.Contains(l.Body, want) {
				t.Errorf("without %q: %s", want, l.Body)
			}
		}
		if l.Address != citizen.Email || l.Request == "" || !strings.Contains(l.Subject, d.Code) {
			t.Errorf("%+v", l)
		}
	})
}

func TestNothingIsToldToWhoCannotBeReachedOrDoesNotWantItOrOfLongAgo(t *testing.T) {
	each(t, func(s *stage) {
		s.receive(dossier.Person{Name: "Trần Văn Bình", Phone: "0236 3821 005"}, "")
		s.receive(citizen, domain.NoWay)
		s.clock.pass(48 * time.Hour)
		at := store.Moment(s.stamp())
		at.At = at.At.Add(-30 * time.Hour)
		_, err := s.Dossiers.Receive(t.Context(), dossier.Receive{Unit: office, Desk: office, Procedure: 101, Workflow: 201, Channel: "direct"}, citizen, at)
		s.must(err)
		if got := s.states(); got != "" {
			t.Error(got)
		}
	})
}

func TestTheWishAtReceptionIsKeptAndUsed(t *testing.T) {
	each(t, func(s *stage) {
		d := s.receive(citizen, "sms")
		s.run("received sent")
		l := s.sms.letters()
		if len(l) != 1 || l[0].Address != citizen.Phone || domain.CountSMS(l[0].Body).Wide {
			t.Errorf("%+v", l)
		}
		if strings.Contains(l[0].Body, "Nhung") {
			t.Error("a name in an SMS:", l[0].Body)
		}
		s.must(s.messages.SetWish(t.Context(), d.ID, "email en", s.stamp()))
		s.do(d, dossier.Withdraw{Reason: "Đổi ý"})
		s.run("received sent, withdrawn sent")
		if l := s.mail.letters(); len(l) != 1 || !strings.HasPrefix(l[0].Body, "Dear") {
			t.Errorf("%+v", l)
		}
	})
}

func TestAProgramThatDiesDuringACallAsksBeforeItSendsAgain(t *testing.T) {
	each(t, func(s *stage) {
		s.sms.script = []domain.Answer{{Outcome: domain.Open}}
		s.sms.answers = []domain.Answer{{Outcome: domain.Unsure}, {Outcome: domain.NotThere}, {Outcome: domain.Arrived}}
		s.receive(citizen, "sms")
		s.run("received delivered")
		l := s.sms.letters()
		if len(l) != 2 || l[0].Request != l[1].Request {
			t.Fatalf("%d letters, under two requests", len(l))
		}
	})
}

func TestWhatNobodyCanBeAskedAboutAPersonDecides(t *testing.T) {
	each(t, func(s *stage) {
		s.mail.script = []domain.Answer{{Outcome: domain.Unsure, Says: "đứt"}}
		s.receive(citizen, "email")
		s.run("received unknown")
		s.clock.pass(24 * time.Hour)
		s.run("received unknown")
		if n := len(s.mail.letters()); n != 1 {
			t.Fatalf("sent %d times", n)
		}
		id, key := s.list()[0].ID, s.stamp()
		key.Key = "one press"
		for range 2 {
			s.must(s.messages.Retry(t.Context(), id, "Người dân báo chưa nhận được", key))
		}
		s.run("received sent")
		story, err := s.messages.Get(t.Context(), id)
		s.must(err)
		if len(story.Attempts) != 2 || len(story.Decisions) != 1 || story.Decisions[0].By != "Lê Thị Thu Hà" || len(s.mail.letters()) != 2 {
			t.Errorf("%+v", story)
		}
	})
}

func TestARefusedAddressPassesToTheNextWay(t *testing.T) {
	each(t, func(s *stage) {
		s.sms.script = []domain.Answer{{Outcome: domain.Rejected}}
		s.receive(citizen, "sms")
		s.run("received sent")
		if len(s.mail.letters()) != 1 {
			t.Error("no e-mail")
		}
	})
}

func TestAProviderThatIsDownIsTriedAgainLater(t *testing.T) {
	each(t, func(s *stage) {
		s.mail.script = []domain.Answer{{Outcome: domain.Busy}, {Outcome: domain.Busy}}
		s.receive(dossier.Person{Name: "An", Email: "an@anson.example"}, "")
		s.run("received sent")
		if n := len(s.mail.letters()); n != 3 {
			t.Errorf("%d attempts", n)
		}
	})
}

func TestReportsComeTwiceAndLate(t *testing.T) {
	each(t, func(s *stage) {
		s.receive(citizen, "sms")
		s.run("received sent")
		request := s.sms.letters()[0].Request
		for _, o := range []domain.Outcome{domain.Arrived, domain.Accepted, domain.Arrived, domain.Rejected} {
			s.must(s.messages.Hear(t.Context(), "sms", request, domain.Answer{Outcome: o}, s.clock.now()))
		}
		s.must(s.messages.Hear(t.Context(), "sms", "not ours", domain.Answer{Outcome: domain.Arrived}, s.clock.now()))
		s.run("received delivered")
	})
}

func TestWhoStopsIsLeftAloneAtOnce(t *testing.T) {
	each(t, func(s *stage) {
		d := s.receive(citizen, "email")
		s.run("received sent")
		_, token, _ := strings.Cut(s.mail.letters()[0].Stop, "/stop/")
		s.do(d, dossier.Withdraw{Reason: "Đổi ý"}) // waits already
		if _, _, stopped, err := s.messages.Stopping(t.Context(), token); err != nil || stopped {
			t.Fatal(stopped, err)
		}
		for range 2 {
			s.must(s.messages.Stop(t.Context(), token, true, account.Stamp{At: s.clock.now()}))
		}
		s.run("received sent, withdrawn sent")
		if len(s.mail.letters()) != 1 || len(s.sms.letters()) != 1 {
			t.Error("the e-mail was not stopped, or the SMS was")
		}
		if err := s.messages.Stop(t.Context(), "guess", true, account.Stamp{At: s.clock.now()}); refusal.KindOf(err) != refusal.NotFound {
			t.Error(err)
		}
	})
}

func TestErasingAPersonErasesTheirMessages(t *testing.T) {
	each(t, func(s *stage) {
		d := s.receive(citizen, "")
		s.run("received sent")
		s.do(d, dossier.Withdraw{Reason: "Đổi ý"})
		s.do(d, dossier.ErasePerson{Basis: "Đơn ngày 03/03/2026"})
		if got := s.states(); got != "received sent, withdrawn cancelled" {
			t.Error(got)
		}
		for _, m := range s.list() {
			if m.Text.Address != "" || m.Text.Body != "" || len(m.Facts) > 0 || m.State == domain.Sent && m.Digest == "" {
				t.Errorf("%+v", m)
			}
		}
	})
}

func TestOldTextsAreErasedAndTheirDigestsStay(t *testing.T) {
	each(t, func(s *stage) {
		s.receive(citizen, "")
		s.run("received sent")
		n, err := s.messages.Forget(t.Context(), s.clock.now().Add(time.Second))
		if m := s.list()[0]; err != nil || n != 1 || m.Text.Body != "" || m.Digest == "" {
			t.Errorf("%d, %v, %+v", n, err, m)
		}
	})
}

func TestASecondPersonsWordsAreUsed(t *testing.T) {
	each(t, func(s *stage) {
		draft, err := s.messages.DraftTemplate(t.Context(), domain.Received, domain.SMS, domain.Vietnamese, s.stamp())
		s.must(err)
		draft.Body = "Da nhan {ma_ho_so}"
		early, by := s.stamp(), s.stamp()
		early.By, by.By = third, second
		draft, err = s.messages.SaveTemplate(t.Context(), draft, early)
		s.must(err)
		draft, err = s.messages.SaveTemplate(t.Context(), draft, s.stamp())
		s.must(err)
		today := calendar.DayOf(s.clock.now())
		for _, writer := range []account.Stamp{s.stamp(), early} {
			if _, err := s.messages.ApproveTemplate(t.Context(), draft.ID, today, writer); refusal.KindOf(err) != refusal.NotAllowed {
				t.Fatal(err)
			}
		}
		_, err = s.messages.ApproveTemplate(t.Context(), draft.ID, today, by)
		s.must(err)
		d := s.receive(citizen, "sms")
		s.run("received sent")
		if l := s.sms.letters(); l[0].Body != "Da nhan "+d.Code {
			t.Error(l[0].Body)
		}
	})
}

func TestOfficersAreToldByEmailOnlyWhereTheyWantIt(t *testing.T) {
	each(t, func(s *stage) {
		tell := func() {
			s.must(s.DB.Write(t.Context(), func(tx *db.Tx) error {
				return s.messages.Notify(t.Context(), tx, officer, office, "Hồ sơ sắp quá hạn")
			}))
		}
		tell()
		if got := s.states(); got != "" {
			t.Error(got)
		}
		s.must(s.messages.SetEmail(t.Context(), "ha@anson.example", s.stamp()))
		tell()
		s.run("staff_notice sent")
	})
}

func TestAPaceIsKept(t *testing.T) {
	each(t, func(s *stage) {
		s.delivery.Lines[0].PerMinute = 60
		for range 30 {
			s.receive(citizen, "email")
		}
		begun := s.clock.now()
		s.run(strings.TrimSuffix(strings.Repeat("received sent, ", 30), ", "))
		if took := s.clock.now().Sub(begun); took < 20*time.Second {
			t.Errorf("30 messages at one a second took %s", took)
		}
	})
}
