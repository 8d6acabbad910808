package calendar

import "time"

// trace collects the steps of an explanation. A nil trace collects nothing and
// costs nothing, so that one count serves both Due and DueOnly.
type trace struct{ steps []Step }

func (t *trace) add(kind StepKind, days []Day, law, format string, args ...any) {
	t.steps = append(t.steps, Step{kind, days, law, format, args})
}

func (t *trace) received(at time.Time) {
	if t == nil {
		return
	}
	t.add(StepReceived, []Day{DayOf(at)}, "", "Tiếp nhận lúc %s.", instantText(at))
}

func (t *trace) firstDay(day Day) {
	if t == nil {
		return
	}
	t.add(StepReceived, []Day{day}, lawFirstDay, "Ngày đầu tiên %s không tính; đếm từ ngày %s.",
		day.Vietnamese(), (day + 1).Vietnamese())
}

func (t *trace) counted(n int, unit LimitUnit, end Day) {
	switch {
	case t == nil:
	case unit == WorkDays:
		t.add(StepCounted, []Day{end}, "", "Đếm đủ %d ngày làm việc: ngày cuối là %s.", n, end.Vietnamese())
	default:
		t.add(StepCounted, []Day{end}, "", "Đếm đủ %d ngày, kể cả ngày nghỉ: ngày cuối là %s.", n, end.Vietnamese())
	}
}

func (t *trace) months(n int, start, end Day) {
	if t == nil {
		return
	}
	_, _, from := start.Date()
	if _, _, to := end.Date(); to != from {
		t.add(StepCounted, []Day{end}, lawMonths, "Đếm %d tháng: tháng cuối không có ngày %d nên ngày cuối là %s.", n, from, end.Vietnamese())
		return
	}
	t.add(StepCounted, []Day{end}, lawMonths, "Đếm %d tháng đến ngày tương ứng: ngày cuối là %s.", n, end.Vietnamese())
}

func (t *trace) opening(from, start time.Time) {
	if t == nil || start.Equal(from) {
		return
	}
	t.add(StepReceived, []Day{DayOf(start)}, "", "%s ngoài giờ làm việc: đếm giờ từ %s.", instantText(from), instantText(start))
}

func (t *trace) hours(seconds int, end time.Time) {
	if t == nil {
		return
	}
	hours, minutes := seconds/3600, seconds%3600/60
	if minutes == 0 {
		t.add(StepCounted, []Day{DayOf(end)}, "", "Đếm đủ %d giờ làm việc: đến %s.", hours, instantText(end))
		return
	}
	t.add(StepCounted, []Day{DayOf(end)}, "", "Đếm đủ %d giờ %d phút làm việc: đến %s.", hours, minutes, instantText(end))
}

func (t *trace) roll(end, day Day) {
	if t == nil {
		return
	}
	t.add(StepMoved, []Day{end, day}, lawMoved, "Ngày cuối %s là ngày nghỉ: hạn chuyển sang ngày làm việc tiếp theo, %s.",
		end.Vietnamese(), day.Vietnamese())
}

func (t *trace) sameDay(at time.Time) {
	if t == nil {
		return
	}
	t.add(StepCounted, []Day{DayOf(at)}, lawSameDay, "Thủ tục trả kết quả trong ngày, nhận không sau 15:00: trả trong ngày %s.",
		DayOf(at).Vietnamese())
}

func (t *trace) sameDayAfter(at time.Time, next Day) {
	if t == nil {
		return
	}
	t.add(StepCounted, []Day{next}, lawSameDay, "Thủ tục trả kết quả trong ngày, nhận sau 15:00 (%s): trả trong ngày làm việc tiếp theo, %s.",
		instantText(at), next.Vietnamese())
}

func (t *trace) sameDayOff(day, next Day) {
	if t == nil {
		return
	}
	t.add(StepCounted, []Day{next}, lawSameDay, "Thủ tục trả kết quả trong ngày, nhận vào ngày nghỉ %s: trả trong ngày làm việc tiếp theo, %s.",
		day.Vietnamese(), next.Vietnamese())
}

// unknownYears warns of years on the way whose holidays have not all been entered.
func (t *trace) unknownYears(c *Calendar, from, to Day) {
	if t == nil {
		return
	}
	for year := yearOf(from); year <= yearOf(to); year++ {
		if !c.Knows(year) {
			t.add(StepWarning, nil, "", "Lịch nghỉ lễ năm %d chưa có đủ: mới trừ thứ Bảy, Chủ nhật và những ngày đã nhập; hạn sẽ tính lại khi có lịch.", year)
		}
	}
}

func (t *trace) due(due Due) {
	switch {
	case t == nil:
	case due.At.IsZero():
		t.add(StepDue, []Day{due.Day}, lawLastDay, "Hạn trả kết quả: hết ngày %s.", due.Vietnamese())
	default:
		t.add(StepDue, []Day{due.Day}, "", "Hạn trả kết quả: %s.", due.Vietnamese())
	}
}
