// Package svg draws small charts on the server: lengths against a mark, never gauges or pies. Colours come from the
// classes of the style sheet alone, so that dark, printed and forced colours work; sizes are attributes, because the
// pages allow no inline style. Numbers are whole, shares are whole thousandths: what is printed beside a mark is
// made by the caller, with its rounding, and never computed here again.
package svg

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// Tone is what a mark means; its colour follows from it.
type Tone uint8

// The tones.
const (
	Subject Tone = iota // what the chart is about
	Context             // what it is compared with
	Worst               // late, lowest
	Soon                // running out
	Paused
)

func (t Tone) fill() string {
	return [...]string{"f-acc", "f-q", "f-over", "f-soon", "f-pause"}[t]
}

func (t Tone) line() string { return [...]string{"ln", "ln-q", "ln-x", "ln", "ln-q"}[t] }

func (t Tone) dot() string { return [...]string{"dot", "dot-q", "dot-x", "dot", "dot-q"}[t] }

// tenths is a length in tenths of a unit, printed with at most one decimal.
type tenths int64

func (t tenths) String() string {
	if t%10 == 0 {
		return strconv.FormatInt(int64(t/10), 10)
	}
	sign := ""
	if t < 0 {
		sign, t = "-", -t
	}
	return fmt.Sprintf("%s%d.%d", sign, t/10, t%10)
}

// scale is value/of of a length, to the nearest tenth, within the length; 0 of nothing.
func scale(value, of int64, length tenths) tenths {
	switch {
	case value <= 0 || of <= 0:
		return 0
	case value >= of:
		return length
	}
	// No length here is beyond 10,000 tenths, so that only absurd numbers are halved on the way.
	for of > 1<<48 {
		value, of = value/2, of/2
	}
	return tenths((2*value*int64(length) + of) / (2 * of))
}

// Named is what a chart says to those who do not see it. ID must be unique on the page.
type Named struct {
	ID    string
	Title string // the finding in words, with its numbers
	Desc  string // more, when the title cannot hold it
}

// open begins a drawing that has a meaning of its own; role is img, or group when there are links inside.
func (n Named) open(b *strings.Builder, width, height int, role string) {
	labels := n.ID
	if n.Desc != "" {
		labels += " " + n.ID + "-d"
	}
	fmt.Fprintf(b, `<svg class="w100" viewBox="0 0 %d %d" role="%s" aria-labelledby="%s"><title id="%s">%s</title>`,
		width, height, role, esc(labels), esc(n.ID), esc(n.Title))
	if n.Desc != "" {
		fmt.Fprintf(b, `<desc id="%s-d">%s</desc>`, esc(n.ID), esc(n.Desc))
	}
}

func esc(s string) string { return template.HTMLEscapeString(s) }

// The small drawings of a table row stand beside their text, so readers of the page aloud pass over them.
const miniOpen = `<svg class="mini" viewBox="0 0 96 16" aria-hidden="true">`

// Where the due mark stands in every row, and how far lateness may reach beyond it.
const (
	wall   tenths = 640
	beyond tenths = 300
)

// Ruler is the time used of a limit, in any one unit. The due mark stands at the same place for every limit; used
// time fills up to it in the tone, lateness crosses it in red.
func Ruler(used, limit int64, tone Tone) template.HTML {
	const mark = `<path class="wall" d="M64 1v14"/></svg>`
	if used > limit {
		// In the same scale as the used time, up to twice the limit; the drawing ends before.
		late := min(scale(used-limit, max(limit, 1)*2, 2*wall), beyond)
		return template.HTML(fmt.Sprintf(miniOpen+`<path class="f-q" d="M0 4h64v8H0z"/><path class="f-over" d="M64 4h%sv8h-%sz"/>`+mark, late, late))
	}
	return template.HTML(fmt.Sprintf(miniOpen+`<path class="f-q" d="M0 6h64v4H0z"/><path class="%s" d="M0 4h%sv8H0z"/>`+mark, tone.fill(), scale(used, limit, wall)))
}

// Bar is a value as a part of the largest one in its column.
func Bar(value, largest int64, tone Tone) template.HTML {
	return template.HTML(fmt.Sprintf(miniOpen+`<path class="%s" d="M0 3h%sv10H0z"/></svg>`, tone.fill(), scale(value, largest, 960)))
}
