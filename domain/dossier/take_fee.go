package dossier

import "cchc/domain/refusal"

// TakeFee records that the fee was paid at the counter.
type TakeFee struct{ Receipt string }

func (a TakeFee) Apply(d *Dossier, _ Moment) (Happened, error) {
	if d.Finance != FeeDue {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s không còn phí, lệ phí phải thu.", d.Code)
	}
	if d.State == WaitPayment {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s đang chờ nghĩa vụ tài chính: hãy dùng “Tiếp tục”.", d.Code)
	}
	d.Finance = FeePaid
	return Happened{Act: "take_fee", Note: a.Receipt}, nil
}
