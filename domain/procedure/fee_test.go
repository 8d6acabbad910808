package procedure

import (
	"encoding/json"
	"math/big"
	"testing"
)

func TestAnOfferOfBeforeFeesHadLinesIsStillRead(t *testing.T) {
	var o Offer
	if err := json.Unmarshal([]byte(`{"channel":"direct","limit":"5 workdays","fee":8000}`), &o); err != nil {
		t.Fatal(err)
	}
	if lines := o.FeeLines(); len(lines) != 1 || lines[0].Amount != 8000 {
		t.Errorf("lines %v", lines)
	}
	if text, err := json.Marshal(o); err != nil || string(text) != `{"channel":"direct","limit":"5 workdays","fee":8000}` {
		t.Errorf("written anew it is %s, %v", text, err)
	}
}

func TestFeesThatDoNotAddUpAreRefused(t *testing.T) {
	line := FeeLine{Kind: StateCharge, Name: "Lệ phí", Amount: 8000}
	ground := Ground{Code: "n", Name: "Hộ nghèo", Basis: "NQ 12", Off: "1/2"}
	for _, c := range []struct {
		offer Offer
		good  bool
	}{
		{Offer{Fee: 8000}, true},
		{Offer{Fee: 8000, Lines: []FeeLine{line}, Grounds: []Ground{ground}}, true},
		{Offer{Fee: 9000, Lines: []FeeLine{line}}, false},
		{Offer{Fee: 8000, Lines: []FeeLine{{Name: "Lệ phí", Amount: 8000}}}, false},
		{Offer{Grounds: []Ground{{Code: "n", Name: "Hộ nghèo", Off: "1/2"}}}, false},
		{Offer{Grounds: []Ground{{Code: "n", Name: "Hộ nghèo", Basis: "x", Off: "3/2"}}}, false},
		{Offer{Grounds: []Ground{{Code: "n", Name: "Hộ nghèo", Basis: "x", Off: "nửa"}}}, false},
	} {
		if err := c.offer.CheckFees(); (err == nil) != c.good {
			t.Errorf("%+v: %v", c.offer, err)
		}
	}
}

func TestHalfADongGoesUp(t *testing.T) {
	for _, c := range []struct {
		amount, num, den, want int64
	}{{50_001, 1, 2, 25_001}, {10, 1, 3, 7}, {10, 1, 1, 0}, {1, 2, 3, 0}, {1, 1, 2, 1}} {
		if got := Owed(c.amount, big.NewRat(c.num, c.den)); got != c.want {
			t.Errorf("%d less %d/%d = %d, want %d", c.amount, c.num, c.den, got, c.want)
		}
	}
}

func TestAFormThatShowsNoLinesKeepsThem(t *testing.T) {
	draft := Version{Status: Draft, Offers: []Offer{{Channel: Direct, Fee: 5, Lines: []FeeLine{{StateCharge, "Lệ phí", 5}}, Grounds: []Ground{{Code: "n"}}}}}
	if err := draft.Edit(Version{Offers: []Offer{{Channel: Direct, Fee: 5}}}, 1); err != nil || len(draft.Offers[0].Lines) != 1 || len(draft.Offers[0].Grounds) != 1 {
		t.Errorf("kept %+v, %v", draft.Offers, err)
	}
	if err := draft.Edit(Version{Offers: []Offer{{Channel: Direct, Fee: 6}}}, 1); err != nil || len(draft.Offers[0].Lines) != 0 {
		t.Errorf("lines of another fee kept: %+v, %v", draft.Offers, err)
	}
}
