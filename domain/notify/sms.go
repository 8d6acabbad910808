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
	letters := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune(gsmBasic, r):
			letters++
		case strings.ContainsRune(gsmTwice, r):
			letters += 2
		default:
			return cut(len(utf16.Encode([]rune(text))), 70, 67, true)
		}
	}
	return cut(letters, 160, 153, false)
}

func cut(letters, alone, joined int, wide bool) Parts {
	p := Parts{Letters: letters, Wide: wide}
	switch {
	case letters == 0:
	case letters <= alone:
		p.Parts = 1
	default:
		p.Parts = (letters + joined - 1) / joined
	}
	return p
}

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
