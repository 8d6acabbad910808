package workflow_test

import (
	"testing"

	"pgregory.net/rapid"

	"cchc/domain/account"
	"cchc/domain/workflow"
)

func step(no, minutes int, role account.Role, after ...int) workflow.Step {
	return workflow.Step{No: no, Content: string(rune('A' + no)), Place: workflow.AtUnit, Role: role, Minutes: minutes, After: after}
}

func TestWithoutBoundsADossierTakesTheLongestPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyFlow(t)
		path, err := v.Longest()
		if err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, 9999).Draw(t, "at")
		journeys, err := workflow.Run(&v, []workflow.Passage{{At: at}, {At: at + 7}}, nil)
		if err != nil || journeys[0].Finish != at+path.Minutes || journeys[1].Finish != at+7+path.Minutes {
			t.Fatalf("%+v, %v; path %v", journeys, err, path)
		}
	})
}

func TestNobodyDoesMoreAtATimeThanTheyCan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyFlow(t)
		bound := rapid.IntRange(1, 3).Draw(t, "bound")
		var passages []workflow.Passage
		for range rapid.IntRange(1, 8).Draw(t, "dossiers") {
			passages = append(passages, workflow.Passage{At: rapid.IntRange(0, 500).Draw(t, "at")})
		}
		journeys, err := workflow.Run(&v, passages, func(workflow.Who) int { return bound })
		if err != nil {
			t.Fatal(err)
		}
		for i := range v.Steps {
			for p := range passages {
				check(t, &v, journeys, v.Steps[i], p, bound)
			}
		}
	})
}

// check looks at the minute in which a step begins: how many the same people do then, and
// that all it waits for is done.
func check(t *rapid.T, v *workflow.Version, journeys []workflow.Journey, s workflow.Step, p, bound int) {
	stay := journeys[p].Stays[s.No]
	if stay.From < stay.Ready || stay.To != stay.From+s.Minutes {
		t.Fatalf("step %d of %d: %+v", s.No, p, stay)
	}
	for _, before := range s.After {
		if journeys[p].Stays[before].To > stay.Ready {
			t.Fatalf("step %d of %d began before %d was done", s.No, p, before)
		}
	}
	busy := 0
	for _, other := range v.Steps {
		for _, j := range journeys {
			if o := j.Stays[other.No]; other.Who() == s.Who() && o.From <= stay.From && stay.From < o.To {
				busy++
			}
		}
	}
	if busy > bound {
		t.Fatalf("%d at a time, not %d", busy, bound)
	}
}

func TestADossierWaitsForItsTurnAndSideBySideSavesTime(t *testing.T) {
	row := &workflow.Version{Steps: []workflow.Step{step(1, 60, account.Counter), step(2, 240, account.Official, 1), step(3, 120, account.Leader, 2)}}
	beside := &workflow.Version{Steps: []workflow.Step{step(1, 60, account.Counter), step(2, 240, account.Official, 1), step(3, 120, account.Leader, 1)}}
	one := func(workflow.Who) int { return 1 }
	for _, c := range []struct {
		v           *workflow.Version
		first, last int
	}{{row, 420, 660}, {beside, 300, 540}} {
		journeys, err := workflow.Run(c.v, []workflow.Passage{{}, {At: 0}}, one)
		if err != nil || journeys[0].Finish != c.first || journeys[1].Finish != c.last {
			t.Errorf("%+v, %v", journeys, err)
		}
	}
	journeys, err := workflow.Run(row, []workflow.Passage{{Takes: map[int]int{2: 0}}}, one)
	if err != nil || journeys[0].Finish != 180 {
		t.Errorf("%+v, %v", journeys, err)
	}
	if _, err := workflow.Run(&workflow.Version{Steps: []workflow.Step{step(1, 1, account.Leader, 1)}}, nil, nil); err == nil {
		t.Error("a circle was run")
	}
}
