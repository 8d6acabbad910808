package lateness

import (
	"regexp"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

// grows is a plan whose cost grows with what is stored: a whole table, or an index from end
// to end of what is not late.
var grows = regexp.MustCompile(`(?m)SCAN (dossier|apology|notice|lateness_alarm|event|a|f)( AS \w+)?$|Seq Scan on (dossier|apology|notice|lateness_alarm|event)|dossier_unit \(`)

// sorted is a plan that sorts a whole list before it shows the first page.
var sorted = regexp.MustCompile(`(?m)USE TEMP B-TREE FOR ORDER BY|^\s*->?\s*Sort `)

func TestNoListAndNoMinuteReadsAWholeTable(t *testing.T) {
	now := time.Date(2024, 3, 20, 9, 0, 0, 0, calendar.Local)
	place := lateness.Key{Harm: 1, Due: "2024-03-01T16:59:59Z", Dossier: dossier.ID(7)}
	units := []orgunit.ID{2, 3, 4}
	month := lateness.Query{From: calendar.MustDay("2024-02-01"), Until: calendar.MustDay("2024-03-01"), Now: now, Limit: 50, After: place}
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		plan := func(what string, bad *regexp.Regexp, query string, args ...any) {
			t.Helper()
			err := d.Read(t.Context(), func(tx *db.Tx) error {
				text, err := tx.Explain(t.Context(), query, args...)
				if err == nil && bad.MatchString(text) {
					t.Errorf("%s:\n%s\n%s", what, query, text)
				}
				return err
			})
			if err != nil {
				t.Fatalf("%s: %v\n%s", what, err, query)
			}
		}
		for _, of := range append([]lateness.Standing{lateness.AnyStanding}, lateness.Standings...) {
			for _, q := range []lateness.Query{{Of: of, Now: now, Limit: 50}, {Of: of, Now: now, Limit: 50, ByHarm: true, After: place}, {Of: of, Now: now, Limit: 50, Units: units, After: place}} {
				query, args := lateQuery(q)
				plan("late now, "+string(of), grows, query, args...)
				if !q.ByHarm {
					plan("late now in order, "+string(of), sorted, query, args...)
				}
			}
			month.Of = of
			query, args := publicQuery(month)
			plan("public, "+string(of), grows, query, args...)
		}
		for _, tab := range []lateness.LetterQuery{{State: lateness.Drafted, Limit: 50}, {State: lateness.Signed, Units: units, Limit: 50}, {Report: true, Limit: 50}} {
			query, args := lettersQuery(tab)
			plan("letters", grows, letterBook.SelectFrom()+query, args...)
			plan("letters in order", sorted, letterBook.SelectFrom()+query, args...)
		}
		query, args := boxQuery(7, true, 0, 50)
		plan("the box", grows, query, args...)
		plan("the box in order", sorted, query, args...)
		plan("the minute", grows, dueQuery, dossier.Instant(now), 1)
		plan("the minute in order", sorted, dueQuery, dossier.Instant(now), 1)
	})
}
