package vntext

import (
	"fmt"
	"math/big"
)

// Rounding is how an exact value becomes a printed one. It is part of every published table:
// 95.135 % is 95,1 under all three, 96.467 % is 96,4 truncated and 96,5 rounded half up.
type Rounding uint8

// The three roundings met in published tables. For negative values Truncate goes towards zero and
// HalfUp away from it, so that a value and its opposite print the same digits.
const (
	Truncate Rounding = iota
	HalfUp
	HalfEven
)

var roundingNames = [...]string{Truncate: "truncate", HalfUp: "half-up", HalfEven: "half-even"}

// String is the name used in flags, addresses and stored tables.
func (r Rounding) String() string {
	if int(r) < len(roundingNames) {
		return roundingNames[r]
	}
	return fmt.Sprintf("rounding(%d)", uint8(r))
}

// ParseRounding reads truncate, half-up or half-even.
func ParseRounding(s string) (Rounding, error) {
	for r, name := range roundingNames {
		if s == name {
			return Rounding(r), nil
		}
	}
	return 0, fmt.Errorf("cách làm tròn %q không có; dùng truncate, half-up hoặc half-even", s)
}

// MarshalText writes the name.
func (r Rounding) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the name.
func (r *Rounding) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRounding(string(text))
	return err
}

// Scaled is value × 10^decimals rounded to a whole number: 96.467 to one decimal, half up, is 965.
func (r Rounding) Scaled(value *big.Rat, decimals int) *big.Int {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	num := new(big.Int).Mul(value.Num(), scale)
	whole, rest := new(big.Int).QuoRem(num, value.Denom(), new(big.Int))
	if r.away(whole, rest, value.Denom()) {
		whole.Add(whole, big.NewInt(int64(num.Sign())))
	}
	return whole
}

// away says whether a truncated value must take one more step away from zero.
func (r Rounding) away(whole, rest, den *big.Int) bool {
	if r == Truncate {
		return false
	}
	switch twice := new(big.Int).Lsh(rest, 1); twice.CmpAbs(den) {
	case -1:
		return false
	case 1:
		return true
	default:
		return r == HalfUp || whole.Bit(0) == 1
	}
}
