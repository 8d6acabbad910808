package vntext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Money is an amount in đồng as it stands on a screen: "75.000 đ".
func Money(dong int64) string { return Number(dong) + " đ" }

// MoneyWords is an amount as a receipt repeats it in words: "bảy mươi lăm nghìn đồng".
func MoneyWords(dong int64) string { return NumberWords(dong) + " đồng" }

// Capital is a text with its first letter a capital, as a sentence begins: "Hai trăm nghìn đồng".
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

const billion = 1_000_000_000

var digitWords = [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// NumberWords reads a whole number aloud: 1.005 is "một nghìn không trăm linh năm", 21 is "hai mươi mốt".
func NumberWords(n int64) string {
	if n == 0 {
		return digitWords[0]
	}
	var words []string
	magnitude := uint64(n)
	if n < 0 {
		words, magnitude = append(words, "âm"), -magnitude
	}
	return strings.Join(speak(words, magnitude, false), " ")
}

// speak appends the words of n. What stands behind a larger group names its empty hundreds ("không trăm linh năm").
// Beyond a billion the groups start again: "một nghìn tỷ", "một tỷ tỷ".
func speak(words []string, n uint64, behind bool) []string {
	if n >= billion {
		words = append(speak(words, n/billion, behind), "tỷ")
		n, behind = n%billion, true
	}
	for _, group := range []struct {
		size uint64
		name string
	}{{1_000_000, "triệu"}, {1_000, "nghìn"}, {1, ""}} {
		value := n / group.size % 1000
		if value == 0 {
			continue
		}
		words = speakGroup(words, value, behind)
		if group.name != "" {
			words = append(words, group.name)
		}
		behind = true
	}
	return words
}

// speakGroup appends the words of one group of three digits, 1 to 999.
func speakGroup(words []string, n uint64, behind bool) []string {
	hundreds, tens, ones := n/100, n/10%10, n%10
	if hundreds > 0 || behind {
		words = append(words, digitWords[hundreds], "trăm")
		behind = true
	}
	switch {
	case tens > 1:
		words = append(words, digitWords[tens], "mươi")
	case tens == 1:
		words = append(words, "mười")
	case ones > 0 && behind:
		words = append(words, "linh")
	}
	if ones > 0 {
		words = append(words, oneWord(tens, ones))
	}
	return words
}

// oneWord is the last digit as it changes its sound after the tens: mốt, tư, lăm.
func oneWord(tens, ones uint64) string {
	switch {
	case ones == 1 && tens > 1:
		return "mốt"
	case ones == 4 && tens > 1:
		return "tư"
	case ones == 5 && tens > 0:
		return "lăm"
	}
	return digitWords[ones]
}
