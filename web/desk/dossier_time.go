package desk

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/web/layout"
)

func unitID(id int64) orgunit.ID { return orgunit.ID(id) }

// spanRow is what one unit used on one step, in working minutes without lawful pauses.
type spanRow struct {
	Step, Unit    string
	Used, Allowed string
	Tag           layout.Tag
	span          dossier.Span
	late          int  // minutes
	request       bool // to another agency: its clock never stands
}

// spanRows measures the spans by the calendar of their units, and the requests beside them.
func (s *scene) spanRows(spans []dossier.Span) []spanRow {
	var rows []spanRow
	for _, span := range spans {
		row := spanRow{Step: s.stepTitle(span.Step), Unit: s.Units.Name(span.Unit), span: span}
		used := s.minutes(span)
		row.Used = s.duration(used)
		if step := s.stepMinutes(span.Step); step > 0 {
			row.Allowed = s.duration(step)
			row.judge(used - step)
		}
		rows = append(rows, row)
	}
	for i := range s.file.Requests {
		rows = append(rows, s.requestSpan(&s.file.Requests[i]))
	}
	return rows
}

// requestSpan is the time of an agency that was asked, which has a clock of its own.
func (s *scene) requestSpan(r *dossier.Request) spanRow {
	row := spanRow{Step: s.T("Yêu cầu %d", r.No), Unit: s.Units.Name(r.Unit), request: true,
		span: dossier.Span{Step: r.Step, Unit: r.Unit, From: r.Sent, To: r.Until()}}
	cal, end := s.rules.Calendar(r.Unit), s.end(row.span)
	row.Used, row.Allowed = s.duration(cal.WorkMinutes(r.Sent, end)), s.duration(cal.WorkMinutes(r.Sent, r.DueAt().Last()))
	row.judge(cal.WorkMinutes(r.DueAt().Last(), end))
	return row
}

// judge says how a row stands to its time, late by so many minutes.
func (r *spanRow) judge(late int) {
	if r.late = max(0, late); r.late > 0 {
		r.Tag = lateBy(r.late)
	} else if !r.span.To.IsZero() {
		r.Tag = layout.InTime()
	}
}

func lateBy(minutes int) layout.Tag {
	if minutes >= workday {
		return layout.LateBy(minutes / workday)
	}
	return layout.LateByHours(max(1, minutes/60))
}

func (s *scene) stepMinutes(no int) int {
	if flow := s.flow(); flow != nil {
		if step := flow.Step(no); step != nil {
			return step.Minutes
		}
	}
	return 0
}

// minutes of work that a span took, less the time in which the step could not go on.
func (s *scene) minutes(span dossier.Span) int {
	cal, end := s.rules.Calendar(span.Unit), s.end(span)
	used := cal.WorkMinutes(span.From, end)
	for _, stood := range s.stood(span) {
		used -= cal.WorkMinutes(stood.From, stood.To)
	}
	return max(0, used)
}

// stood are the stretches within a span in which its step could not go on.
func (s *scene) stood(span dossier.Span) (list []dossier.Stretch) {
	end := s.end(span)
	for _, one := range s.file.Stood(span.Step, s.At) {
		if one.From.Before(span.From) {
			one.From = span.From
		}
		if one.To.After(end) {
			one.To = end
		}
		if one.To.After(one.From) {
			list = append(list, one)
		}
	}
	return list
}

func (s *scene) end(span dossier.Span) time.Time {
	if span.To.IsZero() {
		return s.At
	}
	return span.To
}

// duration is working minutes in the words of an office: quarters of a day, or hours.
func (s *scene) duration(minutes int) string {
	if minutes < workday/4 {
		return s.T("%d giờ %d phút", minutes/60, minutes%60)
	}
	quarters := (minutes + workday/8) / (workday / 4)
	text := fmt.Sprint(quarters / 4)
	if rest := quarters % 4; rest > 0 {
		text += [...]string{"", ",25", ",5", ",75"}[rest]
	}
	return s.T("%s ngày", text)
}

// The drawing: a row for each span, time from left to right in working minutes.
const (
	ganttLeft, ganttRight = 250, 790
	ganttRow              = 24
	ganttTop              = 26
)

