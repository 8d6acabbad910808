package store

import (
	"context"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/kit/db"
	"cchc/kit/dbtest"
)

func TestAPageOfPeopleIsReadInTheOrderOfAnIndex(t *testing.T) {
	dbtest.Each(t, Migrations(), func(t *testing.T, d *db.DB) {
		for name, q := range map[string]account.Query{
			"first": {Limit: 50}, "after": {Limit: 50, After: 7}, "before": {Limit: 50, Before: 7}, "of a unit": {Limit: 50, Unit: 3, After: 7},
		} {
			_, rows, order := listing(q)
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				plan, err := tx.Explain(context.Background(), accountBook.SelectFrom()+rows.text()+order, rows.args...)
				if !strings.Contains(plan, "account_name") && !strings.Contains(plan, "account_unit") || strings.Contains(plan, "B-TREE") || strings.Contains(plan, "Sort") {
					t.Errorf("%s:\n%s", name, plan)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}
