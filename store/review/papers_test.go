package review

import (
	"context"
	"fmt"
	"regexp"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/result"
	"cchc/domain/review"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

// heldBy is a State that holds the household book of whoever has a number.
type heldBy struct{}

func (heldBy) HeldIn(_ context.Context, _ *db.Tx, idNo string, components []procedure.Component, _ calendar.Day) (list []result.Held, err error) {
	if idNo != "" {
		list = append(list, result.Held{Component: components[1].Name})
	}
	return list, nil
}

const office orgunit.ID = 4

// past is a commune that finished six dossiers in 2025, each after two working days, and
// two in 2026, each after one.
func past(t *testing.T, d *db.DB) Reviews {
	t.Helper()
	s := store.New(d)
	since := calendar.MustDay("2020-01-01")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	at := func(text string) time.Time {
		at, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Local)
		must(err)
		return at
	}
	must(s.Furnish(t.Context(), store.Furniture{
		Units: []orgunit.Unit{{ID: office, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since}},
		Versions: []procedure.Version{{ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}},
			Cases:  []procedure.Case{{No: 1, Name: "Chung", Components: []procedure.Component{{Name: "Tờ khai", Originals: 1}, {Name: "Sổ hộ khẩu", Copies: 1}}}}}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}, store.Moment{At: at("2020-01-01T08:00")}))
	for i := range 8 {
		from, to := fmt.Sprintf("2025-02-10T08:0%d", i), "2025-02-12T08:00"
		if i >= 6 {
			from, to = fmt.Sprintf("2026-02-02T08:0%d", i), "2026-02-03T08:00"
		}
		person := dossier.Person{Name: "A"}
		if i%2 == 0 {
			person.IDNo = "999186012345"
		}
		got, err := s.Dossiers.Receive(t.Context(), dossier.Receive{Unit: office, Desk: office, Procedure: 101, Workflow: 201, Channel: procedure.Direct}, person, store.Moment{By: 7, Unit: office, At: at(from)})
		must(err)
		_, err = s.Dossiers.Do(t.Context(), got.ID, dossier.Finish{Result: "x"}, store.Moment{By: 7, Unit: office, At: at(to)})
		must(err)
		paper := func(n int, component, content, origin string) {
			must(d.Write(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), `INSERT INTO paper (id, version, salt, head, dossier, pending, component, name, kind, size, pages, content, origin, state, reason, next, result, by_id, unit, at)
					VALUES ($1, 1, $2, $2, $3, '', $4, '', 'pdf', 1, 1, $5, $6, 'kept', '', 0, 0, 7, 4, '')`, int64(1000+10*i+n), []byte("x"), int64(got.ID), component, content, origin)
				return err
			}))
		}
		paper(1, "Tờ khai", fmt.Sprint("own", i), "scanned")
		paper(2, "Sổ hộ khẩu", "always the same", "scanned")
		paper(3, "Tờ khai", "the result", "issued")
	}
	r := Open(s)
	r.Papers = heldBy{}
	return r
}

func TestAMapTellsWhichComponentsAreAlwaysTheSameOrHeldAlready(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := past(t, d)
		chart, err := s.draw(t.Context(), order{Workflow: 201, From: calendar.MustDay("2025-01-01"), To: calendar.MustDay("2026-01-01")})
		want := []review.ChartPaper{{Component: "Sổ hộ khẩu", Dossiers: 6, Files: 6, Distinct: 1, Held: 3}, {Component: "Tờ khai", Dossiers: 6, Files: 6, Distinct: 6}}
		if err != nil || fmt.Sprint(chart.Papers) != fmt.Sprint(want) {
			t.Errorf("%v, %v, want %v", chart.Papers, err, want)
		}
	})
}

func TestAProposalIsMeasuredByTheYearBeforeAndTheYearAfter(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := past(t, d)
		now := calendar.MustDay("2026-06-01").Start()
		m, err := s.Measure(t.Context(), proposal{Procedure: "1.009999", From: calendar.MustDay("2026-01-01")}, now)
		if err != nil || m.Received != 2 || m.Before.N != 6 || m.After.N != 2 {
			t.Fatalf("%+v, %v", m, err)
		}
		if before, after := m.Before.Mean(), m.After.Mean(); before < 2*480-15 || before > 2*480 || after < 480-15 || after > 480 || m.Sooner() != int64(before-after) {
			t.Errorf("%d minutes before, %d after, %d sooner", before, after, m.Sooner())
		}
		if _, err := s.Measure(t.Context(), proposal{}, now); err == nil {
			t.Error("a proposal that is not in force was measured")
		}
		whole := regexp.MustCompile(`(?m)SCAN dossier$|Seq Scan on dossier|PRIMARY KEY \(rowid`)
		query, args := tookQuery([]any{int64(101)}, calendar.MustDay("2025-01-01"), calendar.MustDay("2026-01-01"))
		err = d.Read(t.Context(), func(tx *db.Tx) error {
			plan, err := tx.Explain(t.Context(), query, args...)
			if whole.MatchString(plan) {
				t.Errorf("%s\n%s", query, plan)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
