package lateness_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	rules "cchc/domain/lateness"
	"cchc/domain/refusal"
	"cchc/store"
	"cchc/store/lateness"
)

// Received on Monday 05/12/2022 at 9:00 with five working days: due Monday 12/12.
func TestEachWarningIsGivenOnceToWhomTheRuleNames(t *testing.T) {
	each(t, func(o office) {
		d := o.receive(2, at("2022-12-05T09:00"))
		o.do(d.ID, dossier.TakeOver{Step: 1}, first, "2022-12-05T10:00")
		for _, when := range []string{"2022-12-06T15:00", "2022-12-06T15:00", "2022-12-07T08:59", "2022-12-07T09:01", "2022-12-09T07:30", "2022-12-12T13:30", "2022-12-13T00:00", "2022-12-14T07:30", "2022-12-19T07:30", "2022-12-19T07:30"} {
			o.tick(when)
		}
		want := []string{"due_soon before 4 workhours", "overdue after 0 workdays", "due_soon before 1 workday", "due_soon before 4 workhours", "overdue after 0 workdays"}
		if got := o.told(first); !slices.Equal(got, want) {
			o.Errorf("who has it: %q", got)
		}
		want = []string{"overdue after 0 workdays", "due_soon before 1 workday", "to_sign draft", "due_soon before 4 workhours", "overdue after 0 workdays", "overdue after 2 workdays"}
		if got := o.told(mayor); !slices.Equal(got, want) {
			o.Errorf("the unit's leader: %q", got)
		}
		if got := o.told(prefect); !slices.Equal(got, []string{"overdue after 2 workdays", "overdue after 5 workdays"}) {
			o.Errorf("the leader above: %q", got)
		}
		if got := o.told(governor); !slices.Equal(got, []string{"overdue after 5 workdays"}) {
			o.Errorf("the province's: %q", got)
		}
	})
}

func TestWhatWasMissedWhileTheProgramWasDownIsToldOnceAndMerged(t *testing.T) {
	each(t, func(o office) {
		d := o.receive(2, at("2022-12-05T09:00"))
		o.do(d.ID, dossier.TakeOver{Step: 1}, first, "2022-12-05T10:00")
		o.tick("2022-12-15T10:00")
		if got := o.told(first); !slices.Equal(got, []string{"overdue after 0 workdays", "overdue after 2 workdays"}) {
			o.Errorf("who has it: %q", got)
		}
		if got := o.told(prefect); !slices.Equal(got, []string{"overdue after 2 workdays"}) {
			o.Errorf("the leader above: %q", got)
		}
	})
}

func TestADraftIsThereOnTheLastWorkingDayButOneAndSigningItPromisesOnce(t *testing.T) {
	each(t, func(o office) {
		d := o.receive(2, at("2022-12-05T09:00"))
		o.tick("2022-12-08T17:00")
		if a := o.letter(d.ID); a.ID != 0 {
			o.Fatalf("drafted too early: %+v", a)
		}
		o.tick("2022-12-09T07:30")
		a := o.letter(d.ID)
		if a.State != rules.Drafted || a.To <= d.Due.Day || !strings.Contains(a.Reason, "UBND xã Hòa Lâm đang thực hiện bước 1 “Thẩm tra”") {
			o.Fatalf("the draft: %+v", a)
		}
		stamp := account.Stamp{By: mayor, Unit: commune, At: at("2022-12-09T09:00"), Key: "sign-1"}
		for range 2 { // sent twice is signed once
			if _, err := o.late.Sign(o.Context(), d.ID, a.To, "Chờ xác minh thực địa.", stamp); err != nil {
				o.Fatal(err)
			}
		}
		a = o.letter(d.ID)
		if a.State != rules.Signed || !a.InTime || a.Signer != mayor || a.Reason != "Chờ xác minh thực địa." {
			o.Errorf("signed: %+v", a)
		}
		stamp.Key, stamp.At = "sign-2", at("2022-12-12T09:00")
		_, err := o.late.Sign(o.Context(), d.ID, a.To+7, "Vẫn chờ.", stamp)
		if refusal.KindOf(err) != refusal.NotNow || !strings.Contains(err.Error(), "Đã báo cáo lãnh đạo UBND huyện Tân Bình") {
			o.Errorf("a second date: %v", err)
		}
		if got := o.told(prefect); !slices.Equal(got, []string{"not_kept report"}) {
			o.Errorf("the leader above: %q", got)
		}
		if again := o.letter(d.ID); again.To != a.To || again.Above != district || again.Report != "Xin hẹn lại lần thứ hai: Vẫn chờ." {
			o.Errorf("the letter after the second wish: %+v", again)
		}
	})
}

