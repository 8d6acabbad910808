package bench_test

import (
	"context"
	"testing"

	"go.uber.org/goleak"

	"cchc/bench"
	"cchc/kit/db"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// small is a bench whose numbers say nothing, and whose every part runs.
func small(t *testing.T) *bench.Bench {
	t.Helper()
	b, err := bench.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	b.Rounds, b.Each, b.PerYear, b.Rows = 2, 64, 500, 2000
	return b
}

// each runs one measurement on every engine and looks whether it says anything.
func each(t *testing.T, lines int, measure func(*bench.Bench, context.Context, db.Engine) ([]bench.Line, error)) {
	t.Helper()
	b := small(t)
	engines, err := b.Engines(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range engines {
		list, err := measure(b, t.Context(), e)
		if err != nil || len(list) != lines {
			t.Fatalf("%s: %v, %v", e, list, err)
		}
		for _, l := range list {
			t.Logf("%+v", l)
			if l.Ours <= 0 || l.Floor <= 0 || l.Ratio <= 0 || l.Want == "" || l.Engine != string(e) {
				t.Errorf("%+v", l)
			}
		}
	}
}

func TestActsAreMeasuredBesideAFloorThatWritesTheSameRows(t *testing.T) {
	each(t, 2, (*bench.Bench).Acts)
}

func TestFiguresAreMeasuredWithOneYearAndWithTen(t *testing.T) {
	each(t, 4, (*bench.Bench).Figures)
}

func TestListsAreMeasuredAtTheirBeginningAndDeepInside(t *testing.T) {
	each(t, 4, (*bench.Bench).Lists)
}
