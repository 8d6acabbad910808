package calendar

import (
	"fmt"
	"slices"
	"time"
)

// lawHolidays is the source written into every proposed mark.
const lawHolidays = "Điều 111 khoản 3 và Điều 112 Bộ luật Lao động 2019 (đề xuất tự tính, chưa có thông báo chính thức)"

// holiday is a day of rest by law, before it is looked at on which weekday it falls.
type holiday struct {
	day  Day
	name string
}

// Propose computes the holidays of a year by the Labour Code 2019: eleven days of
// Điều 112, and for each that falls on a weekend the next working day instead
// (Điều 111.3). Which days around Tết and 2/9 are taken, and which days are swapped
// with a Saturday, is for the Prime Minister to announce: so these marks are a
// proposal for a person to confirm, and no calendar uses them by itself.
func Propose(year int) []Mark {
	list := slices.Concat([]holiday{{On(year, time.January, 1), "Tết Dương lịch"}}, tet(year), []holiday{
		{FromLunar(year, 3, 10), "Giỗ Tổ Hùng Vương"},
		{On(year, time.April, 30), "Ngày Chiến thắng"},
		{On(year, time.May, 1), "Quốc tế lao động"},
	}, nationalDay(year))
	slices.SortStableFunc(list, func(a, b holiday) int { return int(a.day - b.day) })

	var marks []Mark
	taken := map[Day]bool{}
	for _, h := range list {
		taken[h.day] = true
	}
	for _, h := range list {
		if isWeekday(h.day) {
			marks = append(marks, Mark{h.day, Off, h.name, "ngày lễ", lawHolidays})
			continue
		}
		instead := h.day
		for taken[instead] || !isWeekday(instead) {
			instead++
		}
		taken[instead] = true
		marks = append(marks, Mark{instead, Off, h.name, insteadOf(h.day), lawHolidays})
	}
	slices.SortFunc(marks, func(a, b Mark) int { return int(a.Day - b.Day) })
	return slices.CompactFunc(marks, func(a, b Mark) bool { return a.Day == b.Day })
}

func insteadOf(d Day) string {
	_, month, day := d.Date()
	return fmt.Sprintf("nghỉ bù %02d/%d (%s)", day, month, weekdays[d.Weekday()])
}

// tet is the last two days of the old lunar year and the first three of the new one.
// All announcements of 2021–2026 agree with that.
func tet(year int) []holiday {
	first := FromLunar(year, 1, 1)
	var list []holiday
	for d := first - 2; d < first+3; d++ {
		list = append(list, holiday{d, "Tết Nguyên đán"})
	}
	return list
}

// nationalDay is 2/9 with a day beside it: the one before, unless that is a weekend
// or the one after is a Friday and so joins the weekend. All announcements of
// 2021–2026 agree with that.
func nationalDay(year int) []holiday {
	day := On(year, time.September, 2)
	beside := day - 1
	if !isWeekday(beside) || (day+1).Weekday() == time.Friday {
		beside = day + 1
	}
	return []holiday{{day, "Quốc khánh"}, {beside, "Quốc khánh"}}
}
