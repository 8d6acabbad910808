package pdf

import (
	"strings"
	"unicode/utf8"
)

// Run is a piece of text in one face.
type Run struct {
	Text  string // "\n" begins a new line
	Style Style
	Size  float64 // in points; 0 is that of the paper
}

// Text is what a paragraph or a cell says, run after run.
type Text []Run

// Plain is a text in the regular face.
func Plain(s string) Text { return Text{{Text: s}} }

// Strong is a text in bold.
func Strong(s string) Text { return Text{{Text: s, Style: Bold}} }

// Slanted is a text in italics.
func Slanted(s string) Text { return Text{{Text: s, Style: Italic}} }

// Align says where the lines of a text stand.
type Align uint8

// The four ways. The last line of a justified paragraph stands left.
const (
	Left Align = iota
	Centre
	Right
	Justify
)

// millimetre is a point in millimetres.
const millimetre = 25.4 / 72

// leading is the height of a line in units of its type size; less would let the marks of Ế touch the line above.
const leading = 1.3

// fragment is a part of a word in one face.
type fragment struct {
	text  string
	style Style
	size  float64
	width float64
}

// word is what stays together on a line; one word may change its face inside ("Hà" in bold, then a comma).
type word struct {
	fragments []fragment
	width     float64
	space     float64 // of the blank behind it
	ends      bool    // the line ends here, whatever room is left
}

// line is a line of words that fits.
type line struct {
	words  []word
	width  float64 // with blanks between the words, none behind the last
	height float64
}

// words cuts a text at its blanks. No-break spaces do not cut.
func (p *Paper) words(text Text) []word {
	words := []word{{}}
	for _, run := range text {
		size := run.Size
		if size == 0 {
			size = p.options.Type
		}
		p.use(run.Style, size)
		space := p.out.GetStringWidth(" ")
		cut := func(ends bool) {
			last := &words[len(words)-1]
			if before := len(words) - 2; before >= 0 && len(last.fragments) == 0 && !words[before].ends {
				words[before].ends = ends // blanks before a line's end
				return
			}
			last.space, last.ends = space, ends
			words = append(words, word{})
		}
		for i, paragraph := range strings.Split(drawable(run.Text), "\n") {
			if i > 0 {
				cut(true)
			}
			for j, piece := range strings.Split(paragraph, " ") {
				if j > 0 && len(words[len(words)-1].fragments) > 0 {
					cut(false)
				}
				if piece == "" {
					continue
				}
				f := fragment{piece, run.Style, size, p.out.GetStringWidth(piece)}
				last := &words[len(words)-1]
				last.fragments = append(last.fragments, f)
				last.width += f.width
			}
		}
	}
	return words
}

// lines breaks a text into lines no wider than width, the first one narrower by indent; at least one, maybe empty.
func (p *Paper) lines(text Text, width, indent float64) []line {
	var lines []line
	current := line{}
	room := width - indent
	finish := func() {
		current.height = p.lineHeight(current.words)
		lines = append(lines, current)
		current, room = line{}, width
	}
	for _, w := range p.words(text) {
		for _, part := range p.fit(w, width-indent) {
			gap := 0.0
			if n := len(current.words); n > 0 {
				gap = current.words[n-1].space
			}
			if len(current.words) > 0 && current.width+gap+part.width > room {
				finish()
				gap = 0
			}
			if len(part.fragments) > 0 || part.ends {
				current.words = append(current.words, part)
				current.width += gap + part.width
			}
			if part.ends {
				finish()
			}
		}
	}
	if len(current.words) > 0 || len(lines) == 0 {
		finish()
	}
	return lines
}

// lineHeight is that of the largest type on the line.
func (p *Paper) lineHeight(words []word) float64 {
	size := 0.0
	for _, w := range words {
		for _, f := range w.fragments {
			size = max(size, f.size)
		}
	}
	if size == 0 {
		size = p.options.Type
	}
	return size * millimetre * leading
}

// fit cuts a word that is wider than a whole line, as a long code or address may be, into parts that are not.
func (p *Paper) fit(w word, width float64) []word {
	if w.width <= width {
		return []word{w}
	}
	var parts []word
	part := word{}
	for _, f := range w.fragments {
		p.use(f.style, f.size)
		for f.text != "" {
			_, n := utf8.DecodeRuneInString(f.text)
			for n < len(f.text) {
				_, more := utf8.DecodeRuneInString(f.text[n:])
				if part.width+p.out.GetStringWidth(f.text[:n+more]) > width {
					break
				}
				n += more
			}
			n = atMark(f.text, n)
			piece := fragment{f.text[:n], f.style, f.size, p.out.GetStringWidth(f.text[:n])}
			if len(part.fragments) > 0 && part.width+piece.width > width {
				parts, part = append(parts, part), word{}
				continue
			}
			part.fragments = append(part.fragments, piece)
			part.width += piece.width
			if f.text = f.text[n:]; f.text != "" {
				parts, part = append(parts, part), word{}
			}
		}
	}
	part.space, part.ends = w.space, w.ends
	return append(parts, part)
}

// atMark moves a cut of a word back behind the last mark at which people would break it, if there is one.
func atMark(text string, n int) int {
	if n == len(text) {
		return n
	}
	if mark := strings.LastIndexAny(text[:n], "-/.,@_&?"); mark > 0 {
		return mark + 1
	}
	return n
}

// slot is where a line goes: its upper left corner and its width.
type slot struct{ x, y, width float64 }

// draw puts the line into a slot. last says that a justified paragraph ends here.
func (l line) draw(p *Paper, in slot, align Align, last bool) {
	x, stretch := in.x, 0.0
	switch n := len(l.words); {
	case align == Centre:
		x += (in.width - l.width) / 2
	case align == Right:
		x += in.width - l.width
	case align == Justify && n > 1 && !last && !l.words[n-1].ends:
		stretch = (in.width - l.width) / float64(n-1)
	}
	// Tails go down by 0.22 of the type size; all the rest of the line is for capitals with two marks, as Ắ.
	base := in.y + l.height - l.height/leading*0.24
	for _, w := range l.words {
		for _, f := range w.fragments {
			p.use(f.style, f.size)
			p.out.Text(x, base, f.text)
			x += f.width
		}
		x += w.space + stretch
	}
}
