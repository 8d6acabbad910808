package svg

import (
	"strings"
	"testing"
)

func TestAStripShowsEveryCellAndMark(t *testing.T) {
	s := Strip{Named: Named{ID: "r", Title: "10 <ngày>"}, Width: 320}
	for range 10 {
		s.Cells = append(s.Cells, StripCell{Label: "13", Tone: Subject})
	}
	s.Cells = append(s.Cells, StripCell{Label: "14", Tone: Worst}, StripCell{Empty: true})
	s.Marks = []StripMark{{After: 10, Text: "Hẹn 26/12"}, {After: 11, Text: "quá 1 ngày", Worst: true}, {After: 12, Text: "Hẹn lại", Dashed: true}}
	got := string(s.Draw())
	for want, n := range map[string]int{`class="f-acc"`: 10, `class="f-over"`: 1, `class="day"`: 1, `class="wall"`: 2, `class="goal"`: 1, "10 &lt;ngày&gt;": 1, `class="b t-over r"`: 1, `>13<`: 10} {
		if strings.Count(got, want) != n {
			t.Errorf("%d of %s, want %d in %s", strings.Count(got, want), want, n, got)
		}
	}
	if at := (Strip{Width: 100, Cells: s.Cells, Marks: []StripMark{{Text: "đầu"}}}).Draw(); !strings.Contains(string(at), `x="6" y="15">đầu`) {
		t.Errorf("a mark at the left edge: %s", at)
	}
	if narrow := (Strip{Named: Named{ID: "r", Title: "t"}, Width: 100, Cells: s.Cells}).Draw(); strings.Contains(string(narrow), ">13<") {
		t.Error("labels stand on each other")
	}
	if empty := (Strip{Named: Named{ID: "r", Title: "t"}, Width: 100}).Draw(); strings.Contains(string(empty), "NaN") {
		t.Error("an empty strip")
	}
}