func TestADraftThatNobodyNeedsAnyMoreWithdrawsItselfWithAnEvent(t *testing.T) {
	each(t, func(o office) {
		paused, finished := o.receive(2, at("2022-12-05T09:00")), o.receive(1, at("2022-12-05T08:00"))
		o.tick("2022-12-09T07:30")
		o.do(paused.ID, dossier.RequestSupplement{Missing: "Bản vẽ"}, first, "2022-12-09T08:00")
		o.do(finished.ID, dossier.Finish{}, first, "2022-12-09T08:00")
		for _, d := range []dossier.Dossier{paused, finished} {
			a := o.letter(d.ID)
			if a.State != rules.Withdrawn {
				o.Errorf("%s: %+v", d.Code, a)
			}
			events, err := o.Trace.Of(o.Context(), int64(a.ID))
			o.must(err)
			if len(events) != 2 || events[1].Act != "withdraw" {
				o.Errorf("%s: %d events", d.Code, len(events))
			}
		}
		// Supplied, the limit restarts: Friday 16/12 with five working days is Friday 23/12.
		o.do(paused.ID, dossier.Supply{}, first, "2022-12-16T09:00")
		o.tick("2022-12-21T17:00")
		if a := o.letter(paused.ID); a.State != rules.Withdrawn {
			o.Errorf("drafted before its day: %+v", a)
		}
		o.tick("2022-12-22T07:30")
		if a := o.letter(paused.ID); a.State != rules.Drafted || a.Due != calendar.MustDay("2022-12-23") {
			o.Errorf("not drafted again: %+v", a)
		}
	})
}

func TestAHolidayAnnouncedLaterMovesWarningsDraftsAndStepsToo(t *testing.T) {
	each(t, func(o office) {
		d := o.receive(2, at("2022-12-05T09:00"))
		o.do(d.ID, dossier.TakeOver{Step: 1}, first, "2022-12-05T09:30")
		o.tick("2022-12-05T10:00")
		storm := calendar.Mark{Day: calendar.MustDay("2022-12-06"), Effect: calendar.Off, Name: "Nghỉ bão"}
		_, err := o.Calendars.Replace(o.Context(), []calendar.Mark{storm}, nil, "CV 12/UBND", store.Moment{At: at("2022-12-05T11:00")})
		o.must(err)
		_, err = o.Dossiers.MoveDeadlines(o.Context(), "CV 12/UBND", store.Moment{At: at("2022-12-05T11:01")})
		o.must(err)
		o.must(o.late.Recalculate(o.Context(), at("2022-12-05T11:01")))
		moved, err := o.Dossiers.Get(o.Context(), d.ID)
		o.must(err)
		if moved.Due.Day != calendar.MustDay("2022-12-13") || !moved.Open[0].Due.Equal(at("2022-12-08T09:00")) {
			o.Errorf("due %s, step due %s", moved.Due.Day, moved.Open[0].Due)
		}
		o.tick("2022-12-07T15:00")
		o.tick("2022-12-09T17:00")
		if got := o.told(first); !slices.Equal(got, []string{"due_soon before 4 workhours", "overdue after 0 workdays"}) {
			o.Errorf("told by the old calendar: %q", got)
		}
		if a := o.letter(d.ID); a.ID != 0 {
			o.Errorf("drafted by the old calendar: %+v", a)
		}
		o.tick("2022-12-12T07:30")
		if a := o.letter(d.ID); a.State != rules.Drafted {
			o.Errorf("not drafted by the new one: %+v", a)
		}
	})
}

