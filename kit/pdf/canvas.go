package pdf

import (
	"bytes"
	"compress/zlib"
	"strconv"
	"sync"
)

// canvas is the pages of a file under way. A page that is finished is kept compressed, so a
// long list needs hardly more memory than its file.
type canvas struct {
	sheet Size
	pages [][]byte
	page  bytes.Buffer // of the page under way
	open  bool
	used  [4]map[uint16]rune // glyphs that were drawn, with what they stand for
	style Style
	size  float64
	set   bool // the page knows style and size
	num   []byte
}

// next finishes the page under way and begins another.
func (c *canvas) next() {
	c.finish()
	c.open, c.set = true, false
}

func (c *canvas) finish() {
	if c.open {
		c.pages = append(c.pages, compressed(c.page.Bytes()))
		c.page.Reset()
	}
	c.open = false
}

// count is the number of pages, the one under way included.
func (c *canvas) count() int {
	if c.open {
		return len(c.pages) + 1
	}
	return len(c.pages)
}

func (c *canvas) use(style Style, size float64) {
	if c.style != style || c.size != size {
		c.style, c.size, c.set = style, size, false
	}
}

// width of a text in the type in use.
func (c *canvas) width(text string) float64 { return faces[c.style]().width(text, c.size) }

// text draws with its base line at y, from the top of the page like every length here.
func (c *canvas) text(x, y float64, text string) {
	face := faces[c.style]()
	if c.used[c.style] == nil {
		c.used[c.style] = map[uint16]rune{}
	}
	c.page.WriteString("BT ")
	if !c.set {
		c.set = true
		c.page.WriteString("/F" + strconv.Itoa(int(c.style)) + " ")
		c.number(c.size)
		c.page.WriteString("Tf ")
	}
	c.point(x, y)
	c.page.WriteString("Td <")
	const digits = "0123456789ABCDEF"
	for _, r := range text {
		glyph := face.glyphs[r]
		c.used[c.style][glyph] = r
		c.page.Write([]byte{digits[glyph>>12], digits[glyph>>8&15], digits[glyph>>4&15], digits[glyph&15]})
	}
	c.page.WriteString("> Tj ET\n")
}

func (c *canvas) lineWidth(w float64) {
	c.number(w / millimetre)
	c.page.WriteString("w ")
}

func (c *canvas) line(x0, y0, x1, y1 float64) {
	c.point(x0, y0)
	c.page.WriteString("m ")
	c.point(x1, y1)
	c.page.WriteString("l S\n")
}

func (c *canvas) frame(x, y, width, height float64) {
	c.rect(x, y, width, height)
	c.page.WriteString("S\n")
}

// rect adds a rectangle to the path; fill fills all of it at once.
func (c *canvas) rect(x, y, width, height float64) {
	c.point(x, y+height)
	c.number(width / millimetre)
	c.number(height / millimetre)
	c.page.WriteString("re ")
}

func (c *canvas) fill() { c.page.WriteString("f\n") }

// point writes a place in points from the bottom of the page, as PDF counts.
func (c *canvas) point(x, y float64) {
	c.number(x / millimetre)
	c.number((c.sheet.Height - y) / millimetre)
}

func (c *canvas) number(v float64) {
	c.num = append(strconv.AppendFloat(c.num[:0], v, 'f', 2, 64), ' ')
	c.page.Write(c.num)
}

var squeezers = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

// compressed is a stream as a file holds it.
func compressed(data []byte) []byte {
	var out bytes.Buffer
	w := squeezers.Get().(*zlib.Writer)
	defer squeezers.Put(w)
	w.Reset(&out)
	w.Write(data) // into memory: never fails
	w.Close()
	return out.Bytes()
}
