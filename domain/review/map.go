package review

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
)

// Map is how the dossiers of one workflow really went.
type Map struct {
	Flow     *workflow.Version
	Dossiers int
	Whole    Times // of each dossier, from the first step to the last
	Steps    []*StepTime
	Ways     []Way // by their steps
	Sent     int   // dossiers that were sent back at least once

	passages []workflow.Passage // what each dossier took at each step, for simulations
}

// StepTime is what one step took.
type StepTime struct {
	Step    *workflow.Step
	Visits  Times // each visit
	Wait    Times // until somebody took it over, of the visits where that was noted
	Work    Times // from then on
	Again   Times // visits after the first: work done twice
	PerFile Times // all visits of one dossier together
	Units   []UnitTime
	Late    int // visits that took longer than the workflow allows
}

// UnitTime is what one unit took for a step.
type UnitTime struct {
	Unit   orgunit.ID
	Visits Times
}

// Way is how often dossiers went from one step to another.
type Way struct {
	Passage
	N     int
	Codes []string // of the first ones, to open
}

// shownCodes bounds the examples that a way names.
const shownCodes = 20

// drawing gathers a map.
type drawing struct {
	*Map
	hours Hours
	steps map[int]*StepTime
	units map[int]map[orgunit.ID]*UnitTime
	ways  map[Passage]*Way
}

// Draw makes the map of dossiers that followed one version of a workflow. Steps that the
// version does not have are left out.
func Draw(flow *workflow.Version, hours Hours, lives iter.Seq2[Life, error]) (*Map, error) {
	d := drawing{Map: &Map{Flow: flow}, hours: hours, steps: map[int]*StepTime{}, units: map[int]map[orgunit.ID]*UnitTime{}, ways: map[Passage]*Way{}}
	for i := range flow.Steps {
		s := &StepTime{Step: &flow.Steps[i]}
		d.Steps = append(d.Steps, s)
		d.steps[s.Step.No], d.units[s.Step.No] = s, map[orgunit.ID]*UnitTime{}
	}
	for life, err := range lives {
		if err != nil {
			return nil, err
		}
		p, err := walk(life)
		if err != nil {
			return nil, err
		}
		d.take(life, p)
	}
	d.finish()
	return d.Map, nil
}

func (d *drawing) take(life Life, p path) {
	if len(p.visits) == 0 {
		return
	}
	d.Dossiers++
	perStep := map[int]int{}
	first, last := p.visits[0], p.visits[0]
	for _, v := range p.visits {
		if v.To.After(last.To) {
			last = v
		}
		if s := d.steps[v.Step]; s != nil {
			perStep[v.Step] += d.visit(s, v, &p)
		}
	}
	for no, minutes := range perStep {
		d.steps[no].PerFile.add(minutes)
	}
	d.Map.passages = append(d.Map.passages, workflow.Passage{Takes: perStep})
	d.Whole.add(p.minutes(d.hours(first.Unit), first.From, last.To))
	d.passages(life, p)
}

// visit counts one visit and returns its minutes.
func (d *drawing) visit(s *StepTime, v Visit, p *path) int {
	c := d.hours(v.Unit)
	minutes := p.minutes(c, v.From, v.To)
	s.Visits.add(minutes)
	if v.Again {
		s.Again.add(minutes)
	}
	if s.Step.Minutes > 0 && minutes > s.Step.Minutes {
		s.Late++
	}
	if !v.Taken.IsZero() {
		d.taken(s, v, p, c)
	}
	u := d.units[v.Step][v.Unit]
	if u == nil {
		u = &UnitTime{Unit: v.Unit}
		d.units[v.Step][v.Unit] = u
	}
	u.Visits.add(minutes)
	return minutes
}

func (d *drawing) taken(s *StepTime, v Visit, p *path, c *calendar.Calendar) {
	s.Wait.add(p.minutes(c, v.From, v.Taken))
	s.Work.add(p.minutes(c, v.Taken, v.To))
}

func (d *drawing) passages(life Life, p path) {
	sent := false
	for _, passage := range p.passages {
		sent = sent || passage.Back
		w := d.ways[passage]
		if w == nil {
			w = &Way{Passage: passage}
			d.ways[passage] = w
		}
		if w.N++; len(w.Codes) < shownCodes {
			w.Codes = append(w.Codes, life.Code)
		}
	}
	if sent {
		d.Sent++
	}
}

func (d *drawing) finish() {
	for _, s := range d.Steps {
		for _, u := range d.units[s.Step.No] {
			s.Units = append(s.Units, *u)
		}
		slices.SortFunc(s.Units, func(a, b UnitTime) int {
			return cmp.Or(-cmp.Compare(a.Visits.Median(), b.Visits.Median()), cmp.Compare(a.Unit, b.Unit))
		})
	}
	for _, w := range slices.SortedFunc(maps.Values(d.ways), func(a, b *Way) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	}) {
		d.Ways = append(d.Ways, *w)
	}
}

// Bottleneck is the step that takes a dossier the most time of those on the longest real
// path; nil when nothing was seen.
func (m *Map) Bottleneck() *StepTime {
	real, err := m.measured().Longest()
	if err != nil {
		return nil
	}
	var worst *StepTime
	for _, s := range m.Steps {
		on := slices.Contains(real.Steps, s.Step.No)
		if on && s.PerFile.N() > 0 && (worst == nil || s.PerFile.Mean() > worst.PerFile.Mean()) {
			worst = s
		}
	}
	return worst
}

// measured is the workflow with the mean time that each step really took in place of the
// time allowed.
func (m *Map) measured() *workflow.Version {
	flow := *m.Flow
	flow.Steps = slices.Clone(m.Flow.Steps)
	for i, s := range m.Steps {
		flow.Steps[i].Minutes = s.PerFile.Mean()
	}
	return &flow
}
