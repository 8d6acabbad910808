package counter_test

import (
	"errors"
	"fmt"
	"net/url"
	"sync"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/certify"
	"cchc/domain/orgunit"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
	"cchc/store/counter"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const desk orgunit.ID = 3

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

func stamp(by account.ID, key string) account.Stamp {
	return account.Stamp{By: by, Unit: desk, At: at("2026-03-02T08:00"), Key: key}
}

func each(t *testing.T, f func(t *testing.T, d *db.DB)) {
	t.Helper()
	dbtest.Each(t, store.Migrations(), f)
}

func TestNumbersHaveNoGapAndNoTwinHoweverManyTakeThemAtOnce(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		s := counter.Queue{DB: d}
		together(t, 40, func(i int) error {
			_, err := s.Take(t.Context(), desk, "A", "", stamp(7, ""))
			return err
		})
		list, err := s.Day(t.Context(), desk, calendar.MustDay("2026-03-02"))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[int]bool{}
		for _, k := range list {
			seen[k.Number] = true
		}
		for n := 1; n <= 40; n++ {
			if !seen[n] || len(list) != 40 {
				t.Fatalf("%d tickets, %d is missing", len(list), n)
			}
		}
		if next, err := s.Take(t.Context(), desk, "B", "", stamp(7, "")); err != nil || next.Code() != "B001" {
			t.Errorf("another series begins with %s, %v", next.Code(), err)
		}
		tomorrow := stamp(7, "")
		tomorrow.At = tomorrow.At.Add(24 * time.Hour)
		if next, err := s.Take(t.Context(), desk, "A", "", tomorrow); err != nil || next.Code() != "A001" {
			t.Errorf("another day begins with %s, %v", next.Code(), err)
		}
	})
}

// together runs n calls at the same instant.
func together(t *testing.T, n int, f func(i int) error) {
	t.Helper()
	var group sync.WaitGroup
	faults := make([]error, n)
	start := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-start
			faults[i] = f(i)
		})
	}
	close(start)
	group.Wait()
	if err := errors.Join(faults...); err != nil {
		t.Fatal(err)
	}
}

func TestFiftyCountersThatCallAtOnceCallFiftyPeople(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		s := counter.Queue{DB: d}
		var setUp queue.SetUp
		setUp.Series = queue.Usual(desk).Series
		for no := range 50 {
			setUp.Stations = append(setUp.Stations, queue.Station{No: no + 1})
		}
		if err := s.Change(t.Context(), desk, 0, setUp, stamp(1, "")); err != nil {
			t.Fatal(err)
		}
		for range 55 {
			if _, err := s.Take(t.Context(), desk, "A", "", stamp(7, "")); err != nil {
				t.Fatal(err)
			}
		}
		var mu sync.Mutex
		called := map[string]int{}
		together(t, 50, func(i int) error {
			k, err := s.CallNext(t.Context(), desk, i+1, stamp(account.ID(100+i), ""))
			mu.Lock()
			called[k.Code()]++
			mu.Unlock()
			return err
		})
		if len(called) != 50 {
			t.Errorf("fifty counters called %d people: %v", len(called), called)
		}
		for n := 1; n <= 50; n++ {
			if called[fmt.Sprintf("A%03d", n)] != 1 {
				t.Errorf("A%03d was called %d times", n, called[fmt.Sprintf("A%03d", n)])
			}
		}
	})
}