// gantt draws who had the dossier when, the due date as a wall.
func (s *scene) gantt(rows []spanRow) (drawing template.HTML, finding string) {
	d := s.file
	if len(rows) == 0 || d.Due.IsZero() {
		return "", ""
	}
	cal := s.rules.Calendar(d.Unit)
	last := d.Due.Last()
	for _, r := range rows {
		if end := s.end(r.span); end.After(last) {
			last = end
		}
	}
	whole := max(1, cal.WorkMinutes(d.Received, last))
	x := func(t time.Time) int {
		return ganttLeft + (ganttRight-ganttLeft)*min(cal.WorkMinutes(d.Received, t), whole)/whole
	}
	var b strings.Builder
	height := ganttTop + ganttRow*len(rows) + 22
	fmt.Fprintf(&b, `<svg class="w100 minw" viewBox="0 0 800 %d" role="img" aria-label="%s">`, height, template.HTMLEscapeString(s.T("Thời gian từng đơn vị giữ hồ sơ")))
	s.ganttDays(&b, x, last, height-20)
	for i, r := range rows {
		y := ganttTop + i*ganttRow
		s.ganttSpan(&b, r, y, x)
	}
	due := x(d.Due.Last())
	fmt.Fprintf(&b, `<path class="wall" d="M%d 20v%d"/><text class="r b" x="%d" y="%d">%s</text></svg>`, due, height-40, due, height-5,
		template.HTMLEscapeString(s.T("hẹn %s", d.Due.Day.Vietnamese())))
	return template.HTML(b.String()), s.finding(rows)
}

// ganttSpan is one row: who, and a bar, red when the step took longer than it may.
func (s *scene) ganttSpan(b *strings.Builder, r spanRow, y int, x func(time.Time) int) {
	from, to := x(r.span.From), x(s.end(r.span))
	class := "f-acc"
	if r.late > 0 {
		class = "f-over"
	}
	name := []rune(r.Unit)
	if len(name) > 36 {
		name = append(name[:35], '…')
	}
	fmt.Fprintf(b, `<text x="0" y="%d">%s<title>%s</title></text><path class="%s" d="M%d %dh%dv14h-%dz"/>`,
		y+11, template.HTMLEscapeString(string(name)), template.HTMLEscapeString(r.Unit+", "+r.Step), class, from, y, max(2, to-from), max(2, to-from))
	if r.request {
		return
	}
	for _, one := range s.stood(r.span) {
		left, right := max(from, x(one.From)), min(to, x(one.To))
		if left < right {
			fmt.Fprintf(b, `<path class="f-pause" d="M%d %dh%dv14h-%dz"/>`, left, y, right-left, right-left)
		}
	}
}

// ganttDays marks working days, as many as there is room for.
func (s *scene) ganttDays(b *strings.Builder, x func(time.Time) int, last time.Time, height int) {
	cal := s.rules.Calendar(s.file.Unit)
	first, end := calendar.DayOf(s.file.Received), calendar.DayOf(last)
	every := max(1, (cal.WorkDaysBetween(first, end)+11)/12)
	for n, day := 0, cal.NextWorking(first+1); day <= end; n, day = n+1, cal.NextWorking(day+1) {
		if n%every != 0 {
			continue
		}
		_, month, date := day.Date()
		fmt.Fprintf(b, `<path class="gl" d="M%d 20v%d"/><text class="mid t10 q" x="%d" y="14">%02d/%02d</text>`, x(day.Start()), height-20, x(day.Start()), date, int(month))
	}
}

// finding says who held the dossier longest beyond their time.
func (s *scene) finding(rows []spanRow) string {
	var worst spanRow
	for _, r := range rows {
		if r.late > worst.late {
			worst = r
		}
	}
	if worst.late <= 0 {
		return s.T("Mỗi đơn vị đã làm trong thời gian của mình")
	}
	if worst.request {
		return s.T("%s quá hạn trả lời %s", worst.Unit, s.duration(worst.late))
	}
	return s.T("%s giữ hồ sơ quá thời gian của bước %s", worst.Unit, s.duration(worst.late))
}
