package dossier

import (
	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// HandOver gives the result, or the papers back, to the person. A late result is
// handed over all the same.
type HandOver struct {
	To  string // who took it, where it was not the applicant
	How ResultBy
}

func (a HandOver) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("trả kết quả", Approved, Refused, Stopped, Withdrawn); err != nil {
		return Happened{}, err
	}
	if d.Delivery == HandedOver {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s đã trả ngày %s.", d.Code, calendar.DayOf(d.Handed).Vietnamese())
	}
	if d.Finance == FeeDue && d.State == Approved {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s còn phí, lệ phí chưa nộp: thu trước khi trả kết quả.", d.Code)
	}
	if err := a.How.check(); err != nil {
		return Happened{}, err
	}
	if a.How != "" {
		d.ResultBy = a.How
	}
	d.Delivery, d.Handed = HandedOver, m.At
	if d.State == Approved {
		d.State = Issued
	}
	return Happened{Act: "hand_over", Note: a.To}, nil
}
