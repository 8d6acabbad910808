package pdf

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// objects writes the numbered objects of a file (ISO 32000-1, 7.3 and 7.5).
type objects struct {
	w       io.Writer
	at      int
	offsets []int // of the objects from number 1
	err     error
}

func (o *objects) say(format string, args ...any) {
	n, err := fmt.Fprintf(o.w, format, args...)
	o.at += n
	if o.err == nil {
		o.err = err
	}
}

// add writes an object and gives its number.
func (o *objects) add(format string, args ...any) int {
	o.offsets = append(o.offsets, o.at)
	n := len(o.offsets)
	o.say("%d 0 obj\n", n)
	o.say(format, args...)
	o.say("\nendobj\n")
	return n
}

// stream adds compressed data, with further entries of its dictionary.
func (o *objects) stream(data []byte, more string) int {
	return o.add("<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream", len(data), more, data)
}

// pageTree is the number of the object that pages point to before it is written.
const pageTree = 1

// write gives the file: pages, faces with the glyphs that were drawn, what the file says of itself.
func (c *canvas) write(w io.Writer, info Options) error {
	c.finish()
	o := &objects{w: w, offsets: make([]int, pageTree)}
	o.say("%%PDF-1.7\n%%\xe2\xe3\xcf\xd3\n")
	fonts := ""
	for style, used := range c.used {
		if len(used) > 0 {
			fonts += fmt.Sprintf("/F%d %d 0 R", style, o.font(Style(style), used))
		}
	}
	resources := o.add("<</Font<<%s>>>>", fonts)
	var kids strings.Builder
	for _, page := range c.pages {
		content := o.stream(page, "")
		fmt.Fprintf(&kids, "%d 0 R ", o.add("<</Type/Page/Parent %d 0 R/Resources %d 0 R/Contents %d 0 R>>", pageTree, resources, content))
	}
	o.offsets[pageTree-1] = o.at
	o.say("%d 0 obj\n<</Type/Pages/Count %d/MediaBox[0 0 %.2f %.2f]/Kids[%s]>>\nendobj\n",
		pageTree, len(c.pages), c.sheet.Width/millimetre, c.sheet.Height/millimetre, kids.String())
	catalog := o.add("<</Type/Catalog/Pages %d 0 R/Lang%s>>", pageTree, literal(info.Language))
	about := o.add("<</Title%s/Author%s/Subject%s/Creator(cchc)/Producer(cchc)/CreationDate(D:%[4]sZ)/ModDate(D:%[4]sZ)>>",
		literal(info.Title), literal(info.Author), literal(info.Subject), info.Created.UTC().Format("20060102150405"))
	end := o.at
	o.say("xref\n0 %d\n0000000000 65535 f \n", len(o.offsets)+1)
	for _, at := range o.offsets {
		o.say("%010d 00000 n \n", at)
	}
	o.say("trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(o.offsets)+1, catalog, about, end)
	return o.err
}

// capitals is the height of a capital in thousandths of an em.
const capitals = 662

// font adds a face with the glyphs that were drawn, and what they stand for.
func (o *objects) font(style Style, used map[uint16]rune) int {
	f := faces[style]()
	glyphs := slices.Sorted(maps.Keys(used))
	file := f.subset(glyphs)
	data := o.stream(compressed(file), fmt.Sprintf("/Length1 %d", len(file)))
	tag := subsetTag(glyphs) + "+" + f.name
	angle, flags := 0, 6 // serif, with glyphs of its own numbering
	if style == Italic || style == BoldItalic {
		angle, flags = -16, flags|64
	}
	descriptor := o.add("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>",
		tag, flags, f.thousandths(f.bounds[0]), f.thousandths(f.bounds[1]), f.thousandths(f.bounds[2]), f.thousandths(f.bounds[3]),
		angle, f.thousandths(f.ascent), f.thousandths(f.descent), capitals, data)
	var widths strings.Builder
	for _, g := range glyphs {
		fmt.Fprintf(&widths, "%d[%d]", g, f.thousandths(int(f.widths[g])))
	}
	descendant := o.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/W[%s]>>",
		tag, descriptor, widths.String())
	unicode := o.stream(compressed(toUnicode(glyphs, used)), "")
	return o.add("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", tag, descendant, unicode)
}

// toUnicode says what the glyphs stand for, so that text can be searched and copied (9.10.3).
func toUnicode(glyphs []uint16, used map[uint16]rune) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n1 begincodespacerange<0000><FFFF>endcodespacerange\n")
	for part := range slices.Chunk(glyphs, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, g := range part {
			fmt.Fprintf(&b, "<%04X><%04X>\n", g, used[g])
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap CMapName currentdict/CMap defineresource pop end end\n")
	return b.Bytes()
}

// subsetTag is the six letters before the name of a face that is not whole (9.6.4).
func subsetTag(glyphs []uint16) string {
	h := fnv.New64a()
	fmt.Fprint(h, glyphs)
	n, tag := h.Sum64(), make([]byte, 6)
	for i := range tag {
		tag[i], n = 'A'+byte(n%26), n/26
	}
	return string(tag)
}

// literal is a text as a string of a file, in UTF-16 (7.9.2.2).
func literal(text string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}
