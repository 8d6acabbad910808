package dossier

import (
	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Extend apologises before the due day and names one new date, once only: NĐ 61/2018,
// Điều 19.9. The promise does not turn late into on time: lateness is still judged by
// the due date of the law.
type Extend struct {
	To     calendar.Day
	Reason string
}

func (a Extend) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("hẹn lại", Received, Processing); err != nil {
		return Happened{}, err
	}
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	switch {
	case d.Promised != 0:
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s đã hẹn lại một lần, đến %s. Không được hẹn lần nữa: hãy báo cáo lãnh đạo (NĐ 61/2018, Điều 19.9).", d.Code, d.Promised.Vietnamese())
	case a.To <= d.Due.Day:
		return Happened{}, refusal.Wrong("to", "Ngày hẹn lại phải sau ngày hẹn %s.", d.Due.Day.Vietnamese())
	case a.To <= m.Today():
		return Happened{}, refusal.Wrong("to", "Ngày hẹn lại phải sau hôm nay.")
	case !m.calendar(d).IsWorking(a.To):
		return Happened{}, refusal.Wrong("to", "Ngày hẹn lại %s là ngày nghỉ.", a.To.Vietnamese())
	}
	d.Promised = a.To
	act := "extend"
	if m.Today() >= d.Due.Day { // the law wants the apology at least one day before
		act = "extend_late"
	}
	return Happened{Act: act, Note: a.Reason}, nil
}
