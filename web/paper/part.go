package paper

import (
	"fmt"

	"cchc/kit/pdf"
	"cchc/kit/qr"
)

// Face of a run of text.
type Face int

const (
	Regular Face = iota
	Bold
	Italic
	BoldItalic
)

// Run is a piece of text in one face.
type Run struct {
	Text string
	Face Face
}

func regular(text string) Run { return Run{text, Regular} }
func bold(text string) Run    { return Run{text, Bold} }
func italic(text string) Run  { return Run{text, Italic} }

func drawn(runs []Run) pdf.Text {
	styles := map[Face]pdf.Style{Bold: pdf.Bold, Italic: pdf.Italic, BoldItalic: pdf.BoldItalic}
	var text pdf.Text
	for _, r := range runs {
		text = append(text, pdf.Run{Text: r.Text, Style: styles[r.Face]})
	}
	return text
}

// gap is the space below a paragraph, in millimetres.
func (s Size) gap() float64 {
	if s == A5 {
		return 1
	}
	return 1.5
}

// small is the type of remarks, in points.
func (s Size) small() float64 {
	if s == A5 {
		return 8
	}
	return 11
}

// Para is a paragraph.
type Para []Run

func (p Para) html(m *markup) {
	m.raw("<p>")
	m.runs(p)
	m.raw("</p>\n")
}

func (p Para) pdf(s Size) []pdf.Block {
	return []pdf.Block{pdf.Paragraph{Text: drawn(p), After: s.gap()}}
}

// Body is a paragraph of a letter: its first line indented, both sides even (NĐ 30/2020,
// Phụ lục I, cell 6).
type Body []Run

func (b Body) html(m *markup) {
	m.open("p", "body")
	m.runs(b)
	m.raw("</p>\n")
}

func (b Body) pdf(s Size) []pdf.Block {
	return []pdf.Block{pdf.Paragraph{Text: drawn(b), Align: pdf.Justify, Indent: 10, After: s.gap()}}
}

// Centred is a paragraph in the middle.
type Centred []Run

func (c Centred) html(m *markup) {
	m.open("p", "c")
	m.runs(c)
	m.raw("</p>\n")
}

func (c Centred) pdf(s Size) []pdf.Block {
	return []pdf.Block{pdf.Paragraph{Text: drawn(c), Align: pdf.Centre, After: s.gap()}}
}

// Small is a remark below everything.
type Small string

func (r Small) html(m *markup) {
	m.raw("<p><small>")
	m.runs([]Run{italic(string(r))})
	m.raw("</small></p>\n")
}

func (r Small) pdf(s Size) []pdf.Block {
	text := pdf.Text{{Text: string(r), Style: pdf.Italic, Size: s.small()}}
	return []pdf.Block{pdf.Space(2 * s.gap()), pdf.Paragraph{Text: text}}
}

// Name is what the paper is called.
type Name string

func (n Name) html(m *markup) {
	m.raw("<h2>")
	m.runs([]Run{regular(string(n))})
	m.raw("</h2>\n")
}

func (n Name) pdf(s Size) []pdf.Block {
	size := 14.0
	if s == A5 {
		size = 11
	}
	text := pdf.Text{{Text: string(n), Style: pdf.Bold, Size: size}}
	return []pdf.Block{pdf.Space(2 * s.gap()), pdf.Paragraph{Text: text, Align: pdf.Centre, After: s.gap()}}
}

// Head is one of the two heads of a paper: who writes, and the country's name.
type Head []HeadLine

// HeadLine is a line of a head, with a rule below it that is as long as a part of the column.
type HeadLine struct {
	Run
	Rule int // percent, 0 for none
}

// Heads stand side by side.
type Heads struct{ Left, Right Head }

func (h Heads) html(m *markup) {
	m.open("div", "hd")
	for _, head := range []Head{h.Left, h.Right} {
		m.raw("<div>")
		for _, l := range head {
			class := ""
			if l.Rule > 50 {
				class = "u l"
			} else if l.Rule > 0 {
				class = "u"
			}
			m.open("p", class)
			m.runs([]Run{l.Run})
			m.raw("</p>")
		}
		m.raw("</div>")
	}
	m.raw("</div>\n")
}

func (h Heads) pdf(s Size) []pdf.Block {
	size := 0.0
	if s == A5 {
		size = 9
	}
	blocks := func(head Head) (list []pdf.Block) {
		for _, l := range head {
			text := drawn([]Run{l.Run})
			text[0].Size = size
			list = append(list, pdf.Paragraph{Text: text, Align: pdf.Centre})
			if l.Rule > 0 {
				list = append(list, pdf.Rule{Percent: l.Rule})
			}
		}
		return list
	}
	return []pdf.Block{pdf.Two(blocks(h.Left), blocks(h.Right))}
}

// Beside is a QR code with paragraphs to its right.
type Beside struct {
	Squares [][]bool
	Paras   []Para
}

func (b Beside) html(m *markup) {
	m.open("div", "qrrow")
	// On white paper two squares of border are enough inside the 28 mm of the style sheet,
	// so that the dark part stays above 25 mm.
	side := len(b.Squares) + 4
	fmt.Fprintf(m, `<svg class="qr" viewBox="-2 -2 %[1]d %[1]d" role="img" aria-label="QR"><path fill="#fff" d="M-2-2h%[1]dv%[1]dh-%[1]dz"/><path fill="#000" d="%[2]s"/></svg><div>`,
		side, qr.SVGPath(b.Squares))
	for _, p := range b.Paras {
		p.html(m)
	}
	m.raw("</div></div>\n")
}

func (b Beside) pdf(s Size) []pdf.Block {
	code := pdf.Code{Squares: b.Squares, Side: 25}
	var right []pdf.Block
	for _, p := range b.Paras {
		right = append(right, p.pdf(s)...)
	}
	return []pdf.Block{pdf.Columns{Gap: 2, Columns: []pdf.Column{
		{Width: code.Width(), Blocks: []pdf.Block{code}}, {Blocks: right},
	}}, pdf.Space(s.gap())}
}
