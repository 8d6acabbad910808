package store

import (
	"context"
	"regexp"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/kit/dbtest"
)

// wholeTable is a plan that reads every dossier, or the counters of every year.
var wholeTable = regexp.MustCompile(`(?m)SCAN (dossier|dossier_tally|t|event)$|PRIMARY KEY \(rowid<\?\)|Seq Scan on (dossier|dossier_tally|event)`)

// sorted is a plan that sorts a whole list before it shows the first page.
var sorted = regexp.MustCompile(`(?m)USE TEMP B-TREE FOR ORDER BY|^\s*->?\s*Sort `)

func TestNoFigureReadsAWholeTable(t *testing.T) {
	asOf := time.Date(2024, 3, 20, 9, 0, 0, 0, calendar.Local)
	period := figure.Period{From: calendar.MustDay("2024-01-10"), Until: calendar.MustDay("2025-01-01"), AsOf: asOf}
	dbtest.Each(t, Migrations(), func(t *testing.T, d *db.DB) {
		refs := pictureOf(12)
		for _, scope := range []figure.Scope{{}, {Unit: 3}, {Level: orgunit.Commune}, {Unit: 3, Field: "Đất đai"}} {
			fq := figure.Query{Period: period, Scope: scope}
			for _, c := range figure.Conditions {
				explain(t, d, countQuery(refs, fq, c), string(c), wholeTable)
				explain(t, d, listQuery(refs, fq, c, figure.Page{Limit: 50, After: "2024-02-01T00:00:00Z~5"}), string(c), wholeTable)
			}
			inOrder := []figure.Condition{figure.Received, figure.Late, figure.Due}
			if scope.Unit == 0 { // a unit's own are few enough to sort
				inOrder = append(inOrder, figure.Finished, figure.OnTime)
			}
			for _, c := range inOrder {
				explain(t, d, listQuery(refs, fq, c, figure.Page{Limit: 50}), string(c), sorted)
			}
			for _, by := range []figure.By{figure.ByUnit, figure.ByProcedure} {
				count := newCount(nil, refs, fq, by)
				explain(t, d, count.monthsQuery(months{from: period.From, to: period.Until}), "months by "+string(by), wholeTable)
			}
		}
	})
}

func explain(t *testing.T, d *db.DB, q *sql, what string, bad *regexp.Regexp) {
	t.Helper()
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		plan, err := tx.Explain(context.Background(), q.String(), q.args...)
		if err == nil && bad.MatchString(plan) {
			t.Errorf("%s:\n%s\n%s", what, q, plan)
		}
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v\n%s", what, err, q)
	}
}

// pictureOf is a province with a number of communes and one procedure.
func pictureOf(communes int) *Picture {
	units := []*orgunit.Unit{{ID: 1, Code: "H99", Level: orgunit.Province, Block: orgunit.Whole, From: 1}}
	for i := range communes {
		units = append(units, &orgunit.Unit{ID: orgunit.ID(2 + i), Level: orgunit.Commune, Block: orgunit.Communes, Parent: 1, From: 1})
	}
	v := &procedure.Version{ID: 7, Code: "1.001193", Field: "Đất đai"}
	return &Picture{units: orgunit.NewMap(units), versions: map[procedure.ID]*procedure.Version{7: v}, Procedures: []*procedure.Version{v}}
}
