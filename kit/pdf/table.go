package pdf

import "iter"

// Heading is a column of a table.
type Heading struct {
	Title string
	Share int   // of the width; 0 counts as 1
	Align Align // of the cells; titles stand in the middle
}

// Table is a ruled table. Its header stands again on each page it goes on to; a row stays together unless it is
// higher than a page.
type Table struct {
	Caption  Text // stands above, on one page with the first row; none when empty
	Headings []Heading
	Rows     iter.Seq[[]Text] // read while they are drawn, never all at once
	Type     float64          // size of the text, a point less than the paper's when 0
	After    float64          // empty space below
}

// Room inside a cell, beside and above its text.
const (
	cellSide = 1.5
	cellTop  = 0.8
)

func (b Table) lay(p *Paper, width float64) layout {
	if b.Type == 0 {
		b.Type = p.options.Type - 1
	}
	g := grid{Table: b, paper: p}
	columns := Columns{}
	titles := make([]Text, len(b.Headings))
	for i, h := range b.Headings {
		columns.Columns = append(columns.Columns, Column{Share: h.Share})
		titles[i] = Strong(h.Title)
	}
	g.widths = columns.widths(width)
	head := g.piece(g.cells(titles), true)
	room := p.bottom() - p.options.Margins.Top - head.height
	return layout{lead: b.caption(p, width), head: &head, after: b.After, rest: func(yield func(piece) bool) {
		for row := range b.Rows {
			for _, cells := range cutRow(g.cells(row), room-2*cellTop) {
				if !yield(g.piece(cells, false)) {
					return
				}
			}
		}
	}}
}

// caption is the line above the header.
func (b Table) caption(p *Paper, width float64) *piece {
	if len(b.Caption) == 0 {
		return nil
	}
	l := Paragraph{Text: b.Caption, After: 1}.lay(p, width)
	return &piece{height: l.height(), draw: func(x, y float64) { l.drawAll(x, y) }}
}

// grid is a table with its columns measured.
type grid struct {
	Table
	paper  *Paper
	widths []float64
}

// cells breaks the texts of a row into lines; a missing cell is empty, one too many is an error.
func (g grid) cells(row []Text) [][]line {
	if len(row) > len(g.widths) && g.paper.err == nil {
		g.paper.err = errWide
	}
	cells := make([][]line, len(g.widths))
	for i := range min(len(row), len(cells)) {
		text := append(Text(nil), row[i]...)
		for j := range text {
			if text[j].Size == 0 {
				text[j].Size = g.Type
			}
		}
		cells[i] = g.paper.lines(text, g.widths[i]-2*cellSide, 0)
	}
	return cells
}

// piece is one row with its frame.
func (g grid) piece(cells [][]line, head bool) piece {
	height := 0.0
	for _, lines := range cells {
		height = max(height, stackHeight(lines))
	}
	height += 2 * cellTop
	return piece{height: height, draw: func(x, y float64) {
		g.paper.out.SetLineWidth(0.5 * millimetre)
		for i, lines := range cells {
			align := g.Headings[i].Align
			if head {
				align = Centre
			}
			g.paper.out.Rect(x, y, g.widths[i], height, "D")
			at := y + cellTop
			for j, line := range lines {
				line.draw(g.paper, slot{x + cellSide, at, g.widths[i] - 2*cellSide}, align, j == len(lines)-1)
				at += line.height
			}
			x += g.widths[i]
		}
	}}
}

func stackHeight(lines []line) float64 {
	sum := 0.0
	for _, l := range lines {
		sum += l.height
	}
	return sum
}

// cutRow cuts a row that is higher than a page can hold into rows that are not.
func cutRow(cells [][]line, room float64) [][][]line {
	var rows [][][]line
	for {
		now, later, more := make([][]line, len(cells)), make([][]line, len(cells)), false
		for i, lines := range cells {
			n, height := 0, 0.0
			for n < len(lines) && (n == 0 || height+lines[n].height <= room) {
				height += lines[n].height
				n++
			}
			now[i], later[i] = lines[:n], lines[n:]
			more = more || n < len(lines)
		}
		rows = append(rows, now)
		if !more {
			return rows
		}
		cells = later
	}
}
