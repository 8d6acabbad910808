package vietqr

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The check value of CRC-16/CCITT-FALSE in every catalogue of checksums.
func TestTheChecksumIsTheCataloguesOne(t *testing.T) {
	if got := checksum("123456789"); got != 0x29B1 {
		t.Errorf("checksum = %04X", got)
	}
	if got := checksum("A"); got != 0xB915 { // by hand: FFFF ^ 4100, eight shifts
		t.Errorf("checksum of one letter = %04X", got)
	}
}

func TestAPayloadIsWrittenTagByTag(t *testing.T) {
	got, err := Transfer{Bank: "970436", Account: "0011012345678", Amount: 150_000, Purpose: "PT2600001237"}.Payload()
	if err != nil {
		t.Fatal(err)
	}
	want := "000201" + "010212" +
		"3857" + "0010A000000727" + "0127" + "0006970436" + "01130011012345678" + "0208QRIBFTTA" +
		"5303704" + "5406150000" + "5802VN" + "62160812PT2600001237" + "6304"
	if !strings.HasPrefix(got, want) || len(got) != len(want)+4 {
		t.Errorf("payload\n%s, want\n%s and a checksum", got, want)
	}
}

// The example that NAPAS publishes with its format, checksum included.
func TestThePublishedExampleIsRead(t *testing.T) {
	const text = "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E"
	got, err := Parse(text)
	if err != nil || got != (Transfer{Bank: "970403", Account: "0011012345678", Amount: 180_000, Purpose: "thanh toan don hang"}) {
		t.Errorf("read %+v, %v", got, err)
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := Transfer{
			Bank:    rapid.StringMatching(`[0-9]{6}`).Draw(t, "bank"),
			Account: rapid.StringMatching(`[0-9A-Z]{1,19}`).Draw(t, "account"),
			Amount:  rapid.Int64Range(0, mostAmount).Draw(t, "amount"),
			Purpose: Fold(rapid.String().Draw(t, "purpose"), MostPurpose),
		}
		text, err := want.Payload()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Parse(text); err != nil || got != want {
			t.Errorf("%q read as %+v, %v; want %+v", text, got, err, want)
		}
		i := rapid.IntRange(0, len(text)-1).Draw(t, "place")
		if broken := text[:i] + string(text[i]^1) + text[i+1:]; broken != text {
			if _, err := Parse(broken); err == nil {
				t.Errorf("%q with byte %d changed is read all the same", text, i)
			}
		}
	})
}

func TestWhatDoesNotFitIsRefused(t *testing.T) {
	for _, bad := range []Transfer{
		{Bank: "97043", Account: "1"}, {Bank: "970436"}, {Bank: "970436", Account: strings.Repeat("1", 20)},
		{Bank: "970436", Account: "1", Amount: -1}, {Bank: "970436", Account: "1", Purpose: "Lệ phí"},
		{Bank: "970436", Account: "1", Purpose: strings.Repeat("A", 26)},
	} {
		if text, err := bad.Payload(); err == nil {
			t.Errorf("%+v gave %q", bad, text)
		}
	}
}

func TestNamesAreFoldedForBanks(t *testing.T) {
	for text, want := range map[string]string{
		"Đỗ Thị Hường":     "DO THI HUONG",
		"UBND xã Hòa Lâm":  "UBND XA HOA LAM",
		"  lệ  phí_hộ # 2": "LE PHI HO 2",
		"":                 "",
		"Nguyễn Trần Lê Hoàng Phương Anh": "NGUYEN TRAN LE HOANG PHUO",
	} {
		if got := Fold(text, 25); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	good, _ := Transfer{Bank: "970436", Account: "001", Amount: 1, Purpose: "A"}.Payload()
	f.Add(good)
	f.Add("6304FFFF")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := Parse(text)
		if err != nil {
			return
		}
		again, err := got.Payload()
		if err != nil {
			t.Fatalf("%q was read as %+v, which cannot be written: %v", text, got, err)
		}
		if same, err := Parse(again); err != nil || same != got {
			t.Errorf("%+v comes back as %+v, %v", got, same, err)
		}
	})
}