func TestAPressRepeatedCallsOnceAndACallUnansweredIsDecidedFirst(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		s := counter.Queue{DB: d}
		for range 3 {
			if _, err := s.Take(t.Context(), desk, "A", "", stamp(7, "")); err != nil {
				t.Fatal(err)
			}
		}
		first, err := s.CallNext(t.Context(), desk, 1, stamp(7, "press"))
		again, err2 := s.CallNext(t.Context(), desk, 1, stamp(7, "press"))
		if err != nil || err2 != nil || first.ID != again.ID || again.Calls != 1 {
			t.Fatalf("%s and %s, %v, %v", first.Code(), again.Code(), err, err2)
		}
		if _, err := s.CallNext(t.Context(), desk, 1, stamp(7, "other")); refusal.KindOf(err) != refusal.NotNow {
			t.Errorf("another was called over the first: %v", err)
		}
		if _, err := s.Do(t.Context(), first.ID, queue.Serve{}, stamp(7, "")); err != nil {
			t.Fatal(err)
		}
		if now, ok, err := s.Current(t.Context(), 7, first.Day, desk); err != nil || !ok || now.ID != first.ID {
			t.Errorf("at the station is %+v, %v", now, err)
		}
		second, err := s.CallNext(t.Context(), desk, 1, stamp(7, "second"))
		if err != nil || second.Code() != "A002" {
			t.Fatalf("then %s, %v", second.Code(), err)
		}
		if done, err := s.Ticket(t.Context(), first.ID); err != nil || done.State != queue.Done {
			t.Errorf("the first is %s, %v", done.State, err)
		}
		if list, err := s.Screen(t.Context(), desk, first.Day, 5); err != nil || len(list) != 2 {
			t.Errorf("the screen shows %d calls, %v", len(list), err)
		}
	})
}

func TestWhoGoesFirstIsCalledFirstAndWhoWasHandedOverBeforeAll(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		s := counter.Queue{DB: d}
		take := func(class string) queue.Ticket {
			k, err := s.Take(t.Context(), desk, "A", class, stamp(7, ""))
			if err != nil {
				t.Fatal(err)
			}
			return k
		}
		handed, plain, old := take(""), take(""), take("old")
		do := func(id queue.TicketID, a queue.Act) {
			if _, err := s.Do(t.Context(), id, a, stamp(7, "")); err != nil {
				t.Fatal(err)
			}
		}
		call := func(station int) queue.TicketID {
			k, err := s.CallNext(t.Context(), desk, station, stamp(7, ""))
			if err != nil {
				t.Fatal(err)
			}
			do(k.ID, queue.Serve{})
			return k.ID
		}
		if got := call(1); got != old.ID {
			t.Errorf("%d is called before the elderly %d", got, old.ID)
		}
		if got := call(1); got != handed.ID {
			t.Errorf("then %d, not %d", got, handed.ID)
		}
		do(handed.ID, queue.Transfer{Station: 2})
		take("old")
		if got := call(2); got != handed.ID {
			t.Errorf("station 2 calls %d, not whom it was handed", got)
		}
		do(handed.ID, queue.Leave{Absent: true})
		do(handed.ID, queue.Back{})
		call(1)
		if got := call(1); got != handed.ID {
			t.Errorf("who came back goes at the place of the number: %d, not %d before %d", got, handed.ID, plain.ID)
		}
	})
}

