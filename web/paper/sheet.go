// Package paper draws the papers of the one-stop desk. Each is one model, shown as a page
// and written as PDF: the same words in the same order.
package paper

import (
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"cchc/kit/pdf"
)

// Size of a sheet.
type Size string

const (
	A4   Size = "a4"
	A5   Size = "a5"
	Wide Size = "wide" // A4 landscape
	Slim Size = "slim" // on the screen only, beside a form
)

// Sheet is a paper: its parts from top to bottom.
type Sheet struct {
	Title string
	Size  Size
	At    time.Time // of the paper, kept in the file
	Parts []Part
}

// Part is a piece of a paper that knows both ways to be drawn.
type Part interface {
	html(*markup)
	pdf(Size) []pdf.Block
}

func (s *Sheet) add(parts ...Part) { s.Parts = append(s.Parts, parts...) }

// HTML is the paper as an element of a page, drawn by the classes of the style sheet.
func (s Sheet) HTML() template.HTML {
	var m markup
	m.open("article", "sheet "+string(s.Size), `aria-label="`+template.HTMLEscapeString(s.Title)+`"`)
	for _, p := range s.Parts {
		p.html(&m)
	}
	m.raw("</article>")
	return template.HTML(m.String())
}

// PDF writes the paper as a file.
func (s Sheet) PDF(w io.Writer) error {
	o := pdf.Options{Title: s.Title, Created: s.At, Numbered: true}
	switch s.Size {
	case A5:
		o.Sheet, o.Type = pdf.A5, 10
		o.Margins = pdf.Margins{Top: 8, Right: 9, Bottom: 6, Left: 12}
	case Wide:
		o.Sheet, o.Type = pdf.Size{Width: pdf.A4.Height, Height: pdf.A4.Width}, 11
		o.Margins = pdf.Margins{Top: 15, Right: 10, Bottom: 10, Left: 15}
	}
	p := pdf.New(o)
	for _, part := range s.Parts {
		p.Add(part.pdf(s.Size)...)
	}
	return p.Write(w)
}

// markup is HTML under way; say escapes, raw does not.
type markup struct{ strings.Builder }

func (m *markup) raw(s string) { m.WriteString(s) }

func (m *markup) say(s string) { template.HTMLEscape(m, []byte(s)) }

func (m *markup) open(tag, class string, more ...string) {
	m.raw("<" + tag)
	if class != "" {
		m.raw(` class="` + class + `"`)
	}
	for _, attribute := range more {
		m.raw(" " + attribute)
	}
	m.raw(">")
}

// runs writes runs with their faces; a line break inside is one on paper too.
func (m *markup) runs(list []Run) {
	for _, r := range list {
		tags := map[Face][]string{Bold: {"b"}, Italic: {"i"}, BoldItalic: {"b", "i"}}[r.Face]
		for _, tag := range tags {
			m.open(tag, "")
		}
		for i, line := range strings.Split(r.Text, "\n") {
			if i > 0 {
				m.raw("<br>")
			}
			m.say(line)
		}
		for _, tag := range slices.Backward(tags) {
			m.raw("</" + tag + ">")
		}
	}
}
