package pdf

// Paragraph is a text that may go on to the next page, with at least two lines on either.
type Paragraph struct {
	Text   Text
	Align  Align
	Indent float64 // of the first line; a justified or left paragraph only
	After  float64 // empty space below
}

func (b Paragraph) lay(p *Paper, width float64) layout {
	lines := p.lines(b.Text, width, b.Indent)
	l := layout{after: b.After}
	for i, line := range lines {
		last := i == len(lines)-1
		indent := 0.0
		if i == 0 {
			indent = b.Indent
		}
		l.pieces = append(l.pieces, piece{
			height: line.height,
			keep:   i == 0 && !last || i == len(lines)-2,
			draw:   func(x, y float64) { line.draw(p, slot{x + indent, y, width - indent}, b.Align, last) },
		})
	}
	return l
}

// Space is empty height.
type Space float64

func (b Space) lay(*Paper, float64) layout {
	return layout{after: float64(b)}
}

// Rule is a thin line in the middle below a text, as long as a part of its column.
type Rule struct{ Percent int }

func (b Rule) lay(p *Paper, width float64) layout {
	return layout{pieces: []piece{{height: 2, draw: func(x, y float64) {
		length := width * float64(b.Percent) / 100
		p.out.SetLineWidth(0.75 * millimetre)
		p.out.Line(x+(width-length)/2, y+0.7, x+(width+length)/2, y+0.7)
	}}}}
}

// Column is one of several stacks of blocks side by side.
type Column struct {
	Width  float64 // 0 shares with the others what is left
	Share  int     // of what is left; 0 counts as 1
	Blocks []Block
}

// Columns stand side by side and never break over a page.
type Columns struct {
	Columns []Column
	Gap     float64
}

// Two are two heads or two signatures side by side, the left one the narrower by two to three.
func Two(left, right []Block) Columns {
	return Columns{Gap: 4, Columns: []Column{{Share: 2, Blocks: left}, {Share: 3, Blocks: right}}}
}

func (b Columns) lay(p *Paper, width float64) layout {
	widths := b.widths(width)
	stacks := make([][]layout, len(b.Columns))
	height := 0.0
	for i, c := range b.Columns {
		sum := 0.0
		for _, block := range c.Blocks {
			l := block.lay(p, widths[i]).settled()
			stacks[i] = append(stacks[i], l)
			sum += l.height()
		}
		height = max(height, sum)
	}
	return layout{pieces: []piece{{height: height, draw: func(x, y float64) {
		for i, stack := range stacks {
			below := y
			for _, l := range stack {
				below = l.drawAll(x, below)
			}
			x += widths[i] + b.Gap
		}
	}}}}
}

// widths gives the fixed columns what they ask and the others the rest by their shares.
func (b Columns) widths(width float64) []float64 {
	rest, shares := width-b.Gap*float64(len(b.Columns)-1), 0
	for _, c := range b.Columns {
		if rest -= c.Width; c.Width == 0 {
			shares += max(c.Share, 1)
		}
	}
	widths := make([]float64, len(b.Columns))
	for i, c := range b.Columns {
		if widths[i] = c.Width; c.Width == 0 {
			widths[i] = rest * float64(max(c.Share, 1)) / float64(shares)
		}
	}
	return widths
}

// Signature is one who signs: in what office, with what note below it, and the name under the empty space.
type Signature struct{ Office, Note, Name string }

// Signatures stand side by side in equal columns, with so much height between note and name for hand and stamp.
func Signatures(room float64, all ...Signature) Columns {
	c := Columns{Gap: 4}
	for _, s := range all {
		blocks := []Block{Paragraph{Text: Strong(s.Office), Align: Centre}}
		if s.Note != "" {
			blocks = append(blocks, Paragraph{Text: Slanted(s.Note), Align: Centre})
		}
		blocks = append(blocks, Space(room), Paragraph{Text: Strong(s.Name), Align: Centre})
		c.Columns = append(c.Columns, Column{Blocks: blocks})
	}
	return c
}
