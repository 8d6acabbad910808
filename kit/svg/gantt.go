package svg

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

// Gantt is steps one below the other on a common scale, with a mark at a limit. Time
// beyond the limit is red.
type Gantt struct {
	Named
	Rows     []GanttRow
	Wall     int64  // where the limit stands, 0 for none
	WallText string // what stands at the limit
}

// GanttRow is one step. A step without length is a dot.
type GanttRow struct {
	Label    string
	From, To int64
	Text     string // the length in print, behind the bar
	Tone     Tone
}

const (
	ganttWidth = 480
	ganttRoom  = 360 // for the longest time, so that the texts behind have room
	ganttStep  = 38
	ganttTop   = 18
)

// Draw gives the drawing. Labels stand above their bars, so that nothing is cut.
func (g Gantt) Draw() template.HTML {
	largest := g.Wall
	for _, r := range g.Rows {
		largest = max(largest, r.To)
	}
	height := ganttTop + ganttStep*len(g.Rows) + 4
	var b strings.Builder
	g.open(&b, ganttWidth, height, "img")
	x := func(at int64) tenths { return scale(at, largest, ganttRoom*10) }
	for i, r := range g.Rows {
		g.row(&b, r, ganttTop+i*ganttStep, x)
	}
	if g.Wall > 0 {
		fmt.Fprintf(&b, `<path class="wall" d="M%s %dV%d"/>`, x(g.Wall), ganttTop-4, height)
		anchor := ""
		if x(g.Wall) > ganttWidth*5 {
			anchor = " r"
		}
		fmt.Fprintf(&b, `<text class="b%s" x="%s" y="11">%s</text>`, anchor, x(g.Wall), esc(g.WallText))
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

func (g Gantt) row(b *strings.Builder, r GanttRow, top int, x func(int64) tenths) {
	from, to := x(r.From), x(r.To)
	label := r.Label
	if cut := []rune(label); utf8.RuneCountInString(label) > ganttWidth/letter {
		label = string(cut[:ganttWidth/letter-1]) + "…" // its full form stands in the table below
	}
	fmt.Fprintf(b, `<text x="0" y="%d">%s</text>`, top+11, esc(label))
	within := to
	if g.Wall > 0 && r.To > g.Wall {
		within = max(x(g.Wall), from)
		fmt.Fprintf(b, `<path class="f-over" d="M%s %dh%sv12h-%sz"/>`, within, top+16, to-within, to-within)
	}
	switch {
	case from == to:
		fmt.Fprintf(b, `<circle class="%s" cx="%s" cy="%d" r="4"/>`, r.Tone.dot(), max(from, 40), top+22)
	case within > from:
		fmt.Fprintf(b, `<path class="%s" d="M%s %dh%sv12h-%sz"/>`, r.Tone.fill(), from, top+16, within-from, within-from)
	}
	fmt.Fprintf(b, `<text class="q" x="%s" y="%d">%s</text>`, to+60, top+26, esc(r.Text))
}
