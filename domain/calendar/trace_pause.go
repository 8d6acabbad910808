package calendar

// tooLate tells of a pause that came when the limit was over.
func (t *trace) tooLate(p Pause, due Due) {
	if t == nil {
		return
	}
	t.add(StepPause, []Day{DayOf(p.From)}, "", "Dừng từ %s không kéo dài hạn: hạn %s đã qua trước đó.",
		instantText(p.From), due.Vietnamese())
}

func (t *trace) open(p Pause) {
	if t == nil {
		return
	}
	law, format := "", "Đang dừng từ %s: chưa xác định được hạn cho đến khi hết dừng; khi đó tính tiếp."
	if p.Rule == Restart {
		law, format = lawRestart, "Đang dừng từ %s: chưa xác định được hạn cho đến khi hết dừng; khi đó thời hạn tính lại từ đầu."
	}
	t.add(StepPause, []Day{DayOf(p.From)}, law, format, instantText(p.From))
}

func (t *trace) restart(p Pause, l Limit) {
	if t == nil {
		return
	}
	t.add(StepPause, []Day{DayOf(p.From), DayOf(p.To)}, lawRestart, "Dừng từ %s đến %s: thời hạn (%s) tính lại từ đầu.",
		instantText(p.From), instantText(p.To), l.Vietnamese())
}

// resume tells how much is left: days, or seconds for WorkHours, -1 for a same-day
// procedure, which has nothing to count.
func (t *trace) resume(p Pause, left int, unit LimitUnit) {
	if t == nil {
		return
	}
	days := []Day{DayOf(p.From), DayOf(p.To)}
	from, to := instantText(p.From), instantText(p.To)
	switch {
	case left < 0:
		t.add(StepPause, days, "", "Dừng từ %s đến %s: tính tiếp.", from, to)
	case unit == WorkHours:
		t.add(StepPause, days, "", "Dừng từ %s đến %s: tính tiếp, còn %d giờ %d phút làm việc.", from, to, left/3600, left%3600/60)
	case unit == WorkDays:
		t.add(StepPause, days, "", "Dừng từ %s đến %s: tính tiếp, còn %d ngày làm việc.", from, to, left)
	default:
		t.add(StepPause, days, "", "Dừng từ %s đến %s: tính tiếp, còn %d ngày.", from, to, left)
	}
}
