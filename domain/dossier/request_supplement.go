package dossier

import (
	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// supplementWithin is the number of working days after receipt in which a supplement
// is to be asked for: NĐ 61/2018, Điều 19.4. A later request is kept and marked.
const supplementWithin = 3

// RequestSupplement asks the person for what is missing: once, and completely
// (NĐ 61/2018, Điều 19.4; at most two trips, NĐ 63/2010, Điều 20.4). The clock stands
// until it is supplied.
type RequestSupplement struct{ Missing string }

func (a RequestSupplement) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("yêu cầu bổ sung", Received, Processing); err != nil {
		return Happened{}, err
	}
	if a.Missing == "" {
		return Happened{}, refusal.Wrong("reason", "Phải ghi đủ giấy tờ cần bổ sung và lý do.")
	}
	if d.Asked > 0 {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s đã được yêu cầu bổ sung một lần, không yêu cầu thêm (NĐ 61/2018, Điều 19.4).", d.Code)
	}
	d.pause(m.At, m.Rules.Procedure(d.Procedure).OnSupplement, ForSupplement)
	d.State, d.Asked = WaitSupplement, d.Asked+1
	act := "request_supplement"
	if m.calendar(d).WorkDaysBetween(calendar.DayOf(d.Received), m.Today()) > supplementWithin {
		act = "request_supplement_late"
	}
	return Happened{Act: act, Note: a.Missing}, nil
}
