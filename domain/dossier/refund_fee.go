package dossier

import "cchc/domain/refusal"

// RefundFee records that the whole fee went back to the person.
type RefundFee struct{ Reason string }

func (a RefundFee) Apply(d *Dossier, _ Moment) (Happened, error) {
	if d.Finance != FeePaid {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s chưa nộp phí, lệ phí nên không có gì để hoàn.", d.Code)
	}
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	d.Finance = Refunded
	return Happened{Act: "refund_fee", Note: a.Reason}, nil
}
