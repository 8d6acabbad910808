package store_test

import (
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/store"
)

// slow is an act that takes its time between what it read and what it leaves behind.
type slow struct {
	dossier.Act
	begun chan struct{}
	until <-chan struct{}
}

func (a slow) Apply(d *dossier.Dossier, m dossier.Moment) (dossier.Happened, error) {
	happened, err := a.Act.Apply(d, m)
	close(a.begun)
	select {
	case <-a.until:
	case <-time.After(500 * time.Millisecond): // the change waits, as it should
	}
	return happened, err
}

// beside does a change while a receipt at the commune is under way.
func beside(t *testing.T, s *store.Store, when string, change func() error) {
	t.Helper()
	begun, changed := make(chan struct{}), make(chan struct{})
	var err error
	go func() {
		defer close(changed)
		<-begun
		err = change()
	}()
	if _, err := s.Dossiers.Receive(t.Context(), slow{receiving(commune), begun, changed}, dossier.Person{Name: "Lê Văn Hai"}, moment(when)); err != nil {
		t.Fatal(err)
	}
	if <-changed; err != nil {
		t.Fatal(err)
	}
}

func TestADossierReceivedWhileItsUnitIsMergedHasAnOwner(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		neighbours(t, s)
		beside(t, s, "2025-06-30T16:00", func() error {
			act, m := merging("merge-1")
			_, err := s.Units.Change(t.Context(), act, m, false)
			return err
		})
		owned(t, s)
	})
}

func TestADossierReceivedWhileTheCalendarChangesIsFoundByWhatMovesDeadlines(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		moved := 0
		beside(t, s, "2024-03-04T09:00", func() (err error) {
			marks := append(calendar.Standard().Marks(), calendar.Mark{Day: calendar.MustDay("2024-03-06"), Effect: calendar.Off, Name: "Nghỉ bão"})
			if _, err = s.Calendars.Replace(t.Context(), marks, nil, "bão số 1", moment("2024-03-04T09:01")); err == nil {
				moved, err = s.Dossiers.MoveDeadlines(t.Context(), "bão số 1", moment("2024-03-04T09:02"))
			}
			return err
		})
		if moved != 1 {
			t.Errorf("%d deadlines moved, want that of the dossier that came meanwhile", moved)
		}
	})
}
