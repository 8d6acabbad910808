package calendar

import (
	"slices"

	"cchc/domain/refusal"
)

// WithMark is the calendar's marks with one more, in place of what its day had.
func (c *Calendar) WithMark(m Mark) ([]Mark, error) {
	if m.Name == "" {
		return nil, refusal.Wrong("name", "Chưa có tên của ngày.")
	}
	if m.Effect == Work && isWeekday(m.Day) {
		return nil, refusal.Wrong("day", "Ngày %s là ngày trong tuần: chỉ thứ Bảy, Chủ nhật mới làm bù.", m.Day.Vietnamese())
	}
	if m.Effect == Off && !isWeekday(m.Day) {
		return nil, refusal.Wrong("day", "Ngày %s là %s, vốn đã nghỉ.", m.Day.Vietnamese(), weekdays[m.Day.Weekday()])
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return append(without(c.marks, m.Day), m), nil
}

// WithoutMark is the calendar's marks without the one of a day.
func (c *Calendar) WithoutMark(day Day) ([]Mark, error) {
	if _, marked := c.MarkOn(day); !marked {
		return nil, refusal.Wrong("day", "Ngày %s không có trong lịch.", day.Vietnamese())
	}
	return without(c.marks, day), nil
}

func without(marks []Mark, day Day) []Mark {
	return slices.DeleteFunc(slices.Clone(marks), func(m Mark) bool { return m.Day == day })
}

// WithHours is the calendar's opening hours with those of one owner and season replaced;
// no sessions take them away, and what is more general holds again.
func (c *Calendar) WithHours(h Hours) []Hours {
	list := slices.DeleteFunc(c.Hours(), func(old Hours) bool { return old.Unit == h.Unit && old.From == h.From && old.To == h.To })
	if len(h.Sessions) > 0 {
		list = append(list, h)
	}
	return list
}

// SessionsOn are the hours of a day, none when it is off.
func (c *Calendar) SessionsOn(d Day) []Session {
	if !c.IsWorking(d) {
		return nil
	}
	return slices.Clone(c.shiftOn(d).sessions)
}

// Missing are the proposals for a year that the calendar has nothing for yet.
func (c *Calendar) Missing(year int) []Mark {
	return slices.DeleteFunc(Propose(year), func(m Mark) bool {
		_, marked := c.MarkOn(m.Day)
		return marked
	})
}
