package review

import (
	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
)

// Chart is what a map says, small enough to keep: the page, the drawing and the workbook
// are made of it.
type Chart struct {
	Procedure  string       `json:"procedure"`
	Workflow   workflow.ID  `json:"workflow"`
	From       calendar.Day `json:"from"`
	To         calendar.Day `json:"to"` // first day no longer in it
	Dossiers   int          `json:"dossiers"`
	Sent       int          `json:"sent"`
	Whole      Length       `json:"whole"`
	Steps      []ChartStep  `json:"steps"`
	Ways       []Way        `json:"ways"`
	Bottleneck int          `json:"bottleneck"` // number of the step, 0 none
	Savings    []ChartGain  `json:"savings"`
	Papers     []ChartPaper `json:"papers,omitempty"`
}

// Length says what there is to say of a set of times, in working minutes.
type Length struct {
	N      int   `json:"n"`
	Sum    int64 `json:"sum"`
	Median int   `json:"median"`
	Ninth  int   `json:"ninth"` // nine of ten took no longer
}

// Mean in whole minutes, cut off.
func (l Length) Mean() int {
	if l.N == 0 {
		return 0
	}
	return int(l.Sum / int64(l.N))
}

func (t *Times) length() Length { return Length{t.N(), t.Sum(), t.Median(), t.Ninth()} }

// ChartStep is one step of a chart.
type ChartStep struct {
	No      int          `json:"no"`
	After   []int        `json:"after,omitempty"`
	Content string       `json:"content"`
	Role    account.Role `json:"role"`
	Allowed int          `json:"allowed"` // working minutes, 0 none said
	Visits  Length       `json:"visits"`
	Wait    Length       `json:"wait"` // until taken over, where that was noted
	Work    Length       `json:"work"`
	Again   Length       `json:"again"`
	File    Length       `json:"file"` // all visits of one dossier together
	Late    int          `json:"late"`
	Units   []ChartUnit  `json:"units"`
}

// ChartUnit is what one unit took for a step.
type ChartUnit struct {
	Unit   orgunit.ID `json:"unit"`
	Visits Length     `json:"visits"`
}

// ChartGain is a saving with what the simulation of it gave.
type ChartGain struct {
	First     int             `json:"first"`
	Then      int             `json:"then"`
	Before    workflow.Path   `json:"before"`
	After     workflow.Path   `json:"after"`
	Steps     []workflow.Step `json:"steps"`
	Simulated Simulated       `json:"simulated"`
}

// shownUnits and shownGains bound what a chart keeps: the slowest units, the best gains.
const (
	shownUnits = 20
	shownGains = 5
)

// Chart of a map. The caller adds which days it is of.
func (m *Map) Chart() (*Chart, error) {
	c := &Chart{Procedure: m.Flow.Procedure, Workflow: m.Flow.ID, Dossiers: m.Dossiers, Sent: m.Sent, Whole: m.Whole.length(), Ways: m.Ways}
	for _, s := range m.Steps {
		c.Steps = append(c.Steps, s.chart())
	}
	if b := m.Bottleneck(); b != nil {
		c.Bottleneck = b.Step.No
	}
	savings, err := m.Savings()
	if err != nil {
		return nil, err
	}
	for _, s := range savings[:min(len(savings), shownGains)] {
		simulated, err := m.Simulate(s.Steps)
		if err != nil {
			return nil, err
		}
		c.Savings = append(c.Savings, ChartGain{s.First, s.Then, s.Before, s.After, s.Steps, simulated})
	}
	return c, nil
}

func (s *StepTime) chart() ChartStep {
	c := ChartStep{
		No: s.Step.No, After: s.Step.After, Content: s.Step.Content, Role: s.Step.Role, Allowed: s.Step.Minutes, Late: s.Late,
		Visits: s.Visits.length(), Wait: s.Wait.length(), Work: s.Work.length(), Again: s.Again.length(), File: s.PerFile.length(),
	}
	for i := range s.Units[:min(len(s.Units), shownUnits)] {
		c.Units = append(c.Units, ChartUnit{s.Units[i].Unit, s.Units[i].Visits.length()})
	}
	return c
}
