package quality

import (
	"fmt"
	"maps"
	"regexp"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/quality"
	"cchc/kit/db"
	"cchc/store"
)

var (
	year  = quality.Span{From: calendar.MustDay("2026-01-01"), Until: calendar.MustDay("2027-01-01")}
	today = calendar.MustDay("2026-06-01")
)

// counted is how many faults there are, by kind and unit.
func counted(t *testing.T, s *store.Store) map[string]int64 {
	t.Helper()
	counts, err := Open(s).Counts(t.Context(), year, today)
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]int64{}
	for _, c := range counts {
		sums[fmt.Sprint(c.Kind.Name(), " ", c.Unit)] = c.N
	}
	return sums
}

// same wants certain faults, and that each number is the length of its list.
func same(t *testing.T, s *store.Store, want map[string]int64) {
	t.Helper()
	if got := counted(t, s); !maps.Equal(got, want) {
		t.Errorf("counted %v, want %v", got, want)
	}
	for _, kind := range quality.Kinds {
		for _, unit := range []orgunit.ID{0, commune, village} {
			q := quality.Query{Span: year, Kind: kind, Unit: unit, Today: today, Limit: 1}
			n, err := Open(s).Count(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			seen := int64(0)
			for {
				rows, err := Open(s).List(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				if len(rows) == 0 {
					break
				}
				seen, q.Before = seen+1, rows[0].ID
			}
			if seen != n {
				t.Errorf("%s at %d: %d in the list, %d counted", kind.Name(), unit, seen, n)
			}
		}
	}
}

func TestImportedFaultsStandOnTheListWithTheirNumbers(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		report := take(t, s,
			"H99.05,Trực tuyến,Một,08:00 05/01/2026,08:00 09/01/2026,", // four days after it was filed
			"H99.05,Trực tuyến,Hai,07:30 09/01/2026,08:00 09/01/2026,", // in time
			"H99.05,Bưu chính,Ba,08:00 05/01/2026,08:00 12/01/2026,08:00 12/01/2026",
			"H99.05,Trực tiếp,Bốn,,08:00 13/01/2026,08:00 13/01/2026",
			"H99.05,Trực tiếp,Năm,,08:00 05/01/2023,08:00 05/01/2023", // before the span
		)
		if report.Kept != 5 {
			t.Fatal(report.Faults)
		}
		same(t, s, map[string]int64{"filed-long 4": 2, "same-instant 4": 2})
		bad := take(t, s, "H99.05,Trực tuyến,Sáu,09:00 09/01/2026,08:00 09/01/2026,")
		if len(bad.Faults) != 1 || bad.Faults[0].Field != dossier.ColumnFiled {
			t.Errorf("filed after the receipt: %v", bad.Faults)
		}
		lags, err := Open(s).Lags(t.Context(), year)
		want := []quality.Lag{{Unit: 0, Filed: 3, Median: 4 * 480, Over: 2}, {Unit: commune, Filed: 3, Median: 4 * 480, Over: 2}}
		if err != nil || fmt.Sprint(lags) != fmt.Sprint(want) {
			t.Errorf("%v, %v, want %v", lags, err, want)
		}
	})
}

func TestAFaultLeavesTheListWhenItIsMended(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		nobody := kept(t, s, commune, "", "2026-02-02T08:00")
		same(t, s, map[string]int64{"no-person 4": 1})
		person := dossier.Person{Name: "Đinh Thị Hồng Nhung"}.Sealed()
		mend := store.CorrectPerson{Correct: dossier.Correct{Seal: person.Seal(), Reason: "bổ sung họ tên"}, Person: person}
		if _, err := s.Dossiers.Do(t.Context(), nobody.ID, mend, moment("2026-02-02T09:00")); err != nil {
			t.Fatal(err)
		}
		same(t, s, map[string]int64{})
		for _, act := range []dossier.Act{dossier.Withdraw{Reason: "rút"}, dossier.ErasePerson{Basis: "đơn 1"}} {
			if _, err := s.Dossiers.Do(t.Context(), nobody.ID, act, moment("2026-02-03T09:00")); err != nil {
				t.Fatal(err)
			}
		}
		same(t, s, map[string]int64{})
	})
}

func TestAStepAtAUnitThatHasEndedIsFound(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		kept(t, s, commune, "A", "2026-02-02T08:00")
		d := kept(t, s, commune, "B", "2026-02-02T09:00")
		exec(t, s, `UPDATE dossier_work SET unit = $1 WHERE dossier = $2`, int64(village), int64(d.ID))
		same(t, s, map[string]int64{"ended-unit 4": 1})
	})
}

func TestADateOutOfOrderIsKeptAsAFaultByTheActItself(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := kept(t, s, commune, "A", "2026-02-02T08:00")
		// A clock that was set back: the act is of the day before.
		if _, err := s.Dossiers.Do(t.Context(), d.ID, dossier.Withdraw{Reason: "rút"}, moment("2026-02-01T08:00")); err != nil {
			t.Fatal(err)
		}
		same(t, s, map[string]int64{"out-of-order 4": 1})
	})
}

func exec(t *testing.T, s *store.Store, query string, args ...any) {
	t.Helper()
	err := s.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), query, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// grows is a plan whose cost grows with what is stored.
var grows = regexp.MustCompile(`(?m)SCAN (dossier|dossier_fault|dossier_person|dossier_work|d|f|p)$|Seq Scan|dossier_unit \(unit=\?( AND rowid[<>]\?)*\)`)

// sorted is a plan that sorts a whole list before it shows the first page.
var sorted = regexp.MustCompile(`(?m)USE TEMP B-TREE FOR ORDER BY|^\s*->?\s*Sort `)

func TestNoListReadsAWholeTableAndNoneSortsIt(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		refs, err := s.References.Now(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		plan := func(what, query string, args []any, bad ...*regexp.Regexp) {
			t.Helper()
			err := s.DB.Read(t.Context(), func(tx *db.Tx) error {
				text, err := tx.Explain(t.Context(), query, args...)
				for _, b := range bad {
					if b.MatchString(text) {
						t.Errorf("%s:\n%s\n%s", what, query, text)
					}
				}
				return err
			})
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
		}
		for _, kind := range quality.Kinds {
			for _, unit := range []orgunit.ID{0, commune} {
				q := quality.Query{Span: year, Kind: kind, Unit: unit, Today: today, Limit: 50, Before: 1 << 60}
				of := newFaulty(refs.Units(), q)
				plan(kind.Name(), `SELECT `+of.unit+`, count(*) FROM `+of.text()+` GROUP BY `+of.unit, of.args, grows)
				query, args := listQuery(refs.Units(), q)
				bad := []*regexp.Regexp{grows, sorted}
				if kind == quality.EndedUnit { // a handful
					bad = bad[:1]
				}
				plan(kind.Name(), query, args, bad...)
			}
		}
		plan("lags", lagQuery, []any{1, 2}, grows)
	})
}
