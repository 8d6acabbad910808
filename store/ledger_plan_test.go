package store

import (
	"context"
	"strings"
	"testing"

	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store/book"
)

func TestAPageOfTheLogIsReadByPosition(t *testing.T) {
	dbtest.Each(t, Migrations(), func(t *testing.T, d *db.DB) {
		err := d.Read(t.Context(), func(tx *db.Tx) error {
			return explained(t, t.Context(), tx, "SELECT "+book.EventColumns+" FROM event WHERE "+between(100, 20_100)+" ORDER BY leaf DESC LIMIT 50")
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func explained(t *testing.T, ctx context.Context, tx *db.Tx, query string) error {
	t.Helper()
	plan, err := tx.Explain(ctx, query)
	if err == nil && !strings.Contains(plan, "event_leaf") {
		t.Errorf("not by event_leaf:\n%s", plan)
	}
	return err
}
