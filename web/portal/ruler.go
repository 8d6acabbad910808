package portal

import (
	"fmt"
	"html/template"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/svg"
)

const (
	wideRuler   = 716
	narrowRuler = 326
)

// ruler is the time used against the limit: in words, and day by day where the limit is in
// days, drawn for both widths.
func (s *story) ruler() (heading, note string, wide, narrow template.HTML) {
	count, ok := s.t.CountDays(s.calendar(), s.now)
	if !ok {
		return s.T("Thời hạn: %s", limitWords(s.Visit, s.t.Limit)), "", "", ""
	}
	unit := s.T("ngày")
	if count.Working {
		unit = s.T("ngày làm việc")
		note = s.T("Không tính thứ Bảy, Chủ nhật và ngày nghỉ lễ.")
	}
	heading = s.T("Đã dùng %d %s, hạn là %d", count.Used, unit, count.Allowed)
	if count.Late() == 0 && s.t.IsOpen() {
		heading = s.T("Đã dùng %d trong %d %s, còn %d", count.Used, count.Allowed, unit, count.Left())
	}
	if s.t.Clock == dossier.Paused {
		note = s.T("Đồng hồ đang dừng; ngày hẹn được tính lại khi hết tạm dừng.")
	}
	strip := svg.Strip{Named: svg.Named{Title: heading, Desc: s.rulerWords()}, Cells: s.cells(count), Marks: s.marks(count)}
	strip.ID, strip.Width = "ruler", wideRuler
	wide = strip.Draw()
	strip.ID, strip.Width = "ruler-narrow", narrowRuler
	return heading, note, wide, strip.Draw()
}

func (s *story) rulerWords() string {
	text := s.T("Hẹn trả %s.", s.t.Due.Vietnamese())
	if s.t.Promised != 0 {
		text += " " + s.T("Hẹn lại %s.", s.t.Promised.Vietnamese())
	}
	return text
}

// cells are the days: used, used beyond the limit, to come. The first day of a month after
// another carries the month.
func (s *story) cells(count dossier.DayCount) []svg.StripCell {
	cells := make([]svg.StripCell, len(count.Days))
	for i, day := range count.Days {
		_, month, date := day.Date()
		cells[i].Label = fmt.Sprint(date)
		if i > 0 {
			if _, before, _ := count.Days[i-1].Date(); before != month {
				cells[i].Label = fmt.Sprintf("%d/%d", date, month)
			}
		}
		switch {
		case i >= count.Used:
			cells[i].Empty = true
		case i >= count.Allowed:
			cells[i].Tone = svg.Worst
		}
	}
	return cells
}

func (s *story) marks(count dossier.DayCount) []svg.StripMark {
	marks := []svg.StripMark{{After: count.Allowed, Text: s.T("Hẹn %s", dayMonth(s.t.Due.Day))}}
	if s.t.IsOpen() && s.t.Clock == dossier.Running {
		today := svg.StripMark{After: count.Used, Text: s.T("Hôm nay")}
		if late := count.Late(); late > 0 {
			today.Text, today.Worst = s.T("Hôm nay, quá %d ngày", late), true
		}
		marks = append(marks, today)
	}
	if s.t.Promised > s.t.Due.Day {
		at, _ := slices.BinarySearch(count.Days, s.t.Promised+1)
		marks = append(marks, svg.StripMark{After: at, Text: s.T("Hẹn lại %s", dayMonth(s.t.Promised)), Dashed: true})
	}
	return marks
}

func dayMonth(d calendar.Day) string {
	_, month, day := d.Date()
	return fmt.Sprintf("%02d/%02d", day, int(month))
}
