package pdf

import (
	"strings"

	"cchc/kit/vntext"
)

// Missing are the characters of a text that one of the four faces cannot draw; "" when
// papers will show all of it.
func Missing(s string) string {
	var faces [4]map[rune]bool
	for style := range Style(len(faces)) {
		faces[style] = coverage(style.face())
	}
	return strings.Map(func(r rune) rune {
		for _, has := range faces {
			if !has[r] {
				return r
			}
		}
		return -1
	}, vntext.NFC(s))
}
