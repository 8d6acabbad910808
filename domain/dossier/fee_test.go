package dossier

import (
	"testing"

	"cchc/domain/refusal"
)

func TestAFeeIsReducedExemptedPaidAndGivenBack(t *testing.T) {
	d := Dossier{Code: "H99-260305-0001", Finance: FeeDue, Fee: 100, State: Processing}
	for _, c := range []struct {
		act     Act
		finance Finance
		fee     int64
	}{
		{AssessFee{Amount: 50, Basis: "hộ nghèo"}, FeeDue, 50},
		{TakeFee{Receipt: "1"}, FeePaid, 50},
		{RefundFee{Reason: "thu nhầm"}, Refunded, 50},
	} {
		if _, err := c.act.Apply(&d, Moment{}); err != nil || d.Finance != c.finance || d.Fee != c.fee {
			t.Errorf("%#v: %s %d, %v", c.act, d.Finance, d.Fee, err)
		}
	}
	if _, err := (RefundFee{Reason: "lần hai"}).Apply(&d, Moment{}); refusal.KindOf(err) != refusal.NotNow {
		t.Errorf("given back twice: %v", err)
	}
}

func TestAFeeIsOnlyReducedForAReason(t *testing.T) {
	for _, act := range []AssessFee{{Amount: 50}, {Amount: 100, Basis: "x"}, {Amount: -1, Basis: "x"}} {
		d := Dossier{Finance: FeeDue, Fee: 100}
		if _, err := act.Apply(&d, Moment{}); refusal.KindOf(err) != refusal.Invalid || d.Fee != 100 {
			t.Errorf("%+v: %v", act, err)
		}
	}
	d := Dossier{Finance: FeeDue, Fee: 100}
	if _, err := (AssessFee{Basis: "trẻ em"}).Apply(&d, Moment{}); err != nil || d.Finance != Exempt {
		t.Errorf("all of it: %s, %v", d.Finance, err)
	}
}
