package calendar

// skipped tells which days from a to b are off and why, weekends in one step and
// each holiday in one, and which weekend days were worked and so counted.
func (t *trace) skipped(c *Calendar, a, b Day) {
	if t == nil {
		return
	}
	var weekends []Day
	var holidays [][]Day
	var names []Mark
	for d := a; d <= b; d++ {
		mark, marked := c.MarkOn(d)
		marked = marked && mark.Effect != Pending
		switch {
		case marked && mark.Effect == Work && !isWeekday(d):
			t.makeUp(mark)
		case marked && mark.Effect == Off:
			if n := len(names); n == 0 || !sameHoliday(names[n-1], mark) {
				names, holidays = append(names, mark), append(holidays, nil)
			}
			holidays[len(holidays)-1] = append(holidays[len(holidays)-1], d)
		case !isWeekday(d):
			weekends = append(weekends, d)
		}
	}
	if len(weekends) > 0 {
		t.add(StepSkipped, weekends, "", "Không tính %d ngày nghỉ cuối tuần: %s.", len(weekends), dayList(weekends))
	}
	for i, mark := range names {
		t.holiday(mark, holidays[i])
	}
}

// sameHoliday: days of one holiday are told together, if near each other.
func sameHoliday(a, b Mark) bool {
	return a.Name == b.Name && a.Reason == b.Reason && b.Day-a.Day < 15
}

func (t *trace) holiday(mark Mark, days []Day) {
	if mark.Reason == "" {
		t.add(StepSkipped, days, "", "Không tính %d ngày nghỉ %s: %s.", len(days), mark.Name, dayList(days))
		return
	}
	t.add(StepSkipped, days, "", "Không tính %d ngày nghỉ %s (%s): %s.", len(days), mark.Name, mark.Reason, dayList(days))
}

func (t *trace) makeUp(mark Mark) {
	t.add(StepMakeUp, []Day{mark.Day}, "", "Ngày cuối tuần %s là ngày làm việc (%s): có tính.", mark.Day.Vietnamese(), mark.Name)
}
