package vntext

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Unaccented is a text without tone and vowel marks, letters otherwise as they were: "Đã
// có kết quả" is "Da co ket qua". Dashes and quotation marks become those of ASCII.
func Unaccented(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if unicode.In(r, unicode.Mn, unicode.Cf) {
			continue
		}
		if plain, ok := plainLetters[r]; ok {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

var plainLetters = map[rune]string{'đ': "d", 'Đ': "D", '–': "-", '—': "-", '“': `"`, '”': `"`, '‘': "'", '’': "'", '…': "...", '\u00a0': " "}
