package workflow

import "slices"

// Sizes of the drawing in pixels, as other BPMN tools draw.
const (
	stepWidth, stepHeight = 160, 84
	rowHeight             = 108
	columnGap             = 56
	laneTop               = 16 // room for the lane's name where it is written across
	laneHead              = 30 // the strip with the lane's name; the pool has one as well
	drawingMargin         = 24
)

// Drawing is a workflow laid out from left to right, a lane for each Who. It follows from
// the steps alone, so that table and diagram never differ.
type Drawing struct {
	Width, Height int
	Lanes         []Lane
	Nodes         []Node
	Flows         []Flow
}

// Lane is the strip of those who do the same.
type Lane struct {
	Who         Who
	Top, Height int
	Steps       []int
}

// seat is one cell of the grid: nodes and passing arrows take one each.
type seat struct{ lane, layer, row int }

// Draw lays the workflow out; an error as of Longest.
func (v *Version) Draw() (Drawing, error) {
	if _, err := v.Longest(); err != nil {
		return Drawing{}, err
	}
	l := &layoutOf{graph: newGraph(v), taken: map[seat]bool{}, at: map[string]seat{}}
	l.columns = make([]int, l.layers())
	l.lanes()
	l.seats()
	return l.measure(), nil
}

type layoutOf struct {
	*graph
	columns []int // width of each layer, then its left edge
	strips  []Lane
	rows    []int // of each lane
	taken   map[seat]bool
	at      map[string]seat
}

// lanes gives each Who a lane in the order of the steps, and gates and events one of
// their neighbours'.
func (l *layoutOf) lanes() {
	of := map[int]int{}
	for i := range l.steps.Steps {
		s := &l.steps.Steps[i]
		lane := slices.IndexFunc(l.strips, func(strip Lane) bool { return strip.Who == s.Who() })
		if lane < 0 {
			lane, l.strips = len(l.strips), append(l.strips, Lane{Who: s.Who()})
		}
		l.strips[lane].Steps = append(l.strips[lane].Steps, s.No)
		of[s.No] = lane
	}
	if len(l.strips) == 0 {
		l.strips = []Lane{{Who: Who{Place: AtUnit}}}
	}
	l.rows = make([]int, len(l.strips))
	last := 0
	for _, n := range l.nodes {
		if n.Kind == StepNode {
			last = of[n.Step]
		}
		if n.Step != 0 {
			n.Lane = of[n.Step]
		}
	}
	for _, n := range l.nodes {
		if n.Step == 0 && (n.Kind == EndNode || n.Kind == JoinNode) {
			n.Lane = last
		}
	}
	if len(l.steps.Steps) > 0 {
		first := of[l.steps.Starts()[0].No]
		l.byID["Start"].Lane = first
		if fork := l.byID["Fork_0"]; fork != nil {
			fork.Lane = first
		}
	}
}

// seats puts nodes into rows, each in its forerunner's where that is free, and gives long
// arrows a free way through the columns between.
func (l *layoutOf) seats() {
	into := map[string][]*Flow{}
	for _, f := range l.flows {
		into[f.To] = append(into[f.To], f)
	}
	for _, n := range l.nodes {
		want := 0
		for i, f := range into[n.ID] {
			if from := l.at[f.From]; i == 0 && from.lane == n.Lane {
				want = from.row
			}
		}
		l.at[n.ID] = l.take(n.Lane, n.layer, want)
		l.columns[n.layer] = max(l.columns[n.layer], n.W)
	}
	for _, f := range l.flows {
		from, to := l.at[f.From], l.at[f.To]
		for layer := from.layer + 1; layer < to.layer; layer++ {
			f.via = append(f.via, l.take(to.lane, layer, to.row))
		}
	}
}

// take is the wanted cell of a column, or the next free one below.
func (l *layoutOf) take(lane, layer, row int) seat {
	for ; l.taken[seat{lane, layer, row}]; row++ {
	}
	s := seat{lane, layer, row}
	l.taken[s] = true
	l.rows[lane] = max(l.rows[lane], row+1)
	return s
}

// measure turns cells into pixels.
func (l *layoutOf) measure() Drawing {
	d := Drawing{Lanes: l.strips}
	x := 2*laneHead + drawingMargin
	for i, width := range l.columns {
		l.columns[i] = x
		x += width + columnGap
	}
	d.Width = x - columnGap + drawingMargin
	for i := range d.Lanes {
		d.Lanes[i].Top, d.Lanes[i].Height = d.Height, laneTop+max(l.rows[i], 1)*rowHeight
		d.Height += d.Lanes[i].Height
	}
	middle := func(s seat) int { return d.Lanes[s.lane].Top + laneTop + s.row*rowHeight + rowHeight/2 }
	for _, n := range l.nodes {
		n.X, n.Y = l.columns[n.layer], middle(l.at[n.ID])-n.H/2
		d.Nodes = append(d.Nodes, *n)
	}
	for _, f := range l.flows {
		l.route(f, middle)
		d.Flows = append(d.Flows, *f)
	}
	return d
}

// route leads an arrow through its cells: along a row inside a column, up or down only in
// the gap before the next one, where no node stands.
func (l *layoutOf) route(f *Flow, middle func(seat) int) {
	from, to := l.byID[f.From], l.byID[f.To]
	y := middle(l.at[f.From])
	f.Points = []Point{{from.X + from.W, y}}
	for _, next := range append(slices.Clone(f.via), l.at[f.To]) {
		if ny := middle(next); ny != y {
			turn := l.columns[next.layer] - columnGap/2 + 4*(l.at[f.From].row%5) - 8
			f.Points = append(f.Points, Point{turn, y}, Point{turn, ny})
			y = ny
		}
	}
	f.Points = append(f.Points, Point{to.X, y})
}
