package svg

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// Missing is a month without a value: the line has a gap there, it is never drawn through 0.
const Missing = math.MinInt

// Line is a small drawing of monthly values, one of several with the same axis.
type Line struct {
	Named
	Values      []int // in thousandths or any other whole unit, oldest first; Missing for none
	Low, High   int   // the axis; say so beside the chart when Low is not 0
	Grid        []int // thin lines
	Target      int   // dashed line, Missing for none
	Tone        Tone
	Text        string // the last value in print
	First, Last string // what stands under the ends: the first and the last month
}

// The frame of the drawing, in tenths.
const (
	lineLeft, lineRight tenths = 60, 1640
	lineTop, lineBottom tenths = 160, 760
)

// Span is an axis for several drawings side by side: their lowest and highest value, outwards to a multiple of step.
func Span(step int, series ...[]int) (low, high int) {
	low, high = math.MaxInt, math.MinInt
	for _, values := range series {
		for _, v := range values {
			if v != Missing {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if low > high {
		return 0, step
	}
	low, high = floor(low, step), -floor(-high, step)
	if low == high {
		high += step
	}
	return low, high
}

func floor(n, step int) int { return n - ((n%step)+step)%step }

// Draw gives the drawing.
func (c Line) Draw() template.HTML {
	var b strings.Builder
	c.open(&b, 210, 92, "img")
	if len(c.Grid) > 0 {
		b.WriteString(`<path class="gl" d="`)
		for _, v := range c.Grid {
			fmt.Fprintf(&b, "M%s %sH%s", lineLeft, c.y(v), lineRight+20)
		}
		b.WriteString(`"/>`)
	}
	if c.Target != Missing {
		fmt.Fprintf(&b, `<path class="goal" d="M%s %sH%s"/>`, lineLeft, c.y(c.Target), lineRight+20)
	}
	c.curve(&b)
	fmt.Fprintf(&b, `<text class="t10 q" x="4" y="90">%s</text><text class="t10 q r" x="168" y="90">%s</text></svg>`, esc(c.First), esc(c.Last))
	return template.HTML(b.String())
}

// curve draws the stretches between gaps, a dot for a month that stands alone, and the last value.
func (c Line) curve(b *strings.Builder) {
	var path, alone strings.Builder
	last := -1
	for i, v := range c.Values {
		if v == Missing {
			continue
		}
		last = i
		before, after := i > 0 && c.Values[i-1] != Missing, i+1 < len(c.Values) && c.Values[i+1] != Missing
		switch {
		case before:
			fmt.Fprintf(&path, "L%s %s", c.x(i), c.y(v))
		case after:
			fmt.Fprintf(&path, "M%s %s", c.x(i), c.y(v))
		default:
			fmt.Fprintf(&alone, `<circle class="%s" cx="%s" cy="%s" r="2"/>`, c.Tone.dot(), c.x(i), c.y(v))
		}
	}
	if path.Len() > 0 {
		fmt.Fprintf(b, `<path class="%s" d="%s"/>`, c.Tone.line(), path.String())
	}
	b.WriteString(alone.String())
	if last < 0 {
		return
	}
	x, y := c.x(last), c.y(c.Values[last])
	fmt.Fprintf(b, `<circle class="%s" cx="%s" cy="%s" r="3"/><text class="b" x="%s" y="%s">%s</text>`, c.Tone.dot(), x, y, lineRight+80, y+40, esc(c.Text))
}

// x is the place of a month; a single one stands at the right, where the present is.
func (c Line) x(i int) tenths {
	if len(c.Values) < 2 {
		return lineRight
	}
	return lineLeft + scale(int64(i), int64(len(c.Values)-1), lineRight-lineLeft)
}

// y is the height of a value, inside the frame.
func (c Line) y(v int) tenths {
	return lineBottom - scale(int64(v)-int64(c.Low), int64(c.High)-int64(c.Low), lineBottom-lineTop)
}
