package procedure

import (
	"reflect"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

func TestFeesAndGroundsAreReadAsTheyAreWritten(t *testing.T) {
	offer := Offer{
		Fee:   125_000,
		Lines: []FeeLine{{StateCharge, "Cấp giấy phép: nhà ở", 75_000}, {ServiceFee, "Thẩm định", 50_000}},
		Grounds: []Ground{
			{Code: "ho-ngheo", Name: "Hộ nghèo", Basis: "NQ 12/2021/NQ-HĐND, Điều 3", Off: "50/100"},
			{Code: "tre-em", Name: "Trẻ em", Basis: "NQ 12", Off: "1", From: calendar.MustDay("2026-01-01"), Until: calendar.MustDay("2027-01-01"), Only: []string{"Thẩm định"}},
			{Code: "nguoi-cao-tuoi", Name: "Người cao tuổi", Basis: "NQ 12", Off: "1/3", Until: calendar.MustDay("2027-01-01")},
		},
	}
	if lines, err := ParseFees(offer.FeesText()); err != nil || !reflect.DeepEqual(lines, offer.Lines) {
		t.Errorf("%q: %v, %v", offer.FeesText(), lines, err)
	}
	if grounds, err := ParseGrounds(offer.GroundsText()); err != nil || !reflect.DeepEqual(grounds, offer.Grounds) {
		t.Errorf("%q: %+v, %v", offer.GroundsText(), grounds, err)
	}
}

func TestWhatIsNoFeeAndNoGroundIsRefused(t *testing.T) {
	for _, text := range []string{"75.000", "Lệ phí: 75.000", "Thuế: A: 1", "Phí: A: nhiều", "Phí: : 5"} {
		if _, err := ParseFees(text); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"Hộ nghèo", "Hộ nghèo | NQ 12", "Hộ nghèo | NQ 12 | 150 %", "Hộ nghèo || 50 %", "A | B | 1/2 | 2026", "A | B | 1/2 | 31/12/2026 – 01/01/2026", "A | B | 1/2\na | C | 1/3"} {
		if _, err := ParseGrounds(text); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestAGroundHoldsOnlyOnItsDays(t *testing.T) {
	offer := Offer{Fee: 100, Grounds: []Ground{{Code: "a", Name: "A", Basis: "B", Off: "1/2", From: 10, Until: 20}}}
	for day, good := range map[calendar.Day]bool{9: false, 10: true, 19: true, 20: false} {
		due, err := offer.Owed(day, "a")
		if (err == nil) != good || good && due[0].Owed != 50 || (len(offer.Living(day)) == 1) != good {
			t.Errorf("on day %d: %v, %v", day, due, err)
		}
	}
}

func TestADraftSaysWhatItsFeeIsMadeOf(t *testing.T) {
	v := Version{Code: "1.000001", Status: Draft, Offers: []Offer{{Channel: Direct, Fee: 10, Lines: []FeeLine{{StateCharge, "A", 10}}, Grounds: []Ground{{Code: "old", Name: "A", Basis: "B", Off: "1"}}}}}
	edited := v
	if err := edited.Edit(Version{Offers: []Offer{{Channel: Direct, Fee: 10, Lines: []FeeLine{}, Grounds: []Ground{{Code: "a", Name: "A", Basis: "C", Off: "1/2"}}}}}, 1); err != nil {
		t.Fatal(err)
	}
	if o := edited.Offers[0]; len(o.Lines) != 0 || o.Grounds[0].Code != "old" || o.Grounds[0].Basis != "C" {
		t.Errorf("edited: %+v", o)
	}
	said := map[string]bool{}
	for _, d := range Differences(&v, &edited) {
		said[d.What] = true
	}
	if !said["Các khoản thu, kênh %s"] || !said["Căn cứ miễn, giảm, kênh %s"] {
		t.Errorf("the comparison says %v", said)
	}
}
