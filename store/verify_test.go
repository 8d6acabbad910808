package store_test

import (
	"testing"

	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

func TestAfterRandomLivesEverythingVerifies(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		p := everything(t, d, 1, 250)
		report := p.green()
		if report.Events < 700 || report.Leaves >= report.Events || report.Leaves < 600 || report.Checkpoints < 20 || report.Last.Size != report.Leaves {
			t.Errorf("read %+v", report)
		}
		p.seal()
		if report := p.green(); report.Leaves != report.Events {
			t.Errorf("%d of %d events are sealed", report.Leaves, report.Events)
		}
	})
}
