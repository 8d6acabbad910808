// Package qr makes QR codes as squares, for pages and papers to draw in their own way: sharp at any size,
// without an image file.
package qr

import (
	"fmt"
	"strings"

	"github.com/skip2/go-qrcode"
)

// Quiet is the empty border, in squares, that must stay around a code (ISO/IEC 18004, 9.1).
const Quiet = 4

// Matrix is a text as a square of dark (true) and light squares, row by row, without the quiet border.
// Level M: it can still be read when 15 % of it is worn or folded away. A text beyond 2,331 bytes is an error.
func Matrix(text string) ([][]bool, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("qr: %w", err)
	}
	code.DisableBorder = true
	return code.Bitmap(), nil
}

// Run is a stretch of dark squares in one row.
type Run struct{ X, Y, Width int }

// Runs joins the dark squares of each row, so that no hairline shows between neighbours.
func Runs(matrix [][]bool) []Run {
	var runs []Run
	for y, row := range matrix {
		for x := 0; x < len(row); x++ {
			start := x
			for x < len(row) && row[x] {
				x++
			}
			if x > start {
				runs = append(runs, Run{start, y, x - start})
			}
		}
	}
	return runs
}

// SVGPath is the attribute d of a path that draws the dark squares, one unit each, from 0,0.
// The viewBox that keeps the quiet border is ViewBox(len(matrix)).
func SVGPath(matrix [][]bool) string {
	var d strings.Builder
	for _, r := range Runs(matrix) {
		fmt.Fprintf(&d, "M%d %dh%dv1h-%dz", r.X, r.Y, r.Width, r.Width)
	}
	return d.String()
}

// ViewBox is the viewBox of a code of so many squares with its quiet border.
func ViewBox(squares int) string {
	return fmt.Sprintf("-%d -%d %d %d", Quiet, Quiet, squares+2*Quiet, squares+2*Quiet)
}
