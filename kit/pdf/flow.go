package pdf

import "fmt"

// Block is a part of a paper: it lays itself out, at a width, as pieces one above the other.
type Block interface {
	lay(p *Paper, width float64) layout
}

// layout is a block that knows its heights.
type layout struct {
	head   *piece // stands again on every page the pieces go on to
	pieces []piece
	after  float64 // empty height below, lost at the end of a page
}

// piece is what never breaks over two pages.
type piece struct {
	height float64
	keep   bool // stays on one page with the piece after it
	draw   func(x, y float64)
}

// height of a whole layout, when it stands in one place.
func (l layout) height() float64 {
	sum := l.after
	if l.head != nil {
		sum = l.head.height
	}
	for _, piece := range l.pieces {
		sum += piece.height
	}
	return sum
}

// drawAll draws the layout in one place and gives the y below it.
func (l layout) drawAll(x, y float64) float64 {
	pieces := l.pieces
	if l.head != nil {
		pieces = append([]piece{*l.head}, pieces...)
	}
	for _, piece := range pieces {
		piece.draw(x, y)
		y += piece.height
	}
	return y + l.after
}

// Add puts blocks below what stands there, page after page.
func (p *Paper) Add(blocks ...Block) {
	for _, b := range blocks {
		p.flow(b.lay(p, p.width()))
	}
}

// rounding is the height by which sums of lengths may be wrong.
const rounding = 0.001

func (p *Paper) flow(l layout) {
	headed := l.head == nil
	for rest := l.pieces; len(rest) > 0 || !headed; {
		n, need := together(rest)
		if !headed {
			need += l.head.height
		}
		if p.y+need > p.bottom()+rounding && p.y > p.options.Margins.Top {
			p.page()
			headed = l.head == nil
		}
		if !headed {
			p.put(*l.head)
			headed = true
		}
		for _, piece := range rest[:n] {
			p.put(piece)
		}
		rest = rest[n:]
	}
	p.y += l.after
}

// together counts the pieces that must stay with the first one, and their height.
func together(pieces []piece) (n int, height float64) {
	for n < len(pieces) {
		height += pieces[n].height
		n++
		if !pieces[n-1].keep {
			break
		}
	}
	return n, height
}

// put draws a piece; one that no page can hold is an error, never something that runs off the paper unseen.
func (p *Paper) put(piece piece) {
	if p.y+piece.height > p.bottom()+rounding && p.err == nil {
		p.err = fmt.Errorf("pdf: a block of %.0f mm does not fit on a page", piece.height)
	}
	piece.draw(p.options.Margins.Left, p.y)
	p.y += piece.height
}
