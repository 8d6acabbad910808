package review

import (
	"fmt"
	"testing"
)

func TestComponentsAreCountedOncePerDossierAndContentsOnceEach(t *testing.T) {
	var s PaperSum
	for i := range 10 {
		s.Add(Handed{
			Components: []string{"Tờ khai", "Bản sao hộ khẩu"},
			Files:      map[string][]string{"Tờ khai": {fmt.Sprint("tk", i)}, "Bản sao hộ khẩu": {"same", "same"}, "khác": {"x"}},
			Held:       []string{"Bản sao hộ khẩu"},
		})
	}
	s.Add(Handed{Components: []string{"Tờ khai"}, Held: []string{"Bản sao hộ khẩu"}, Reused: []string{"Bản sao hộ khẩu"}})
	want := []ChartPaper{{"Bản sao hộ khẩu", 11, 10, 1, 11, 1}, {"Tờ khai", 11, 10, 10, 0, 0}}
	got := s.Papers()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
	if !got[0].Same() || !got[0].Spare() || got[1].Same() || got[1].Spare() {
		t.Errorf("%v", got)
	}
	if few := (ChartPaper{Files: 4, Distinct: 0}); few.Same() {
		t.Error("four papers are enough to say that all are the same")
	}
}

func TestWhatIsSoonerNeedsBothYears(t *testing.T) {
	a, b := Length{N: 2, Sum: 200}, Length{N: 1, Sum: 30}
	for _, c := range []struct {
		m    Measured
		want int64
	}{{Measured{Before: a, After: b}, 70}, {Measured{Before: b, After: a}, -70}, {Measured{Before: a}, 0}, {Measured{After: a}, 0}} {
		if got := c.m.Sooner(); got != c.want {
			t.Errorf("%+v: %d, want %d", c.m, got, c.want)
		}
	}
}