func TestALateDossierIsPressedForOnceAWorkingDay(t *testing.T) {
	each(t, func(o office) {
		d := o.receive(2, at("2022-12-05T09:00"))
		o.do(d.ID, dossier.TakeOver{Step: 1}, first, "2022-12-05T09:30")
		press := func(when string) error {
			_, err := o.late.Press(o.Context(), d.ID, "Xong trong hôm nay.", account.Stamp{By: mayor, Unit: commune, At: at(when)})
			return err
		}
		if err := press("2022-12-12T15:00"); refusal.KindOf(err) != refusal.NotNow {
			o.Errorf("pressed for before it is late: %v", err)
		}
		o.must(press("2022-12-16T15:00"))
		if err := press("2022-12-16T16:00"); refusal.KindOf(err) != refusal.NotNow {
			o.Errorf("pressed for twice a day: %v", err)
		}
		o.must(press("2022-12-17T09:00")) // Saturday counts as Monday
		if err := press("2022-12-19T09:00"); refusal.KindOf(err) != refusal.NotNow {
			o.Errorf("pressed for twice a working day: %v", err)
		}
		if got := o.told(first); !slices.Equal(got, []string{"pressed press 2022-12-16", "pressed press 2022-12-19"}) {
			o.Errorf("who has it: %q", got)
		}
	})
}

func TestTwoProgramsAtOneDatabaseTellEverythingOnce(t *testing.T) {
	each(t, func(o office) {
		for i := range 30 {
			d := o.receive(2, at("2022-12-05T09:00").Add(time.Duration(i)*time.Minute))
			o.do(d.ID, dossier.TakeOver{Step: 1}, first, "2022-12-05T10:00")
		}
		other := lateness.New(store.New(o.DB))
		var both sync.WaitGroup
		for _, l := range []*lateness.Lateness{o.late, other, o.late, other} {
			both.Go(func() {
				if _, err := l.Tick(context.WithoutCancel(o.Context()), at("2022-12-09T07:30")); err != nil {
					o.Error(err)
				}
			})
		}
		both.Wait()
		drafts, err := o.late.Letters(o.Context(), rules.LetterQuery{State: rules.Drafted, Limit: 100})
		o.must(err)
		mine, leaders := o.told(first), o.told(mayor)
		if len(drafts) != 30 || len(mine) != 60 || len(leaders) != 90 {
			o.Errorf("%d drafts; told who has them %d times, the leader %d", len(drafts), len(mine), len(leaders))
		}
	})
}

func TestWhatWasImportedOrMadeInBulkIsCaughtUp(t *testing.T) {
	each(t, func(o office) {
		quiet := store.New(o.DB) // without followers
		d, err := quiet.Dossiers.Receive(o.Context(), dossier.Receive{
			Unit: commune, Desk: commune, Procedure: 102, Workflow: 202, Channel: "direct",
		}, dossier.Person{Name: "Lê Thị Thu Hà"}, by(first, at("2022-12-05T09:00")))
		o.must(err)
		_, err = quiet.Dossiers.Do(o.Context(), d.ID, dossier.Extend{To: calendar.MustDay("2022-12-15"), Reason: "Chờ."}, by(mayor, at("2022-12-09T09:00")))
		o.must(err)
		for range 2 {
			o.must(o.late.CatchUp(o.Context(), at("2022-12-12T09:00")))
			o.tick("2022-12-12T09:01")
		}
		a := o.letter(d.ID)
		if a.State != rules.Signed || !a.InTime || a.Signer != mayor || a.Reason != "Chờ." || !a.Signed.Equal(at("2022-12-09T09:00")) {
			o.Errorf("the letter: %+v", a)
		}
		if got := o.told(mayor); len(got) == 0 {
			o.Error("nobody was told of an imported dossier")
		}
	})
}

func TestAPromiseThatWillNotBeKeptIsReportedAboveOnce(t *testing.T) {
	each(t, func(o office) {
		d := o.receive(2, at("2022-12-05T09:00"))
		o.do(d.ID, dossier.Extend{To: calendar.MustDay("2022-12-15"), Reason: "Chờ."}, mayor, "2022-12-09T09:00")
		o.tick("2022-12-13T17:00")
		if a := o.letter(d.ID); a.Broken() {
			o.Error("reported too early")
		}
		o.tick("2022-12-14T07:30")
		o.tick("2022-12-20T07:30")
		if a := o.letter(d.ID); !a.Broken() || a.Above != district || !a.Reported.Equal(at("2022-12-14T07:30")) {
			o.Errorf("the report: %+v", a)
		}
		n := 0
		for _, kind := range o.told(prefect) {
			if kind == "not_kept report" {
				n++
			}
		}
		if n != 1 {
			o.Errorf("the leader above was told %d times", n)
		}
	})
}
