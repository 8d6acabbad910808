package pdf

import (
	"fmt"
	"iter"
	"slices"
)

// Block is a part of a paper: it lays itself out, at a width, as pieces one above the other.
type Block interface {
	lay(p *Paper, width float64) layout
}

// layout is a block that knows its heights.
type layout struct {
	lead   *piece // stands once, above the head
	head   *piece // stands again on every page the pieces go on to
	pieces []piece
	rest   iter.Seq[piece] // further pieces, made while they are drawn; nil for none
	after  float64         // empty height below, lost at the end of a page
}

// piece is what never breaks over two pages.
type piece struct {
	height float64
	keep   bool // stays on one page with the piece after it
	draw   func(x, y float64)
}

// settled is the layout with all its pieces there, for one that stands in one place.
func (l layout) settled() layout {
	for _, above := range []*piece{l.head, l.lead} {
		if above != nil {
			l.pieces = append([]piece{*above}, l.pieces...)
		}
	}
	if l.rest != nil {
		l.pieces = slices.AppendSeq(l.pieces, l.rest)
	}
	l.lead, l.head, l.rest = nil, nil, nil
	return l
}

// height of a settled layout.
func (l layout) height() float64 {
	sum := l.after
	for _, piece := range l.pieces {
		sum += piece.height
	}
	return sum
}

// drawAll draws a settled layout in one place and gives the y below it.
func (l layout) drawAll(x, y float64) float64 {
	for _, piece := range l.pieces {
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
	place := func(group []piece, height float64) {
		if !headed {
			height += l.head.height
		}
		if l.lead != nil {
			height += l.lead.height
		}
		if p.y+height > p.bottom()+rounding && p.y > p.options.Margins.Top {
			p.page()
			headed = l.head == nil
		}
		if l.lead != nil {
			p.put(*l.lead)
			l.lead = nil
		}
		if !headed {
			p.put(*l.head)
			headed = true
		}
		for _, piece := range group {
			p.put(piece)
		}
	}
	for rest := l.pieces; len(rest) > 0; {
		n, height := together(rest)
		place(rest[:n], height)
		rest = rest[n:]
	}
	if l.rest != nil {
		for one := range l.rest {
			place([]piece{one}, one.height)
		}
	}
	if !headed {
		place(nil, 0)
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
