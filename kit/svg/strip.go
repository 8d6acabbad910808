package svg

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

// Strip is a row of equal cells with marks between them: days used of a limit. It is drawn
// for one width; a page shows a wide one or a narrow one.
type Strip struct {
	Named
	Width int // of the drawing, in pixels at which its type is 12 px
	Cells []StripCell
	Marks []StripMark // from the left
}

// StripCell is one cell; Empty is still to come.
type StripCell struct {
	Label string // below the cell, where there is room for all labels
	Tone  Tone
	Empty bool
}

// StripMark, in order, stands behind so many cells, with its words above.
type StripMark struct {
	After  int
	Text   string
	Worst  bool
	Dashed bool // not reached yet
}

const (
	stripTop    = 64 // above: three lines of words, so that marks beside each other stay readable
	stripCell   = 22
	stripHeight = stripTop + stripCell + 18
	labelRoom   = 26 // pixels that "31/12" needs
)

// Draw gives the drawing.
func (s Strip) Draw() template.HTML {
	var b strings.Builder
	s.open(&b, s.Width, stripHeight, "img")
	labelled := len(s.Cells) > 0 && s.Width/len(s.Cells) >= labelRoom
	for i, c := range s.Cells {
		from, to := s.x(i), s.x(i+1)
		class := c.Tone.fill()
		if c.Empty {
			class = "day"
		}
		gap := tenths(10)
		if to-from < 40 {
			gap = 0
		}
		fmt.Fprintf(&b, `<path class="%s" d="M%s %dH%sv%dH%sz"/>`, class, from+gap, stripTop, to-gap, stripCell, from+gap)
		if labelled && c.Label != "" {
			fmt.Fprintf(&b, `<text class="mid t11 q" x="%s" y="%d">%s</text>`, (from+to)/2, stripTop+stripCell+14, esc(c.Label))
		}
	}
	for i, m := range s.Marks { // words reach back over earlier marks, which begin lower
		s.mark(&b, m, (len(s.Marks)-1-i)%3)
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// x is where a cell begins; the ends stay a pixel inside, so that marks are not cut.
func (s Strip) x(cell int) tenths {
	return 10 + tenths(cell*(s.Width*10-20)/max(len(s.Cells), 1))
}

// mark draws a mark; words that have no room on its left stand on its right.
func (s Strip) mark(b *strings.Builder, m StripMark, line int) {
	at, class, text := s.x(m.After), "wall", "b"
	if m.Dashed {
		class, text = "goal", "q"
	}
	if m.Worst {
		text = "b t-over"
	}
	top := 4 + line*20
	fmt.Fprintf(b, `<path class="%s" d="M%s %dV%d"/>`, class, at, top, stripTop+stripCell+4)
	if room := tenths(utf8.RuneCountInString(m.Text) * letter * 10); at > room+40 {
		fmt.Fprintf(b, `<text class="%s r" x="%s" y="%d">%s</text>`, text, at-50, top+11, esc(m.Text))
		return
	}
	fmt.Fprintf(b, `<text class="%s" x="%s" y="%d">%s</text>`, text, at+50, top+11, esc(m.Text))
}
