package workflow_test

import (
	"slices"
	"testing"

	"cchc/domain/account"
	"cchc/domain/workflow"
)

func TestATimeIsReadAsItIsPrinted(t *testing.T) {
	for text, minutes := range map[string]int{"0,25": 120, "3": 1440, "4 giờ": 240, "1,5h": 90, "0.5 GIỜ": 30, "0": 0} {
		got, err := workflow.ParseTime(text)
		if err != nil || got != minutes {
			t.Errorf("%s: %d, %v", text, got, err)
		}
		if again, err := workflow.ParseTime(workflow.TimeText(got)); err != nil || again != minutes {
			t.Errorf("%s: %q, %d, %v", text, workflow.TimeText(got), again, err)
		}
	}
	for _, text := range []string{"", "0,3", "-1", "một", "1 ngày", "1e3"} {
		if _, err := workflow.ParseTime(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func TestDrawnStepsAreNumberedInTheOrderOfTheirWork(t *testing.T) {
	v := workflow.Version{Steps: []workflow.Step{step(7, 60, account.Leader, 2, 5), step(2, 60, account.Counter), step(5, 60, account.Official, 2)}}
	v.Sorted()
	var minutes []int
	for i, s := range v.Steps {
		if s.No != i+1 {
			t.Errorf("%+v", s)
		}
		minutes = append(minutes, len(s.After))
	}
	if !slices.Equal(minutes, []int{0, 1, 2}) || v.Steps[0].Role != account.Counter || !slices.Equal(v.Steps[2].After, []int{1, 2}) {
		t.Errorf("%+v", v.Steps)
	}
	for _, p := range workflow.Places {
		if workflow.ParsePlace(p.Title()) != p || workflow.ParsePlace(string(p)) != p {
			t.Error(p)
		}
	}
}
