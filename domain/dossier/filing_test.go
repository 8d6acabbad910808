package dossier

import (
	"testing"
	"time"
)

func TestAFilingComesBackFromItsText(t *testing.T) {
	at := time.Date(2026, 1, 8, 2, 15, 0, 0, time.UTC)
	for _, f := range []Filing{{}, {at, 0}, {at, 480}} {
		if back, err := ParseFiling(FilingText(f)); err != nil || back != f {
			t.Errorf("%q came back as %+v, %v", FilingText(f), back, err)
		}
	}
	for _, bad := range []string{"x", "2026-01-08T02:15:00Z", "2026-01-08T02:15:00Z x"} {
		if _, err := ParseFiling(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
