package dossier

import (
	"time"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Finish records that the result is ready: the last step is decided, the clock stops.
type Finish struct {
	Result string
	// Ready is when the result was ready, for papers entered afterwards; zero is now.
	Ready time.Time
	Past  bool // see CompleteStep
}

func (a Finish) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("kết thúc", Received, Processing); err != nil {
		return Happened{}, err
	}
	at := a.Ready
	if at.IsZero() {
		at = m.At
	}
	switch {
	case at.Before(d.Received):
		return Happened{}, refusal.Wrong("ready", "Thời điểm kết thúc trước thời điểm tiếp nhận.")
	case at.Before(d.lastTurn()):
		return Happened{}, refusal.Wrong("ready", "Thời điểm kết thúc trước khi hồ sơ tiếp tục được giải quyết lúc %s.", d.lastTurn().In(calendar.Local).Format("15:04 02/01/2006"))
	case at.After(m.At):
		return Happened{}, refusal.Wrong("ready", "Thời điểm kết thúc ở tương lai.")
	case d.Due.Day == 0:
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s không có ngày hẹn trả: dữ liệu sai, cần sửa trước khi kết thúc.", d.Code)
	}
	d.Open = cloneWork(d.Open)
	w, err := d.workOn(0)
	if err != nil {
		return Happened{}, err
	}
	if next := m.Rules.Workflow(d.Workflow).Follows(w.Step); len(next) > 0 {
		return Happened{}, refusal.TooEarlyOrLate("Chưa thể kết thúc: sau bước %d còn bước %d “%s”.", w.Step, next[0].No, next[0].Content)
	}
	if err := w.holdBy(m); err != nil {
		return Happened{}, err
	}
	if err := d.joined(w.Step, m.Rules.Units()); err != nil && !a.Past {
		return Happened{}, err
	}
	d.judge(at)
	return Happened{Act: "finish", Note: a.Result}, nil
}

// lastTurn is when the unit that has the dossier now could go on with it: after the last
// pause ended, the last move between units and the last compulsory answer. Nothing was
// ready before.
func (d *Dossier) lastTurn() time.Time {
	last := d.Received
	for _, p := range d.Pauses {
		if p.To.After(last) {
			last = p.To
		}
	}
	for _, m := range d.Moves {
		if m.At.After(last) {
			last = m.At
		}
	}
	for _, r := range d.Requests {
		if until := r.Until(); r.Compulsory && until.After(last) {
			last = until
		}
	}
	return last
}
