// Package vntext knows how Vietnamese is written: accents, sorting, names, numbers, dates.
// It is pure: the same input gives the same output, whatever the machine, the day or the zone.
package vntext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC is the one form in which text is stored: a letter and its marks are one code point.
func NFC(s string) string { return norm.NFC.String(s) }

// Fold is the search form of a text: lower case, no tone or vowel marks, đ as d, runs of blanks as one,
// none at the ends. Both sides of a search are folded here, because neither SQLite nor PostgreSQL knows
// that đ is d. Folding twice changes nothing; "hoà" and "hòa" meet.
func Fold(s string) string {
	if ascii, plain := look(s); plain {
		return s
	} else if ascii {
		return foldASCII(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range norm.NFD.String(s) {
		if unicode.IsSpace(r) {
			blank = b.Len() > 0
			continue
		}
		// Format characters (soft hyphens, zero-width blanks, byte order marks) come along when text is pasted.
		if unicode.In(r, unicode.Mn, unicode.Cf) {
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(base(r))
	}
	return b.String()
}

// base is the lower-case letter under a rune that is already decomposed; đ has no decomposition.
func base(r rune) rune {
	if r == 'đ' || r == 'Đ' {
		return 'd'
	}
	return unicode.ToLower(r)
}

// look says whether s is ASCII, and whether it is folded already.
func look(s string) (ascii, plain bool) {
	plain = true
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return false, false
		}
		if c >= 'A' && c <= 'Z' || c >= '\t' && c <= '\r' || c == ' ' && before == ' ' {
			plain = false
		}
		before = c
	}
	return true, plain && (s == "" || before != ' ')
}

// foldASCII is Fold where there are no marks to lose.
func foldASCII(s string) string {
	b := make([]byte, 0, len(s))
	blank := false
	for i := range len(s) {
		c := s[i]
		if c == ' ' || c >= '\t' && c <= '\r' {
			blank = len(b) > 0
			continue
		}
		if blank {
			b = append(b, ' ')
			blank = false
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return string(b)
}

// Words are the folded words of a text: runs of letters and digits, in order, doubles kept.
func Words(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
