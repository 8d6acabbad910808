package svg

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

// Bars are horizontal bars from 0, labels on the marks.
type Bars struct {
	Named
	Rows []BarRow
}

// BarRow is one bar.
type BarRow struct {
	Label string
	Value int64
	Text  string // the value in print, at the end of the bar
	Tone  Tone
	Href  string // a path of the program the value leads to, if any
}

const (
	barsWidth  = 360
	bar        = 12
	letter     = 7  // a letter of the 12 px type, with room
	mostBeside = 24 // letters of a label that may stand beside its bar
)

// Draw gives the drawing. Labels stand beside the bars, or above them when one is long: nothing is cut.
func (c Bars) Draw() template.HTML {
	longest, text, largest, role := 0, 0, int64(0), "img"
	for _, r := range c.Rows {
		longest = max(longest, utf8.RuneCountInString(r.Label))
		text = max(text, utf8.RuneCountInString(r.Text))
		largest = max(largest, r.Value)
		if r.path() != "" {
			role = "group"
		}
	}
	left, above, step := longest*letter+8, 0, 20
	if longest > mostBeside {
		left, above, step = 0, 16, 38
	}
	room := tenths(barsWidth-left-text*letter-8) * 10
	var b strings.Builder
	c.open(&b, barsWidth, step*len(c.Rows), role)
	for i, r := range c.Rows {
		top := i*step + 3
		length := scale(r.Value, largest, max(room, 200))
		fmt.Fprintf(&b, `<text x="0" y="%d">%s</text>`, top+10, esc(r.Label))
		fmt.Fprintf(&b, `<path class="%s" d="M%d %dh%sv%dh-%sz"/>`, r.Tone.fill(), left, top+above, length, bar, length)
		value := fmt.Sprintf(`<text class="b" x="%s" y="%d">%s</text>`, tenths(left*10)+length+50, top+above+10, esc(r.Text))
		if path := r.path(); path != "" {
			value = `<a href="` + esc(path) + `">` + value + `</a>`
		}
		b.WriteString(value)
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// path is Href when it stays inside the program: a chart leads nowhere else, whatever its data say.
func (r BarRow) path() string {
	inside := strings.HasPrefix(r.Href, "/") && !strings.HasPrefix(r.Href, "//") && !strings.Contains(r.Href, `\`)
	if inside || strings.HasPrefix(r.Href, "#") || strings.HasPrefix(r.Href, "?") {
		return r.Href
	}
	return ""
}
