package figure

import (
	"math/big"
	"strconv"

	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// Nothing is what stands for a share of no dossiers: neither 100 % nor 0 %.
const Nothing = "không phát sinh"

// Share is an exact part of a whole. Den = 0 is no share at all.
type Share struct{ Num, Den int64 }

// None says that there was nothing to take a share of.
func (s Share) None() bool { return s.Den == 0 }

// Missing is the other part of the whole.
func (s Share) Missing() int64 { return s.Den - s.Num }

// Compare orders shares exactly, the lower one first; no share comes after all others.
func (s Share) Compare(other Share) int {
	if s.None() || other.None() {
		switch {
		case s.None() && other.None():
			return 0
		case s.None():
			return 1
		}
		return -1
	}
	return s.rat().Cmp(other.rat())
}

func (s Share) rat() *big.Rat { return big.NewRat(s.Num, s.Den) }

// maxDecimals bounds what anybody may ask to see.
const maxDecimals = 6

// Rounding is how shares are printed: part of every published table (RULES 6: Quảng Nam
// 2022 truncates to one decimal).
type Rounding struct {
	How      vntext.Rounding
	Decimals int
}

// Published is the rounding of the province's own tables.
var Published = Rounding{vntext.Truncate, 1}

// ParseRounding reads the name of a rounding and a number of decimals, "" for the
// published ones.
func ParseRounding(how, decimals string) (Rounding, error) {
	r := Published
	if how != "" {
		var err error
		if r.How, err = vntext.ParseRounding(how); err != nil {
			return r, refusal.Wrong("rounding", "Cách làm tròn “%s” không có; dùng truncate, half-up hoặc half-even.", how)
		}
	}
	if decimals != "" {
		n, err := strconv.Atoi(decimals)
		if err != nil || n < 0 || n > maxDecimals {
			return r, refusal.Wrong("decimals", "Số chữ số lẻ phải từ 0 đến %d.", maxDecimals)
		}
		r.Decimals = n
	}
	return r, nil
}

// Title is the rounding in words: "cắt, 1 số lẻ".
func (r Rounding) Title() string {
	return map[vntext.Rounding]string{
		vntext.Truncate: "cắt", vntext.HalfUp: "nửa lên", vntext.HalfEven: "nửa về số chẵn",
	}[r.How]
}

// Percent is the share times 100 as programs read it, "96.4", or "" for no share.
func (r Rounding) Percent(s Share) string { return r.times(s, 100) }

// PerThousand of what is missing: "34.4" late ones in a thousand.
func (r Rounding) PerThousand(s Share) string {
	return r.times(Share{s.Missing(), s.Den}, 1000)
}

func (r Rounding) times(s Share, n int64) string {
	if s.None() {
		return ""
	}
	return vntext.Plain(new(big.Rat).Mul(s.rat(), big.NewRat(n, 1)), r.Decimals, r.How)
}

// Words is the share as a sentence prints it: "96,4 %", or "không phát sinh".
func (r Rounding) Words(s Share) string {
	if s.None() {
		return Nothing
	}
	return vntext.Percent(s.rat(), r.Decimals, r.How)
}
