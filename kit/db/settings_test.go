package db_test

import (
	"testing"
	"time"

	"cchc/kit/db"
	"cchc/kit/dbtest"
)

func TestSettingsThatDurabilityRestsOnAreRead(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, d *db.DB) {
		list, err := d.Settings(t.Context())
		if err != nil || len(list) < 4 {
			t.Fatalf("%v, %v", list, err)
		}
		for _, s := range list {
			// The server of the tests forgets all in a crash, and says so.
			forgets := s.Name == "fsync" || s.Name == "synchronous_commit" || s.Name == "full_page_writes"
			if s.OK == forgets {
				t.Errorf("%+v", s)
			}
		}
		if at, err := d.Clock(t.Context()); err != nil || time.Since(at).Abs() > 2*time.Second {
			t.Errorf("the clock says %s, %v", at, err)
		}
	})
}
