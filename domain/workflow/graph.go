package workflow

import (
	"slices"
	"strconv"
)

// NodeKind is what stands at a place of the drawing.
type NodeKind string

const (
	StartNode NodeKind = "start"
	EndNode   NodeKind = "end"
	StepNode  NodeKind = "step"
	ForkNode  NodeKind = "fork" // what follows runs side by side
	JoinNode  NodeKind = "join" // all that comes in must be done
)

// Node is one element of the drawing. Step is its step's number: of a fork the step that
// it follows (0 the start), of a join the one that it leads to (0 the end).
type Node struct {
	ID         string
	Kind       NodeKind
	Step       int
	Lane       int
	X, Y, W, H int // in pixels

	layer int
}

// Flow is an arrow between two nodes.
type Flow struct {
	ID, From, To string
	Points       []Point

	via []seat
}

// Point of an arrow's way.
type Point struct{ X, Y int }

// graph is the steps with start, end and the gates between them.
type graph struct {
	steps *Version
	nodes []*Node
	byID  map[string]*Node
	flows []*Flow
}

// newGraph ties the steps together. Where several come together or part there is a gate,
// because a task with two arrows in would be done twice. The version must have a longest
// path.
func newGraph(v *Version) *graph {
	g := &graph{steps: v, byID: map[string]*Node{}}
	g.node(StartNode, 0)
	for _, s := range v.Steps {
		g.node(StepNode, s.No)
	}
	g.node(EndNode, 0)
	starts, ends := 0, 0
	for i := range v.Steps {
		if len(v.Steps[i].After) == 0 {
			starts++
		}
		if len(v.Follows(v.Steps[i].No)) == 0 {
			ends++
		}
	}
	for i := range v.Steps {
		s := &v.Steps[i]
		into := g.into(StepNode, s.No, max(len(s.After), 1))
		if len(s.After) == 0 {
			g.flow(g.outOf(StartNode, 0, starts), into)
		}
		for _, before := range s.After {
			g.flow(g.outOf(StepNode, before, len(v.Follows(before))), into)
		}
		if len(v.Follows(s.No)) == 0 {
			g.flow(nodeID(StepNode, s.No), g.into(EndNode, 0, ends))
		}
	}
	if len(v.Steps) == 0 {
		g.flow(nodeID(StartNode, 0), nodeID(EndNode, 0))
	}
	return g
}

// outOf is where so many arrows leave a node, and into where they come to one: the node
// itself, or a gate.
func (g *graph) outOf(kind NodeKind, step, arrows int) string {
	if arrows < 2 {
		return nodeID(kind, step)
	}
	if id := nodeID(ForkNode, step); g.byID[id] != nil {
		return id
	}
	fork := g.node(ForkNode, step)
	g.flow(nodeID(kind, step), fork.ID)
	return fork.ID
}

func (g *graph) into(kind NodeKind, step, arrows int) string {
	if arrows < 2 {
		return nodeID(kind, step)
	}
	if id := nodeID(JoinNode, step); g.byID[id] != nil {
		return id
	}
	join := g.node(JoinNode, step)
	g.flow(join.ID, nodeID(kind, step))
	return join.ID
}

func (g *graph) node(kind NodeKind, step int) *Node {
	n := &Node{ID: nodeID(kind, step), Kind: kind, Step: step}
	switch kind {
	case StepNode:
		n.W, n.H = stepWidth, stepHeight
	case StartNode, EndNode:
		n.W, n.H = 36, 36
	default:
		n.W, n.H = 50, 50
	}
	g.nodes, g.byID[n.ID] = append(g.nodes, n), n
	return n
}

func (g *graph) flow(from, to string) {
	g.flows = append(g.flows, &Flow{ID: "Flow_" + from + "_" + to, From: from, To: to})
}

func nodeID(kind NodeKind, step int) string {
	switch {
	case kind == StartNode:
		return "Start"
	case kind == EndNode:
		return "End"
	}
	return map[NodeKind]string{StepNode: "Step_", ForkNode: "Fork_", JoinNode: "Join_"}[kind] + strconv.Itoa(step)
}

// layers puts every node one column behind the last of those before it.
func (g *graph) layers() (count int) {
	before := map[string][]string{}
	for _, f := range g.flows {
		before[f.To] = append(before[f.To], f.From)
	}
	done := map[string]bool{}
	var place func(id string) int
	place = func(id string) int {
		n := g.byID[id]
		if !done[id] {
			for _, b := range before[id] {
				n.layer = max(n.layer, place(b)+1)
			}
			done[id] = true
		}
		return n.layer
	}
	for _, n := range g.nodes {
		count = max(count, place(n.ID)+1)
	}
	slices.SortStableFunc(g.nodes, func(a, b *Node) int { return a.layer - b.layer })
	return count
}
