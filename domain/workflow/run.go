package workflow

import "container/heap"

// Passage is one dossier on its way through a workflow.
type Passage struct {
	At    int         // when it comes, in working minutes from any fixed beginning
	Takes map[int]int // working minutes by step; a step that is missing takes what it is allowed
}

// Stay is a dossier at a step, in working minutes from the same beginning: it could begin
// at Ready, waited for somebody until From, and was done at To.
type Stay struct{ Ready, From, To int }

// Journey is what became of a passage: the stay at each step by its number, and when the
// last one was done.
type Journey struct {
	Stays  map[int]Stay
	Finish int
}

// Run plays dossiers through the workflow: each step begins when all it waits for is done
// and somebody is free. capacity says how many steps a Who can do at a time, 0 for any
// number; nil is no bound for anybody. First come, first served; who comes at the same
// minute goes in the order of the list. It returns one journey for each passage, and
// refuses as Longest does.
func Run(v *Version, passages []Passage, capacity func(Who) int) ([]Journey, error) {
	if _, err := v.Longest(); err != nil {
		return nil, err
	}
	r := newRunning(v, passages, capacity)
	for r.agenda.Len() > 0 {
		now := heap.Pop(&r.agenda).(occasion)
		if now.ready {
			r.queue(now)
		} else {
			r.finish(now)
		}
	}
	return r.journeys, nil
}

// Takes is how long a step takes a passage.
func (p Passage) takes(s *Step) int {
	if n, known := p.Takes[s.No]; known {
		return max(n, 0)
	}
	return s.Minutes
}

// occasion is a step of a passage that becomes ready, or is done, at a minute.
type occasion struct {
	at            int
	ready         bool
	passage, step int // by index
}

type running struct {
	v         *Version
	passages  []Passage
	desks     []*desk // of each step
	follows   [][]int // of each step, by index
	waits     [][]int // of each passage and step: how many it still waits for
	journeys  []Journey
	agenda    agenda
	stepIndex map[int]int
}

// desk is those who do some steps: how many they can do more, and what waits for them.
type desk struct {
	bound, free int
	queue       []occasion
}

func newRunning(v *Version, passages []Passage, capacity func(Who) int) *running {
	r := &running{v: v, passages: passages, stepIndex: map[int]int{}, journeys: make([]Journey, len(passages)), waits: make([][]int, len(passages))}
	desks := map[Who]*desk{}
	for i := range v.Steps {
		r.stepIndex[v.Steps[i].No] = i
		who := v.Steps[i].Who()
		if desks[who] == nil {
			desks[who] = &desk{}
			if capacity != nil {
				desks[who].bound = max(capacity(who), 0)
			}
			desks[who].free = desks[who].bound
		}
		r.desks = append(r.desks, desks[who])
	}
	r.follows = make([][]int, len(v.Steps))
	for i, s := range v.Steps {
		for _, before := range s.After {
			r.follows[r.stepIndex[before]] = append(r.follows[r.stepIndex[before]], i)
		}
	}
	for p := range passages {
		r.journeys[p] = Journey{Stays: map[int]Stay{}, Finish: passages[p].At}
		r.waits[p] = make([]int, len(v.Steps))
		for i, s := range v.Steps {
			if r.waits[p][i] = len(s.After); len(s.After) == 0 {
				heap.Push(&r.agenda, occasion{passages[p].At, true, p, i})
			}
		}
	}
	return r
}

// queue puts a step that became ready behind those that wait for the same people.
func (r *running) queue(o occasion) {
	d := r.desks[o.step]
	d.queue = append(d.queue, o)
	r.begin(d, o.at)
}

// begin starts what can be started.
func (r *running) begin(d *desk, now int) {
	for len(d.queue) > 0 && (d.bound == 0 || d.free > 0) {
		o := d.queue[0]
		d.queue = d.queue[1:]
		d.free--
		s := &r.v.Steps[o.step]
		end := now + r.passages[o.passage].takes(s)
		r.journeys[o.passage].Stays[s.No] = Stay{Ready: o.at, From: now, To: end}
		heap.Push(&r.agenda, occasion{end, false, o.passage, o.step})
	}
}

// finish frees somebody and lets what waited for the step become ready.
func (r *running) finish(o occasion) {
	j := &r.journeys[o.passage]
	j.Finish = max(j.Finish, o.at)
	for _, next := range r.follows[o.step] {
		if r.waits[o.passage][next]--; r.waits[o.passage][next] == 0 {
			heap.Push(&r.agenda, occasion{o.at, true, o.passage, next})
		}
	}
	d := r.desks[o.step]
	d.free++
	r.begin(d, o.at)
}

// agenda is what is to come, the earliest first; who is done goes before who is ready, so
// that a free hand is seen.
type agenda []occasion

func (a agenda) Len() int      { return len(a) }
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a agenda) Less(i, j int) bool {
	x, y := a[i], a[j]
	switch {
	case x.at != y.at:
		return x.at < y.at
	case x.ready != y.ready:
		return y.ready
	case x.passage != y.passage:
		return x.passage < y.passage
	}
	return x.step < y.step
}
func (a *agenda) Push(x any) { *a = append(*a, x.(occasion)) }
func (a *agenda) Pop() any {
	last := len(*a) - 1
	o := (*a)[last]
	*a = (*a)[:last]
	return o
}
