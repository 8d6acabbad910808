package vntext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameParts takes "Lê Thị Thu Hà" apart: Lê, Thị Thu, Hà. A single word is a given name.
func nameParts(fullName string) (family, middle, given string) {
	words := strings.Fields(fullName)
	switch n := len(words); n {
	case 0:
		return "", "", ""
	case 1:
		return "", "", words[0]
	default:
		return words[0], strings.Join(words[1:n-1], " "), words[n-1]
	}
}

// GivenName is the last word of a full name, by which people are called: "Lê Thị Thu Hà" is "Hà".
func GivenName(fullName string) string {
	_, _, given := nameParts(NFC(fullName))
	return given
}

// Mask is a name as it may stand on a public page: "Lê Thị Thu Hà" is "Lê T. T. H.".
// The family name alone tells little; a name of one word keeps only its initial.
func Mask(fullName string) string {
	words := strings.Fields(NFC(fullName))
	for i, w := range words {
		if i == 0 && len(words) > 1 {
			continue
		}
		first, _ := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + "."
	}
	return strings.Join(words, " ")
}

// Initials is all that a page open to everybody tells of a name: "Lê Thị Thu Hà" is "L. T. T. H.".
func Initials(fullName string) string {
	words := strings.Fields(NFC(fullName))
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + "."
	}
	return strings.Join(words, " ")
}

func lower(s string) string { return strings.ToLower(NFC(s)) }
