package pdf

import (
	"encoding/binary"
	"sync"
)

// face is a TrueType face, read once: the tables that say where its glyphs are and how wide.
type face struct {
	tables
	name    string
	glyphs  map[rune]uint16
	widths  []uint16 // in units, per glyph
	bearing []uint16 // signed: where the outline begins, per glyph
	places  []int    // of each glyph within glyf, and the end of the last
	at      map[string][2]int
	units   int // per em
	bounds  [4]int
	ascent  int
	descent int
}

// faces of the four styles. The files are part of the program, so nothing in them is doubted.
var faces = [4]func() *face{
	sync.OnceValue(func() *face { return readFace("LiberationSerif", regularFace) }),
	sync.OnceValue(func() *face { return readFace("LiberationSerif-Bold", boldFace) }),
	sync.OnceValue(func() *face { return readFace("LiberationSerif-Italic", italicFace) }),
	sync.OnceValue(func() *face { return readFace("LiberationSerif-BoldItalic", boldItalicFace) }),
}

// tables are the bytes of a face, read at offsets from its beginning.
type tables []byte

func (f tables) u16(at int) int { return int(binary.BigEndian.Uint16(f[at:])) }
func (f tables) i16(at int) int { return int(int16(f.u16(at))) }
func (f tables) u32(at int) int { return int(binary.BigEndian.Uint32(f[at:])) }

// readFace reads a face (ISO/IEC 14496-22, 4 and 5).
func readFace(name string, data []byte) *face {
	f := &face{tables: data, name: name, glyphs: map[rune]uint16{}, at: map[string][2]int{}}
	for i := range f.u16(4) {
		entry := 12 + 16*i
		f.at[string(data[entry:entry+4])] = [2]int{f.u32(entry + 8), f.u32(entry + 12)}
	}
	head, hhea := f.at["head"][0], f.at["hhea"][0]
	f.units = f.u16(head + 18)
	for i := range f.bounds {
		f.bounds[i] = f.i16(head + 36 + 2*i)
	}
	f.ascent, f.descent = f.i16(hhea+4), f.i16(hhea+6)
	f.measure(f.u16(f.at["maxp"][0]+4), f.u16(hhea+34), f.u16(head+50) == 1)
	cmap := f.at["cmap"][0]
	for i := range f.u16(cmap + 2) {
		if table := cmap + f.u32(cmap+4+8*i+4); f.u16(table) == 4 {
			f.segments(table)
		}
	}
	return f
}

// measure reads widths, bearings and places of the glyphs. After so many full metrics all
// glyphs are as wide as the last of these, and have only a bearing.
func (f *face) measure(glyphs, full int, long bool) {
	hmtx, loca := f.at["hmtx"][0], f.at["loca"][0]
	for i := range glyphs {
		f.widths = append(f.widths, uint16(f.u16(hmtx+4*min(i, full-1))))
		at := hmtx + 4*i + 2
		if i >= full {
			at = hmtx + 4*full + 2*(i-full)
		}
		f.bearing = append(f.bearing, uint16(f.u16(at)))
	}
	for i := range glyphs + 1 {
		if long {
			f.places = append(f.places, f.u32(loca+4*i))
			continue
		}
		f.places = append(f.places, 2*f.u16(loca+2*i))
	}
}

// segments reads which character has which glyph from a table of format 4 (5.2.1).
func (f *face) segments(table int) {
	size := f.u16(table + 6) // of one column: last, first, delta, offset of each segment
	ends := table + 14
	starts := ends + size + 2
	for at := 0; at < size; at += 2 {
		first, delta, place := f.u16(starts+at), f.u16(starts+size+at), starts+2*size+at
		for c := first; c <= f.u16(ends+at) && c != 0xffff; c++ {
			glyph := (c + delta) & 0xffff
			if offset := f.u16(place); offset != 0 {
				glyph = f.u16(place + offset + 2*(c-first))
			}
			if glyph != 0 {
				f.glyphs[rune(c)] = uint16(glyph)
			}
		}
	}
}

// width of a text in a type of so many points, in millimetres.
func (f *face) width(text string, points float64) float64 {
	sum := 0
	for _, r := range text {
		sum += int(f.widths[f.glyphs[r]])
	}
	return float64(sum) * points * millimetre / float64(f.units)
}

// thousandths turns units into the thousandths of an em that PDF speaks in.
func (f *face) thousandths(units int) int { return units * 1000 / f.units }
