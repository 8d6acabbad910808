package dossier

import (
	"testing"
	"time"

	"cchc/domain/audit"
)

// opened is an event that left these steps open.
func opened(t *testing.T, minute int, open ...Work) audit.Event {
	t.Helper()
	var b audit.Builder
	b.Text("open", WorkText(open))
	change, err := b.Change()
	if err != nil {
		t.Fatal(err)
	}
	return audit.Event{At: time.Unix(int64(minute)*60, 0).UTC(), Change: change}
}

func TestSpansFollowEachStepFromTableToTable(t *testing.T) {
	at := func(minute int) time.Time { return time.Unix(int64(minute)*60, 0).UTC() }
	work := func(step int, unit, holder int64) Work {
		return Work{Step: step, Role: "official", Unit: idUnit(unit), Holder: idAccount(holder), Since: at(0)}
	}
	spans, err := Spans([]audit.Event{
		opened(t, 0, work(1, 5, 0)),
		{At: at(1), Change: audit.NoChange},
		opened(t, 2, work(1, 5, 7)),
		opened(t, 3, work(2, 5, 0), work(3, 6, 0)), // side by side
		opened(t, 4, work(3, 6, 0)),
		opened(t, 5, work(1, 5, 0)), // sent back
		opened(t, 6),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []struct{ step, from, to int }{{1, 0, 3}, {2, 3, 4}, {3, 3, 5}, {1, 5, 6}}
	if len(spans) != len(want) {
		t.Fatalf("%d spans, want %d: %+v", len(spans), len(want), spans)
	}
	for i, w := range want {
		if s := spans[i]; s.Step != w.step || !s.From.Equal(at(w.from)) || !s.To.Equal(at(w.to)) {
			t.Errorf("span %d is %+v, want %+v", i, s, w)
		}
	}
	if spans[0].Holder != 7 {
		t.Errorf("the holder of the first is %d", spans[0].Holder)
	}
	if _, err := Spans([]audit.Event{{Change: "spoiled"}}); err == nil {
		t.Error("a spoiled change was read")
	}
}
