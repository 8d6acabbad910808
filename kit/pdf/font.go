package pdf

import (
	"compress/gzip"
	"embed"
	_ "embed"
	"encoding/binary"
	"io"
	"strings"
	"sync"
	"unicode"

	"cchc/kit/vntext"
)

// The faces are Liberation Serif 2.1.5 (fonts/OFL.txt), as wide as Times New Roman letter for letter. Version 1
// lacks ạ ế ư ơ: it prints boxes while the text behind them looks perfect. They lie here compressed.
//
//go:embed fonts/*.gz
var fonts embed.FS

const family = "LiberationSerif"

// Style is the face of a run.
type Style uint8

// The four faces.
const (
	Regular Style = iota
	Bold
	Italic
	BoldItalic
)

// name is the style as fpdf calls it.
func (s Style) name() string { return [...]string{"", "B", "I", "BI"}[s] }

// face is the TrueType file of the style, unpacked at its first use.
func (s Style) face() []byte { return faces[s]() }

var faces = [...]func() []byte{unpacked("Regular"), unpacked("Bold"), unpacked("Italic"), unpacked("BoldItalic")}

func unpacked(name string) func() []byte {
	return sync.OnceValue(func() []byte {
		packed, err := fonts.Open("fonts/" + family + "-" + name + ".ttf.gz")
		if err != nil {
			panic(err) // impossible: it is part of the program
		}
		defer packed.Close()
		file, err := gzip.NewReader(packed)
		if err != nil {
			panic(err)
		}
		face, err := io.ReadAll(file)
		if err != nil {
			panic(err)
		}
		return face
	})
}

// covered are the characters that the regular face can draw; the other three have the same.
var covered = sync.OnceValue(func() map[rune]bool { return coverage(Regular.face()) })

// coverage reads which characters a TrueType face has a glyph for, from its cmap tables of format 4
// (ISO/IEC 14496-22, 5.2.1). The faces are part of the program, so nothing in them is doubted.
func coverage(face []byte) map[rune]bool {
	f, has, cmap := tables(face), map[rune]bool{}, 0
	for i := range f.u16(4) {
		if at := 12 + 16*i; string(face[at:at+4]) == "cmap" {
			cmap = f.u32(at + 8)
		}
	}
	for i := range f.u16(cmap + 2) {
		if table := cmap + f.u32(cmap+4+8*i+4); f.u16(table) == 4 {
			f.segments(table, has)
		}
	}
	return has
}

// tables are the bytes of a face, read at offsets from its beginning.
type tables []byte

func (f tables) u16(at int) int { return int(binary.BigEndian.Uint16(f[at:])) }
func (f tables) u32(at int) int { return int(binary.BigEndian.Uint32(f[at:])) }

// segments adds the characters of a table of format 4.
func (f tables) segments(table int, has map[rune]bool) {
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
				has[rune(c)] = true
			}
		}
	}
}

// drawable is a text in NFC, in characters the faces have; others become "?", which is seen, where a box is overlooked.
func drawable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.In(r, unicode.Cf, unicode.Cc) && !unicode.IsSpace(r):
			return -1
		case covered()[r]:
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return '?'
	}, vntext.NFC(s))
}
