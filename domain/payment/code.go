package payment

import (
	"fmt"
	"regexp"
	"strings"
)

// damm is a totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004): its check
// digit finds every single wrong digit and every two neighbours changed over.
var damm = [10][10]byte{
	{0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3}, {4, 2, 0, 6, 8, 7, 1, 3, 5, 9}, {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
	{6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1}, {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
	{9, 4, 3, 8, 6, 1, 7, 2, 0, 5}, {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
}

// digit is the check digit of decimal digits; over a number with its own it is 0.
func digit(digits string) (d byte) {
	for i := range len(digits) {
		d = damm[d][digits[i]-'0']
	}
	return d
}

// Code is an order's code: "PT", two digits of the year, the year's serial in eight, a
// check digit. It has one length, so that digits a bank puts behind it cannot be taken for its own.
func Code(year int, serial int64) string {
	digits := fmt.Sprintf("%02d%08d", year%100, serial)
	return "PT" + digits + string('0'+digit(digits))
}

var codeShape = regexp.MustCompile(`PT[0-9]{11}`)

// FindCode finds the one order code in the purpose of a transfer, however the bank set
// blanks and case. ok is false when there is none, or several that differ.
func FindCode(text string) (code string, ok bool) {
	bare := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-_/", r) {
			return -1
		}
		return r
	}, strings.ToUpper(text))
	for _, found := range codeShape.FindAllString(bare, -1) {
		if digit(found[2:]) != 0 {
			continue
		}
		if code != "" && code != found {
			return "", false
		}
		code = found
	}
	return code, code != ""
}
