package vntext

import (
	"math/big"
	"strconv"
	"strings"
)

// Number groups the digits of a whole number: "462.569".
func Number(n int64) string { return Group(strconv.FormatInt(n, 10), '.') }

// Group puts sep between each three digits of a whole number in decimal digits, with or without a minus.
func Group(digits string, sep byte) string {
	sign, digits := cutSign(digits)
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// Decimal prints an exact value with a comma and grouped digits: "96,5", "1.234,50".
// decimals is the number of digits after the comma, all of them printed.
func Decimal(value *big.Rat, decimals int, r Rounding) string {
	whole, fraction := digits(value, decimals, r)
	if fraction == "" {
		return Group(whole, '.')
	}
	return Group(whole, '.') + "," + fraction
}

// Plain is Decimal for programs: a point and no groups, "96.5".
func Plain(value *big.Rat, decimals int, r Rounding) string {
	whole, fraction := digits(value, decimals, r)
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

// Percent prints a share as "96,5 %". A share of nothing does not exist: the caller has words for it.
func Percent(share *big.Rat, decimals int, r Rounding) string {
	return Decimal(new(big.Rat).Mul(share, big.NewRat(100, 1)), decimals, r) + " %"
}

// digits are the printed digits before and after the mark; the minus, never on a zero, is before.
func digits(value *big.Rat, decimals int, r Rounding) (whole, fraction string) {
	sign, all := cutSign(r.Scaled(value, decimals).String())
	if missing := decimals + 1 - len(all); missing > 0 {
		all = strings.Repeat("0", missing) + all
	}
	cut := len(all) - decimals
	return sign + all[:cut], all[cut:]
}

func cutSign(s string) (sign, digits string) {
	if rest, negative := strings.CutPrefix(s, "-"); negative {
		return "-", rest
	}
	return "", s
}
