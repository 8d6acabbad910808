package pdf

import (
	"errors"

	"cchc/kit/qr"
)

var errWide = errors.New("pdf: a row has more cells than the table has columns")

// smallestCode is the side below which a code printed in black and white is no longer read by every telephone.
const smallestCode = 25

// Code is a QR code drawn as shapes, sharp on any printer.
type Code struct {
	Squares [][]bool // as qr.Matrix makes them
	Side    float64  // of the dark part; never less than 25
}

// Width is what the code takes up with its quiet border, for the column it stands in.
func (b Code) Width() float64 {
	side := max(b.Side, smallestCode)
	return side + 2*qr.Quiet*side/float64(max(len(b.Squares), 1))
}

func (b Code) lay(p *Paper, _ float64) layout {
	square := max(b.Side, smallestCode) / float64(max(len(b.Squares), 1))
	return layout{pieces: []piece{{height: b.Width(), draw: func(x, y float64) {
		p.out.SetFillColor(0, 0, 0)
		x, y = x+qr.Quiet*square, y+qr.Quiet*square
		// One path for all: separate shapes would show hairlines between them on a screen.
		for _, r := range qr.Runs(b.Squares) {
			left, top := x+float64(r.X)*square, y+float64(r.Y)*square
			right, bottom := left+float64(r.Width)*square, top+square
			p.out.MoveTo(left, top)
			p.out.LineTo(right, top)
			p.out.LineTo(right, bottom)
			p.out.LineTo(left, bottom)
			p.out.ClosePath()
		}
		p.out.DrawPath("F")
	}}}}
}
