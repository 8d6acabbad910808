package notify

import (
	"strings"
	"unicode/utf16"
)

// Parts is how an SMS is cut: GSM 03.38. A text of one part has 160 letters of the GSM
// alphabet or 70 of any other; of several parts each has 153 or 67, for the rest tells the
// telephone how to join them.
type Parts struct {
	Letters int  // as they count: some of GSM count twice
	Parts   int  // 0 for an empty text
	Wide    bool // UCS-2: some letter is not of the GSM alphabet
}

// MostParts is how long an SMS may be; the operators charge each part.
const MostParts = 3

const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmTwice = "^{}\\[~]|€\f"
)

// CountSMS measures a text.
func CountSMS(text string) Parts {
	var widths []int
	for _, r := range text {
		switch {
		case strings.ContainsRune(gsmBasic, r):
			widths = append(widths, 1)
		case strings.ContainsRune(gsmTwice, r):
			widths = append(widths, 2)
		default:
			return cut(wide(text), 70, 67, true)
		}
	}
	return cut(widths, 160, 153, false)
}

// wide is how many UCS-2 units each letter takes: two of those beyond U+FFFF.
func wide(text string) (widths []int) {
	for _, r := range text {
		widths = append(widths, utf16.RuneLen(r))
	}
	return widths
}

// cut packs letters into parts. A letter of two units is never torn in two: when one unit
// is left of a part, it goes into the next.
func cut(widths []int, alone, joined int, wide bool) Parts {
	p := Parts{Wide: wide}
	left, parts := 0, 0
	for _, w := range widths {
		p.Letters += w
		if left < w {
			left, parts = joined, parts+1
		}
		left -= w
	}
	if p.Letters > 0 && p.Letters <= alone {
		parts = 1
	}
	p.Parts = parts
	return p
}

// typographic are signs of print that would make a whole SMS wide, and what stands for them.
var typographic = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", "—", "-", "…", "...", "\u00a0", " ")

// short cuts a text to n letters at a blank.
func short(text string, n int) string {
	letters := []rune(text)
	if len(letters) <= n {
		return text
	}
	cut := string(letters[:n-3])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "..."
}
