package review

import "cchc/domain/workflow"

// Simulated is what the dossiers of a map would have taken under a changed workflow, each
// with the times that its own steps really took. Nobody is taken to be busier than they
// were: a step takes as long beside another as it took after it.
type Simulated struct {
	Dossiers int
	Before   int64 // working minutes of all dossiers, step after step as the workflow has them
	After    int64
	Sooner   int // dossiers that would have been done sooner
}

// Mean minutes by which a dossier would have been done sooner, cut off; 0 of none.
func (s Simulated) Mean() int64 {
	if s.Dossiers == 0 {
		return 0
	}
	return (s.Before - s.After) / int64(s.Dossiers)
}

// Simulate plays the dossiers of the map through other steps.
func (m *Map) Simulate(steps []workflow.Step) (Simulated, error) {
	changed := *m.Flow
	changed.Steps = steps
	before, err := workflow.Run(m.Flow, m.passages, nil)
	if err != nil {
		return Simulated{}, err
	}
	after, err := workflow.Run(&changed, m.passages, nil)
	if err != nil {
		return Simulated{}, err
	}
	s := Simulated{Dossiers: len(before)}
	for i := range before {
		s.Before += int64(before[i].Finish)
		s.After += int64(after[i].Finish)
		if after[i].Finish < before[i].Finish {
			s.Sooner++
		}
	}
	return s, nil
}
