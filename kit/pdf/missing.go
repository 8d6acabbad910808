package pdf

import (
	"strings"

	"cchc/kit/vntext"
)

// Missing are the characters of a text that one of the four faces cannot draw; "" when
// papers will show all of it.
func Missing(s string) string {
	return strings.Map(func(r rune) rune {
		for _, face := range faces {
			if face().glyphs[r] == 0 {
				return r
			}
		}
		return -1
	}, vntext.NFC(s))
}
