package pdf

import (
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"
	"unicode"

	"cchc/kit/vntext"
)

// The faces are Liberation Serif 2.1.5 (fonts/OFL.txt), as wide as Times New Roman letter for letter. Version 1
// lacks ạ ế ư ơ: it prints boxes while the text behind them looks perfect.
var (
	//go:embed fonts/LiberationSerif-Regular.ttf
	regularFace []byte
	//go:embed fonts/LiberationSerif-Bold.ttf
	boldFace []byte
	//go:embed fonts/LiberationSerif-Italic.ttf
	italicFace []byte
	//go:embed fonts/LiberationSerif-BoldItalic.ttf
	boldItalicFace []byte
)

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

func (s Style) face() []byte {
	return [...][]byte{regularFace, boldFace, italicFace, boldItalicFace}[s]
}

// covered are the characters that the regular face can draw; the other three have the same.
var covered = sync.OnceValue(func() map[rune]bool { return coverage(regularFace) })

// coverage reads which characters a TrueType face has a glyph for, from its cmap table of format 4.
func coverage(face []byte) map[rune]bool {
	has := map[rune]bool{}
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(face[at:])) }
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(face[at:])) }
	cmap := 0
	for i := range u16(4) {
		if at := 12 + 16*i; string(face[at:at+4]) == "cmap" {
			cmap = u32(at + 8)
		}
	}
	for i := range u16(cmap + 2) {
		table := cmap + u32(cmap+4+8*i+4)
		if u16(table) != 4 {
			continue
		}
		segments := u16(table+6) / 2
		ends := table + 14
		starts := ends + 2*segments + 2
		deltas, offsets := starts+2*segments, starts+4*segments
		for s := range segments {
			first, delta, offset := u16(starts+2*s), u16(deltas+2*s), u16(offsets+2*s)
			for c := first; c <= u16(ends+2*s) && c != 0xffff; c++ {
				glyph := (c + delta) & 0xffff
				if offset != 0 {
					glyph = u16(offsets + 2*s + offset + 2*(c-first))
				}
				if glyph != 0 {
					has[rune(c)] = true
				}
			}
		}
	}
	return has
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
