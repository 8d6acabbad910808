package review

import (
	"fmt"
	"html/template"
	"strings"

	"cchc/domain/review"
	"cchc/domain/workflow"
	"cchc/web"
)

// drawing is a workflow's picture with what the log says of it.
type drawing struct {
	*web.Visit
	workflow.Drawing
	chart *review.Chart
	steps map[int]review.ChartStep
	boxes map[int]workflow.Node
	out   strings.Builder
}

// backRoom is the space below the lanes in which arrows lead back.
const backRoom = 22

// draw is the map as a picture: boxes with their times, the bottleneck marked, arrows
// leading back below.
func draw(v *web.Visit, c *review.Chart, picture workflow.Drawing, title string) template.HTML {
	d := drawing{Visit: v, Drawing: picture, chart: c, steps: map[int]review.ChartStep{}, boxes: map[int]workflow.Node{}}
	for _, s := range c.Steps {
		d.steps[s.No] = s
	}
	for _, n := range picture.Nodes {
		if n.Kind == workflow.StepNode {
			d.boxes[n.Step] = n
		}
	}
	back := 0
	for _, way := range c.Ways {
		if way.Back {
			back++
		}
	}
	fmt.Fprintf(&d.out, `<svg class="flow" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-label="%s">`,
		picture.Width, picture.Height+backRoom*back+8, picture.Width, picture.Height+backRoom*back+8, esc(v.T("Bản đồ quy trình: %s", title)))
	d.out.WriteString(`<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0l8 4-8 4z"/></marker></defs>`)
	d.lanes()
	for _, f := range picture.Flows {
		d.arrow(f)
	}
	for _, n := range picture.Nodes {
		d.node(n)
	}
	d.backs()
	d.out.WriteString(`</svg>`)
	return template.HTML(d.out.String())
}

func esc(s string) string { return template.HTMLEscapeString(s) }

func (d *drawing) lanes() {
	for _, lane := range d.Lanes {
		fmt.Fprintf(&d.out, `<path class="gl" d="M0 %dh%d"/><text class="t11 q" x="4" y="%d">%s</text>`, lane.Top, d.Width, lane.Top+14, esc(d.T(lane.Who.Role.Title())))
	}
}

func (d *drawing) arrow(f workflow.Flow) {
	var way strings.Builder
	for i, p := range f.Points {
		letter := "L"
		if i == 0 {
			letter = "M"
		}
		fmt.Fprintf(&way, "%s%d %d", letter, p.X, p.Y)
	}
	fmt.Fprintf(&d.out, `<path class="ax" marker-end="url(#tip)" d="%s"/>`, way.String())
}

func (d *drawing) node(n workflow.Node) {
	if n.Kind != workflow.StepNode {
		x, y := n.X+n.W/2, n.Y+n.H/2
		shape := fmt.Sprintf(`<circle class="node" cx="%d" cy="%d" r="%d"/>`, x, y, min(n.W, n.H)/2)
		if n.Kind == workflow.ForkNode || n.Kind == workflow.JoinNode {
			shape = fmt.Sprintf(`<path class="node" d="M%d %dl%d %dl-%d %dl-%d -%dz"/><text class="mid" x="%d" y="%d">+</text>`,
				x, n.Y, n.W/2, n.H/2, n.W/2, n.H/2, n.W/2, n.H/2, x, y+4)
		}
		d.out.WriteString(shape)
		return
	}
	s := d.steps[n.Step]
	class := "node"
	if n.Step == d.chart.Bottleneck {
		class = "node slow"
	}
	fmt.Fprintf(&d.out, `<g><title>%s</title><rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="4"/>`, esc(s.Content), class, n.X, n.Y, n.W, n.H)
	for i, line := range wrap(fmt.Sprintf("%d. %s", s.No, s.Content), lineRunes, 2) {
		fmt.Fprintf(&d.out, `<text class="t11 b" x="%d" y="%d">%s</text>`, n.X+8, n.Y+17+14*i, esc(line))
	}
	fmt.Fprintf(&d.out, `<text class="t11" x="%d" y="%d">%s</text>`, n.X+8, n.Y+52, esc(d.T("giữa %s", said(d.Visit, s.Visits, s.Visits.Median))))
	fmt.Fprintf(&d.out, `<text class="t10 q" x="%d" y="%d">%s</text></g>`, n.X+8, n.Y+70, esc(d.T("%d lượt, %d quá", s.Visits.N, s.Late)))
}

// lineRunes is how many letters fit into a box beside each other.
const lineRunes = 22

// wrap breaks a text at its blanks into at most n lines; what does not fit is cut.
func wrap(text string, width, n int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if len([]rune(longer)) <= width || line == "" {
			line = longer
			continue
		}
		if len(lines) == n-1 {
			return append(lines, line+" …")
		}
		lines, line = append(lines, line), word
	}
	return append(lines, line)
}

// backs draws where dossiers were returned, one below the other.
func (d *drawing) backs() {
	y := d.Height + 10
	for _, way := range d.chart.Ways {
		if !way.Back {
			continue
		}
		from, to := d.boxes[way.From], d.boxes[way.To]
		x1, x2 := from.X+from.W/2+6, to.X+to.W/2-6
		fmt.Fprintf(&d.out, `<path class="back" marker-end="url(#tip)" d="M%d %dV%dH%dV%d"/><text class="t11 mid t-over" x="%d" y="%d">%s</text>`,
			x1, from.Y+from.H, y, x2, to.Y+to.H, (x1+x2)/2, y+13, esc(d.T("trả lại %d lần", way.N)))
		y += backRoom
	}
}
