// Package pdf lays out papers as offices draw them: two heads side by side, centred titles, justified paragraphs,
// ruled tables, signatures. Everything wraps; what does not fit goes on to the next page. Lengths are in
// millimetres, type sizes in points.
package pdf

import (
	"errors"
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Size is the size of a sheet.
type Size struct{ Width, Height float64 }

// The sheets in use. Turn one by swapping its sides.
var (
	A4 = Size{210, 297}
	A5 = Size{148, 210}
)

// Margins of every page.
type Margins struct{ Top, Right, Bottom, Left float64 }

// Options say what a paper is, before anything stands on it.
type Options struct {
	Sheet    Size    // A4 when zero
	Margins  Margins // 20, 15, 20, 25 when zero
	Type     float64 // size of the running text, 13 when zero
	Numbered bool    // pages from the second on carry their number in the top margin
	Language string  // vi when empty

	Title, Author, Subject string
	Created                time.Time // stands in the file; the same paper with the same instant gives the same bytes
}

// Paper is a document under way. Errors are kept and come out of Write.
type Paper struct {
	out     *fpdf.Fpdf
	options Options
	loaded  map[Style]bool
	y       float64 // where the next block begins
	err     error
}

// New begins a paper with its first, empty page.
func New(o Options) *Paper {
	if o.Sheet == (Size{}) {
		o.Sheet = A4
	}
	if o.Margins == (Margins{}) {
		o.Margins = Margins{20, 15, 20, 25}
	}
	if o.Type == 0 {
		o.Type = 13
	}
	if o.Language == "" {
		o.Language = "vi"
	}
	p := &Paper{options: o, loaded: map[Style]bool{}, out: fpdf.NewCustom(&fpdf.InitType{
		UnitStr: "mm", Size: fpdf.SizeType{Wd: o.Sheet.Width, Ht: o.Sheet.Height},
	})}
	p.describe()
	if o.Created.IsZero() {
		p.err = errors.New("pdf: a paper needs its instant of creation")
	}
	p.page()
	return p
}

// describe writes what the file says of itself, in a fixed order, so that equal papers are equal files.
func (p *Paper) describe() {
	o := p.options
	p.out.SetCatalogSort(true)
	p.out.SetCreationDate(o.Created.UTC())
	p.out.SetModificationDate(o.Created.UTC())
	p.out.SetProducer("cchc", true)
	p.out.SetCreator("cchc", true)
	p.out.SetTitle(drawable(o.Title), true)
	p.out.SetAuthor(drawable(o.Author), true)
	p.out.SetSubject(drawable(o.Subject), true)
	p.out.SetLang(o.Language)
	p.out.SetAutoPageBreak(false, 0)
}

// page goes on to the next page.
func (p *Paper) page() {
	p.out.AddPage()
	p.y = p.options.Margins.Top
	if number := p.out.PageNo(); p.options.Numbered && number > 1 {
		line := p.lines(Text{{Text: fmt.Sprint(number)}}, p.width(), 0)[0]
		line.draw(p, slot{p.options.Margins.Left, p.options.Margins.Top - line.height - 2, p.width()}, Centre, true)
	}
}

// width is what the margins leave.
func (p *Paper) width() float64 {
	return p.options.Sheet.Width - p.options.Margins.Left - p.options.Margins.Right
}

// bottom is where a page ends.
func (p *Paper) bottom() float64 { return p.options.Sheet.Height - p.options.Margins.Bottom }

// use sets face and size for what is measured or drawn next. A face goes into the file when it is first used.
func (p *Paper) use(style Style, size float64) {
	if !p.loaded[style] {
		p.loaded[style] = true
		p.out.AddUTF8FontFromBytes(family, style.name(), style.face())
	}
	p.out.SetFont(family, style.name(), size)
}

// Write gives the finished paper as PDF. Nothing may be added afterwards.
func (p *Paper) Write(w io.Writer) error {
	if p.err != nil {
		return p.err
	}
	return p.out.Output(w)
}

// Pages is the number of pages so far.
func (p *Paper) Pages() int { return p.out.PageCount() }
