package store_test

import (
	"slices"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/store"
)

// storm is a day on which the province closed its offices, known only afterwards.
func storm(t *testing.T, s *store.Store, key string) []calendar.Day {
	t.Helper()
	marks := append(calendar.Standard().Marks(), calendar.Mark{Day: calendar.MustDay("2024-03-07"), Effect: calendar.Off, Name: "Nghỉ bão"})
	m := moment("2024-03-08T08:00")
	m.Key = key
	changed, err := s.Calendars.Replace(t.Context(), marks, nil, "Công điện 12", m)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

func TestALateChangeOfTheCalendarMovesOpenDeadlinesOnceAndOnlyThem(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		open, closed, after := receive(t, s, "2024-03-04T09:30"), receive(t, s, "2024-03-04T09:31"), receive(t, s, "2024-03-07T17:00")
		waits := receive(t, s, "2024-03-05T09:30")
		for _, act := range []dossier.Act{dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{}} {
			if _, err := s.Dossiers.Do(t.Context(), closed.ID, act, moment("2024-03-06T09:00")); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Dossiers.Do(t.Context(), waits.ID, dossier.RequestSupplement{Missing: "bản vẽ"}, moment("2024-03-06T09:00")); err != nil {
			t.Fatal(err)
		}
		if changed := storm(t, s, "storm"); len(changed) != 1 || changed[0].String() != "2024-03-07" {
			t.Fatalf("changed %v", changed)
		}
		foreseen, err := s.Dossiers.CountMoves(t.Context(), append(calendar.Standard().Marks(), calendar.Mark{Day: calendar.MustDay("2024-03-07"), Effect: calendar.Off, Name: "Nghỉ bão"}), nil)
		if err != nil || foreseen != 3 { // of one only the step's own time
			t.Errorf("foreseen %d, %v", foreseen, err)
		}
		moved, err := s.Dossiers.MoveDeadlines(t.Context(), "Công điện 12", moment("2024-03-08T08:05"))
		if err != nil || moved != 3 {
			t.Errorf("moved %d, %v", moved, err)
		}
		again, err := s.Dossiers.MoveDeadlines(t.Context(), "Công điện 12", moment("2024-03-08T08:06"))
		if err != nil || again != 0 {
			t.Errorf("twice: moved %d, %v", again, err)
		}
		for d, want := range map[*dossier.Dossier]string{&open: "2024-03-12", &closed: "2024-03-11", &after: "2024-03-14", &waits: "2024-03-13"} {
			now, err := s.Dossiers.Get(t.Context(), d.ID)
			if err != nil || now.Due.Day.String() != want {
				t.Errorf("%s is due %s, want %s, %v", d.Code, now.Due.Day, want, err)
			}
			events, err := s.Trace.Of(t.Context(), int64(d.ID))
			if err != nil {
				t.Fatal(err)
			}
			told := 0
			for _, e := range events {
				if e.Act == "move_deadline" && e.Note == "Công điện 12" {
					told++
				}
			}
			want := 0
			switch {
			case now.Due != d.Due:
				want = 1
				if now.FirstDue() != d.Due {
					t.Errorf("%s was first due %s", d.Code, now.FirstDue().Day)
				}
			case d == &after:
				want = 1 // received late on the day that was taken away: only its step has longer
			}
			if told != want {
				t.Errorf("%s: %d events tell of a move, not %d", d.Code, told, want)
			}
		}
	})
}

func TestTheSameKeyReplacesTheCalendarOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		storm(t, s, "storm-2")
		before := rowsOf(t, s, `SELECT count(*) FROM event WHERE kind = 'calendar'`)
		if changed := storm(t, s, "storm-2"); changed != nil {
			t.Errorf("again: %v", changed)
		}
		if after := rowsOf(t, s, `SELECT count(*) FROM event WHERE kind = 'calendar'`); !slices.Equal(before, after) {
			t.Errorf("%s events, then %s", before, after)
		}
		_, err := s.Calendars.Replace(t.Context(), nil, nil, "", moment("2024-03-08T08:00"))
		if refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("without a reason: %v", err)
		}
	})
}
