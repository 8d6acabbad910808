package vntext

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFoldLosesAccentsCaseAndExtraBlanks(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		"Hồ sơ":                     "ho so",
		"ĐĂNG KÝ  Đất":              "dang ky dat",
		"H\u006f\u0302\u0300 sơ":    "ho so",
		"Phường\u00a0Thượng Cát":    "phuong thuong cat",
		"Bưởi — Ươ ƠƯ":              "buoi — uo ou",
		"  a \t B\nc ":              "a b c",
		"  ":                        "",
		"H99.28-221222-0015":        "h99.28-221222-0015",
		"\ufeffHòa\u200b Thuận":     "hoa thuan",
		"ạ ế ư ơ ỗ ỹ ỵ":             "a e u o o y y",
		" Trần\u0300  Ðình":         "tran ðinh", // Icelandic eth is another letter
		"Cộng hòa xã hội chủ nghĩa": "cong hoa xa hoi chu nghia",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBothPlacementsOfTheToneMeet(t *testing.T) {
	for _, pair := range [][2]string{{"hoà", "hòa"}, {"thuý", "thúy"}, {"khoẻ", "khỏe"}, {"Uỷ ban", "Ủy ban"}} {
		if Fold(pair[0]) != Fold(pair[1]) {
			t.Errorf("%q and %q do not meet", pair[0], pair[1])
		}
	}
}

func TestPlainASCIIIsFoldedWithoutACopy(t *testing.T) {
	text := "nguyen van an"
	if n := testing.AllocsPerRun(100, func() { Fold(text) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestFoldIsIdempotentForAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Fold(rapid.String().Draw(t, "text"))
		if twice := Fold(once); twice != once {
			t.Fatalf("%q became %q", once, twice)
		}
	})
}

func TestComposedAndDecomposedTextFoldAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("aăâđêôơưÀẢÃÁẠẦểỗợỰ ")), 0, 30, -1).Draw(t, "text")
		if a, b := Fold(norm.NFC.String(s)), Fold(norm.NFD.String(s)); a != b {
			t.Fatalf("%q and %q", a, b)
		}
	})
}

func TestWordsAreRunsOfLettersAndDigits(t *testing.T) {
	got := Words("Cấp giấy phép, H99.28 – (nhà ở)")
	if want := []string{"cap", "giay", "phep", "h99", "28", "nha", "o"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := Words(" – "); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Đặng  Thị\u0301 Hà")
	f.Add("İ ẞ \xff")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if Fold(once) != once {
			t.Errorf("Fold(%q) = %q is not stable", s, once)
		}
		if strings.TrimSpace(once) != once {
			t.Errorf("Fold(%q) = %q has blanks at its ends", s, once)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Fold("Hồ sơ cấp giấy phép xây dựng cho ông Nguyễn Văn Ánh, phường Đông Ngạc")
	}
}
