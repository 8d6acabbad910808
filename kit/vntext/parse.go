package vntext

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// grouped is a whole number whose digits are all together, or in threes parted by dots or blanks.
var grouped = regexp.MustCompile(`^(\d+|\d{1,3}(\.\d{3})+|\d{1,3}( \d{3})+)$`)

var ungroup = strings.NewReplacer(".", "", " ", "")

// scaleZeros are the words, folded, that lift the number before them, with their zeros.
var scaleZeros = map[string]int{"ty": 9, "ti": 9, "trieu": 6, "nghin": 3, "ngan": 3}

// ParseNumber reads a whole number as people and papers write it: 462569, 462.569, 462 569, 147 nghìn 125,
// 1 triệu 200 nghìn. A comma is refused: it would be a decimal here and a group elsewhere.
func ParseNumber(s string) (int64, error) {
	text, negative := strings.CutPrefix(Fold(s), "-")
	var sum, part numberPart
	for _, word := range strings.Fields(text) {
		zeros, scale := scaleZeros[word]
		if !scale {
			part.digits = strings.TrimPrefix(part.digits+" "+word, " ")
			continue
		}
		part.zeros = zeros
		if !sum.take(part) {
			return 0, notNumber(s)
		}
		part = numberPart{}
	}
	if part.digits != "" && !sum.take(part) || sum.digits == "" {
		return 0, notNumber(s)
	}
	n, err := strconv.ParseInt(sum.digits+strings.Repeat("0", sum.zeros), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q vượt quá %s", s, Number(math.MaxInt64))
	}
	if negative {
		n = -n
	}
	return n, nil
}

// numberPart is a number by its digits and the zeros its scale word puts behind them.
type numberPart struct {
	digits string
	zeros  int
}

// take puts the next part into the zeros of what was read so far; false when it does not fit there.
// A last part without a scale must fill all zeros: "2 triệu 5" may mean 2.000.005 or 2,5 triệu, so nobody may guess.
func (n *numberPart) take(next numberPart) bool {
	if !grouped.MatchString(next.digits) {
		return false
	}
	digits := ungroup.Replace(next.digits)
	if n.digits == "" {
		n.digits, n.zeros = digits, next.zeros
		return true
	}
	room := n.zeros - next.zeros
	if room <= 0 || len(digits) > room || next.zeros == 0 && len(digits) != room {
		return false
	}
	n.digits += strings.Repeat("0", room-len(digits)) + digits
	n.zeros = next.zeros
	return true
}

func notNumber(s string) error {
	return fmt.Errorf("%q không phải là số nguyên; viết như 462.569", s)
}
