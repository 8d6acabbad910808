package vntext

import "testing"

func TestInitialsTellNothingElse(t *testing.T) {
	for name, want := range map[string]string{"Lê Thị Thu Hà": "L. T. T. H.", " đặng  ý ": "Đ. Ý.", "Ân": "Â.", "": ""} {
		if got := Initials(name); got != want {
			t.Errorf("Initials(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestAmountsInWordsBeginASentence(t *testing.T) {
	for amount, want := range map[int64]string{
		0: "Không đồng", 200_000: "Hai trăm nghìn đồng", 75_000: "Bảy mươi lăm nghìn đồng", 1_250_000: "Một triệu hai trăm năm mươi nghìn đồng",
		10_005: "Mười nghìn không trăm linh năm đồng", 21_000_001: "Hai mươi mốt triệu không trăm linh một đồng", 4_000_000_000: "Bốn tỷ đồng", 24_024: "Hai mươi tư nghìn không trăm hai mươi tư đồng",
	} {
		if got := Capital(MoneyWords(amount)); got != want {
			t.Errorf("%d: %q, want %q", amount, got, want)
		}
	}
	if Capital("") != "" || Capital("ước") != "Ước" {
		t.Error("Capital")
	}
}
