package store_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/dbtest"
	"cchc/store"
)

// receipt is one acknowledged receipt: from when it was asked for until it was answered.
type receipt struct {
	code       string
	serial     int64
	begun, got int64
}

// inOrder demands that the codes of one unit and day are 1 to n without gap, that each is
// stored, and that whoever came after another had been served has the later one.
func inOrder(t *testing.T, s *store.Store, list []receipt) {
	t.Helper()
	for i := range list {
		last := strings.LastIndex(list[i].code, "-")
		if _, err := fmt.Sscanf(list[i].code[last+1:], "%d", &list[i].serial); err != nil {
			t.Fatalf("%q: %v", list[i].code, err)
		}
	}
	slices.SortFunc(list, func(a, b receipt) int { return cmp.Compare(a.serial, b.serial) })
	latest := int64(0) // begin of any with a smaller serial
	for i, r := range list {
		if want := dossier.Code("H99.28.05", calendar.MustDay("2024-03-04"), int64(i+1)); r.code != want {
			t.Fatalf("code %d is %s, want %s", i+1, r.code, want)
		}
		if r.got < latest {
			t.Errorf("%s was handed out before the request for an earlier one was made", r.code)
		}
		latest = max(latest, r.begun)
		if _, err := s.Dossiers.ByCode(t.Context(), r.code); err != nil {
			t.Errorf("%s: %v", r.code, err)
		}
	}
	stored := rowsOf(t, s, `SELECT count(*) FROM dossier`)
	if stored[0] != fmt.Sprint(len(list)) {
		t.Errorf("%s dossiers stored, %d acknowledged", stored[0], len(list))
	}
}

func TestFiftyWorkersAtOneUnitOnOneDayGetCodesInOrderWithoutGap(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var mu sync.Mutex
		var list []receipt
		var workers sync.WaitGroup
		for i := range 50 {
			workers.Go(func() {
				for n := range 6 {
					m := moment("2024-03-04T09:30")
					m.Key = fmt.Sprintf("%d-%d", i, n)
					begun := time.Now().UnixNano()
					d, err := s.Dossiers.Receive(t.Context(), receiving(commune), dossier.Person{Name: "Lê Văn " + m.Key}, m)
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					list = append(list, receipt{code: d.Code, begun: begun, got: time.Now().UnixNano()})
					mu.Unlock()
				}
			})
		}
		workers.Wait()
		inOrder(t, s, list)
	})
}

func TestTwoProcessesOnOnePostgreSQLShareTheSerialsOfADay(t *testing.T) {
	address := dbtest.Postgres(t)
	if address == "" {
		return
	}
	s := furnished(t, address)
	var children []*child
	for _, name := range []string{"a", "b"} {
		children = append(children, start(t, errand{Address: address, Name: name, Workers: 25, Lives: 6, OneDay: true}))
	}
	var list []receipt
	for _, c := range children {
		begun := map[string]int64{}
		for _, w := range c.wait() {
			if w.Done {
				list = append(list, receipt{code: w.Code, begun: begun[w.Key], got: w.At})
			} else {
				begun[w.Key] = w.At
			}
		}
	}
	if len(list) != 300 {
		t.Fatalf("%d of 300 receipts were acknowledged", len(list))
	}
	inOrder(t, s, list)
}

// furnished is a furnished store at an address, closed when the test ends.
func furnished(t *testing.T, address string) *store.Store {
	t.Helper()
	s := store.New(dbtest.Open(t, address))
	if err := s.DB.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	furnish(t, s)
	return s
}

func TestOneKeyRacedByTwentyIsOneEvent(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		received := race(t, func(int) (dossier.Dossier, error) {
			m := moment("2024-03-04T09:30")
			m.Key = "receive"
			return s.Dossiers.Receive(t.Context(), receiving(commune), dossier.Person{Name: "A"}, m)
		})
		// The second time this act would be refused: the step is no longer open.
		done := race(t, func(i int) (dossier.Dossier, error) {
			m := moment("2024-03-04T10:00")
			m.Key, m.By = "complete", account.ID(i+1)
			return s.Dossiers.Do(t.Context(), received.ID, dossier.CompleteStep{Step: 1}, m)
		})
		if done.ID != received.ID || done.Version != 2 {
			t.Errorf("answered with %d, version %d", done.ID, done.Version)
		}
		if got := rowsOf(t, s, `SELECT count(*), count(DISTINCT subject), max(last) FROM event, dossier_serial WHERE kind = 'dossier'`); got[0] != "2 1 1" {
			t.Errorf("events, dossiers, last serial: %s", got[0])
		}
	})
}

// race does an act twenty times at once; all must give one answer.
func race(t *testing.T, act func(i int) (dossier.Dossier, error)) dossier.Dossier {
	t.Helper()
	var answers [20]dossier.Dossier
	var runners sync.WaitGroup
	for i := range answers {
		runners.Go(func() {
			var err error
			if answers[i], err = act(i); err != nil {
				t.Errorf("runner %d: %v", i, err)
			}
		})
	}
	runners.Wait()
	for _, a := range answers {
		if a.ID != answers[0].ID || a.Version != answers[0].Version || a.Code != answers[0].Code {
			t.Errorf("one key gave %s (version %d) and %s (version %d)", answers[0].Code, answers[0].Version, a.Code, a.Version)
		}
	}
	return answers[0]
}

func TestAKeyUsedForAnotherActAnswersWithTheFirst(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		first, other := receive(t, s, "2024-03-04T09:30"), receive(t, s, "2024-03-04T09:31")
		m := moment("2024-03-04T10:00")
		m.Key = "form"
		if _, err := s.Dossiers.Do(t.Context(), first.ID, dossier.TakeOver{}, m); err != nil {
			t.Fatal(err)
		}
		for name, again := range map[string]func() (dossier.Dossier, error){
			"on another dossier": func() (dossier.Dossier, error) {
				return s.Dossiers.Do(t.Context(), other.ID, dossier.TakeOver{}, m)
			},
			"another act": func() (dossier.Dossier, error) {
				return s.Dossiers.Do(t.Context(), first.ID, dossier.CompleteStep{}, m)
			},
			"refused by itself": func() (dossier.Dossier, error) {
				return s.Dossiers.Do(t.Context(), first.ID, dossier.HandOver{}, m)
			},
			"a receipt": func() (dossier.Dossier, error) {
				return s.Dossiers.Receive(t.Context(), receiving(commune), dossier.Person{Name: "B"}, m)
			},
		} {
			if d, err := again(); err != nil || d.ID != first.ID || d.Version != 2 {
				t.Errorf("%s: %s, version %d, %v", name, d.Code, d.Version, err)
			}
		}
		if next := receive(t, s, "2024-03-04T10:01"); next.Code != "H99.28.05-240304-0003" {
			t.Errorf("the next code is %s", next.Code)
		}
	})
}