func TestADraftIsResumedAsItWasKeptAndErasedWithItsEnd(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		s := counter.Drafts{DB: d}
		form := url.Values{"name": {"Trần An"}, "paper": {"1", "3"}}
		keep := func(form url.Values) queue.Draft {
			k, err := s.Keep(t.Context(), desk, queue.Keep{Procedure: "1.001193", Form: "digest"}, form, stamp(7, ""))
			if err != nil {
				t.Fatal(err)
			}
			return k
		}
		first := keep(form)
		form.Set("phone", "0600000123")
		if again := keep(form); again.ID != first.ID {
			t.Error("one form is two drafts")
		}
		now := at("2026-03-02T09:00")
		list, err := s.Open(t.Context(), desk, now)
		if err != nil || len(list) != 1 || len(list[0].Typed["paper"]) != 2 || list[0].Typed["phone"][0] != "0600000123" {
			t.Fatalf("open: %+v, %v", list, err)
		}
		if other, err := s.Open(t.Context(), 4, now); err != nil || len(other) != 0 {
			t.Errorf("another desk sees %d, %v", len(other), err)
		}
		texts := func() int64 {
			return count(t, d, `SELECT count(*) FROM counter_draft_text`)
		}
		if err := s.Expire(t.Context(), fmt.Sprint(first.ID), now); err != nil || texts() != 1 {
			t.Errorf("expired before its time: %v", err)
		}
		late := now.Add(queue.DraftLife)
		if list, err := s.Open(t.Context(), desk, late); err != nil || len(list) != 0 {
			t.Errorf("open after its time: %+v, %v", list, err)
		}
		if err := s.Expire(t.Context(), fmt.Sprint(first.ID), late); err != nil || texts() != 0 {
			t.Errorf("not erased: %v", err)
		}
		if gone, err := s.Expired(t.Context(), desk, late.Add(-24*time.Hour), late); err != nil || len(gone) != 1 {
			t.Errorf("nobody is told: %v, %v", gone, err)
		}
		second := keep(form)
		if err := errors.Join(s.End(t.Context(), second.ID, queue.Use{Dossier: 9}, stamp(7, "")), s.End(t.Context(), second.ID, queue.Discard{}, stamp(7, ""))); err != nil || second.ID == first.ID || texts() != 0 {
			t.Errorf("used and erased: %v", err)
		}
	})
}

func count(t *testing.T, d *db.DB, query string) (n int64) {
	t.Helper()
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		n, err = db.Value[int64](t.Context(), tx, query)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNumbersOfCertifiedCopiesHaveNoGapAndAPressRepeatedIsOneEntry(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		s := counter.Register{DB: d}
		content := certify.Content{Person: "Trần Thị Ánh", Kind: "Bằng tốt nghiệp", Signer: "Lê Bình, Phó Chủ tịch", Copies: 3, Pages: 2, Book: 1}
		together(t, 30, func(i int) error {
			_, err := s.Certify(t.Context(), 2, content, stamp(7, fmt.Sprintf("key-%d", i/2)))
			return err
		})
		q := certify.Query{Units: []orgunit.ID{2}, Limit: 100}
		list, err := s.List(t.Context(), q)
		if err != nil || len(list) != 15 {
			t.Fatalf("%d entries, %v", len(list), err)
		}
		seen := map[int]bool{}
		for _, e := range list {
			seen[e.Number] = true
		}
		for n := 1; n <= 15; n++ {
			if !seen[n] {
				t.Errorf("no number %d", n)
			}
		}
		if _, err := s.Do(t.Context(), list[0].ID, certify.Cancel{Reason: "nhầm"}, stamp(7, "c")); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Do(t.Context(), list[0].ID, certify.Cancel{Reason: "nhầm"}, stamp(7, "c")); err != nil {
			t.Errorf("a press repeated is refused: %v", err)
		}
		sum, err := s.Sum(t.Context(), q)
		if want := (certify.Sum{Entries: 15, Cancelled: 1, Copies: 42, Pages: 84, Fee: 14 * 12000}); err != nil || sum != want {
			t.Errorf("sum %+v, want %+v, %v", sum, want, err)
		}
		q.Words = []string{"anh", "bang"}
		if found, err := s.List(t.Context(), q); err != nil || len(found) != 15 {
			t.Errorf("without accents %d are found, %v", len(found), err)
		}
		if none, err := s.List(t.Context(), certify.Query{Limit: 9}); err != nil || len(none) != 0 {
			t.Errorf("no units give %d entries, %v", len(none), err)
		}
		if habits, err := s.Habits(t.Context(), 2, 9); err != nil || len(habits) != 1 || habits[0].Times != 14 {
			t.Errorf("habits %v, %v", habits, err)
		}
		if n := count(t, d, `SELECT count(*) FROM event WHERE change LIKE '%Trần Thị Ánh%'`); n != 0 {
			t.Errorf("the name stands in %d events", n)
		}
	})
}
