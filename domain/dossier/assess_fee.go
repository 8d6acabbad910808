package dossier

import (
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// AssessFee fixes what is owed on grounds of exemption or reduction: Luật Phí và lệ phí
// 2015, Điều 10. Nothing left to pay is an exemption.
type AssessFee struct {
	Amount int64 // đồng, less than what is owed
	Basis  string
}

func (a AssessFee) Apply(d *Dossier, m Moment) (Happened, error) {
	if d.Finance != FeeDue {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s không còn phí, lệ phí phải thu.", d.Code)
	}
	if err := needReason(a.Basis); err != nil {
		return Happened{}, err
	}
	if a.Amount < 0 || a.Amount >= d.Fee {
		return Happened{}, refusal.Wrong("amount", "Mức thu sau khi giảm phải nhỏ hơn %s.", vntext.Money(d.Fee))
	}
	if d.Fee = a.Amount; a.Amount == 0 {
		if d.State == WaitPayment {
			d.resume(m)
		}
		d.Finance = Exempt
	}
	return Happened{Act: "assess_fee", Note: a.Basis}, nil
}
