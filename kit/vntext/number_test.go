package vntext

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestNumbersAreGroupedByDots(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 7: "7", 999: "999", 1000: "1.000", 462569: "462.569", -1234567: "-1.234.567", -999: "-999",
		math.MinInt64: "-9.223.372.036.854.775.808",
	} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestValuesRoundAsTheirTableSays(t *testing.T) {
	for _, c := range []struct {
		num, den                   int64
		decimals                   int
		truncate, halfUp, halfEven string
	}{
		{70141 * 100, 70237, 1, "99,8", "99,9", "99,9"}, // Quảng Nam 2022 truncates
		{139968 * 100, 147125, 1, "95,1", "95,1", "95,1"},
		{236544 * 100, 245207, 1, "96,4", "96,5", "96,5"},
		{845, 10, 0, "84", "85", "84"}, // published as 85: half-even is wrong there
		{905, 10, 0, "90", "91", "90"},
		{-845, 10, 0, "-84", "-85", "-84"},
		{-855, 10, 0, "-85", "-86", "-86"},
		{-4, 100, 1, "0,0", "0,0", "0,0"},
		{5, 100, 1, "0,0", "0,1", "0,0"},
		{1234567, 1, 2, "1.234.567,00", "1.234.567,00", "1.234.567,00"},
		{9999, 10, 0, "999", "1.000", "1.000"},
	} {
		value := big.NewRat(c.num, c.den)
		for r, want := range map[Rounding]string{Truncate: c.truncate, HalfUp: c.halfUp, HalfEven: c.halfEven} {
			if got := Decimal(value, c.decimals, r); got != want {
				t.Errorf("%s to %d decimals, %s: %q, want %q", value, c.decimals, r, got, want)
			}
		}
	}
}

func TestPlainHasAPointAndNoGroups(t *testing.T) {
	if got := Plain(big.NewRat(12345678, 1000), 1, HalfUp); got != "12345.7" {
		t.Error(got)
	}
	if got := Percent(big.NewRat(236544, 245207), 1, Truncate); got != "96,4 %" {
		t.Error(got)
	}
}

func TestAValueAndItsOppositeRoundToTheSameDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := big.NewRat(rapid.Int64().Draw(t, "num"), rapid.Int64Range(1, 1e12).Draw(t, "den"))
		decimals := rapid.IntRange(0, 6).Draw(t, "decimals")
		r := Rounding(rapid.IntRange(0, 2).Draw(t, "rounding"))
		there, back := r.Scaled(value, decimals), r.Scaled(new(big.Rat).Neg(value), decimals)
		if there.Cmp(back.Neg(back)) != 0 {
			t.Fatalf("%s and %s", there, back)
		}
		exact := new(big.Rat).Mul(value, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)))
		gap := new(big.Rat).Sub(exact, new(big.Rat).SetInt(there))
		limit := big.NewRat(1, 2)
		if r == Truncate {
			limit = big.NewRat(1, 1)
		}
		if gap.Abs(gap).Cmp(limit) > 0 {
			t.Fatalf("%s lies %s away from %s", there, gap, exact)
		}
	})
}

func TestRoundingNamesGoThereAndBack(t *testing.T) {
	for _, name := range []string{"truncate", "half-up", "half-even"} {
		var r Rounding
		if err := r.UnmarshalText([]byte(name)); err != nil || r.String() != name {
			t.Errorf("%s: %v, %v", name, r, err)
		}
	}
	if _, err := ParseRounding("floor"); err == nil {
		t.Error("an unknown rounding is accepted")
	}
}

func TestNumbersAreReadAloudByTheRules(t *testing.T) {
	for n, want := range map[int64]string{
		0: "không", 4: "bốn", 5: "năm", 10: "mười", 11: "mười một", 14: "mười bốn", 15: "mười lăm",
		20: "hai mươi", 21: "hai mươi mốt", 24: "hai mươi tư", 25: "hai mươi lăm", 91: "chín mươi mốt",
		100: "một trăm", 101: "một trăm linh một", 105: "một trăm linh năm", 110: "một trăm mười", 115: "một trăm mười lăm",
		555: "năm trăm năm mươi lăm", 1000: "một nghìn", 1005: "một nghìn không trăm linh năm", 1015: "một nghìn không trăm mười lăm",
		75000: "bảy mươi lăm nghìn", 147125: "một trăm bốn mươi bảy nghìn một trăm hai mươi lăm",
		1000001:                   "một triệu không trăm linh một",
		1_050_000_000:             "một tỷ không trăm năm mươi triệu",
		2_000_000_000_005:         "hai nghìn tỷ không trăm linh năm",
		1_000_000_000_000_000_000: "một tỷ tỷ",
		-21:                       "âm hai mươi mốt",
	} {
		if got := NumberWords(n); got != want {
			t.Errorf("NumberWords(%d) = %q, want %q", n, got, want)
		}
	}
	if NumberWords(math.MinInt64) == "" {
		t.Error("the least number has no words")
	}
}

func TestMoneyStandsInDigitsAndInWords(t *testing.T) {
	if got := Money(75000); got != "75.000 đ" {
		t.Error(got)
	}
	if got := MoneyWords(75000); got != "bảy mươi lăm nghìn đồng" {
		t.Error(got)
	}
}
