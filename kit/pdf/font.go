package pdf

import (
	_ "embed"
	"strings"
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

// Style is the face of a run.
type Style uint8

// The four faces.
const (
	Regular Style = iota
	Bold
	Italic
	BoldItalic
)

// drawable is a text in NFC, in characters the faces have; others become "?", which is seen, where a box is overlooked.
func drawable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.In(r, unicode.Cf, unicode.Cc) && !unicode.IsSpace(r):
			return -1
		case faces[Regular]().glyphs[r] != 0:
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return '?'
	}, vntext.NFC(s))
}
