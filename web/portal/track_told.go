package portal

import (
	"slices"
	"time"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/web/layout"
)

// told is what an event says to a citizen: the sentence, and whether what the officer wrote
// belongs to it (shown only with the receipt's secret). Events that are not here, as taking
// a step over, say nothing to them.
var told = map[string]struct {
	says string
	note bool
}{
	"request_supplement":      {"Chúng tôi đề nghị bổ sung giấy tờ", true},
	"request_supplement_late": {"Chúng tôi đề nghị bổ sung giấy tờ, chậm hơn ba ngày làm việc", true},
	"supply":                  {"Đã nhận đủ giấy tờ bổ sung", true},
	"send_back":               {"Làm lại một bước trước", false},
	"answer":                  {"Một cơ quan được hỏi đã trả lời", false},
	"bring_back":              {"Kết quả đã về nơi tiếp nhận", false},
	"pause_for_payment":       {"Chúng tôi đề nghị nộp tiền vào ngân sách", true},
	"resume":                  {"Đã nộp tiền, tiếp tục giải quyết", false},
	"take_fee":                {"Đã nộp phí, lệ phí", false},
	"extend":                  {"Chúng tôi xin lỗi và hẹn lại", true},
	"extend_late":             {"Chúng tôi xin lỗi và hẹn lại, chậm so với quy định", true},
	"finish":                  {"Đã có kết quả", false},
	"refuse":                  {"Hồ sơ bị từ chối giải quyết", true},
	"stop":                    {"Dừng giải quyết hồ sơ", true},
	"withdraw":                {"Hồ sơ được rút theo yêu cầu", false},
	"hand_over":               {"Đã trả kết quả", false},
	"move_deadline":           {"Ngày hẹn thay đổi theo lịch làm việc", true},
	"correct":                 {"Sửa lại một mục của hồ sơ", false},
	"erase_person":            {"Dữ liệu cá nhân đã được xóa theo yêu cầu", false},
}

// moments are the dossier's story, newest first: what is to come, what is being done, what
// was done.
func (s *story) moments() []layout.Moment {
	list := s.past()
	if s.t.IsOpen() {
		for _, w := range s.t.Open {
			now := layout.Moment{State: "now", Title: s.stepName(w.Step), Text: s.rules.Units().Name(w.Unit), When: s.T("từ"), At: w.Since}
			if s.t.Clock == dossier.Paused {
				now.Title = s.T("Đang chờ: %s", now.Title)
			}
			list = append(list, now)
		}
		list = append(list, s.coming())
	}
	slices.Reverse(list)
	return list
}

func (s *story) coming() layout.Moment {
	next := layout.Moment{State: "next", Title: s.T("Trả kết quả"), Text: s.T("Hẹn %s", s.t.Due.Vietnamese())}
	switch {
	case s.t.Clock == dossier.Paused:
		next.Text = s.T("Ngày hẹn được tính lại khi hết tạm dừng.")
	case s.t.Promised != 0:
		next.Text = s.T("Hẹn lại %s", s.t.Promised.Vietnamese())
	}
	return next
}

// past tells the events, oldest first.
func (s *story) past() (list []layout.Moment) {
	spans, err := dossier.Spans(s.t.Events)
	if err != nil {
		spans = nil // steps are told without their names
	}
	for _, e := range s.t.Events {
		if m, ok := s.tell(e, spans); ok {
			m.At = e.At
			list = append(list, m)
		}
	}
	return list
}

func (s *story) tell(e audit.Event, spans []dossier.Span) (layout.Moment, bool) {
	switch e.Act {
	case "receive":
		return layout.Moment{Title: s.T("%s tiếp nhận hồ sơ", s.rules.Units().Name(s.firstDesk())), Text: s.receiver()}, true
	case "complete_step":
		return s.completed(e.At, spans), true
	case "consult": // the note is the names of the agencies
		return layout.Moment{Title: s.T("Chúng tôi hỏi ý kiến cơ quan khác, cùng lúc"), Text: e.Note}, true
	case "transfer":
		return layout.Moment{Title: s.T("Hồ sơ chuyển sang cơ quan mới do sắp xếp đơn vị"), Text: s.movedTo(e.At)}, true
	}
	words, known := told[e.Act]
	if !known {
		return layout.Moment{}, false
	}
	m := layout.Moment{Title: s.T(words.says)}
	if words.note && s.full {
		m.Text = e.Note
	}
	if e.Act == "extend" || e.Act == "extend_late" {
		m.Title = s.T("Chúng tôi xin lỗi và hẹn lại ngày %s", s.t.Promised.Vietnamese())
	}
	if e.Act == "finish" && s.t.Outcome == dossier.Late {
		m.State = "late"
	}
	return m, true
}

// firstDesk is where the dossier was received, whoever took over since.
func (s *story) firstDesk() orgunit.ID {
	if len(s.t.Events) > 0 {
		if values, err := s.t.Events[0].Change.Values(); err == nil {
			return orgunit.ID(values["desk"].Int())
		}
	}
	return s.t.Desk
}

func (s *story) receiver() string {
	if s.t.Helped == 0 {
		return ""
	}
	return s.T("Được hướng dẫn tại %s", s.rules.Units().Name(s.t.Helped))
}

// completed names the step that ended at an instant, and whether it took too long.
func (s *story) completed(at time.Time, spans []dossier.Span) layout.Moment {
	for _, span := range spans {
		if !span.To.Equal(at) {
			continue
		}
		m := layout.Moment{Title: s.T("Xong: %s", s.stepName(span.Step)), Text: s.rules.Units().Name(span.Unit)}
		if !span.Due.IsZero() && span.To.After(span.Due) {
			m.State = "late"
			m.Title = s.T("Xong, chậm hơn dự kiến: %s", s.stepName(span.Step))
		}
		return m
	}
	return layout.Moment{Title: s.T("Xong một bước")}
}

func (s *story) movedTo(at time.Time) string {
	for _, move := range s.t.Moves {
		if move.At.Equal(at) {
			units := s.rules.Units()
			return s.T("Từ %s sang %s", unitThen(units, move.From, at), unitThen(units, move.To, at))
		}
	}
	return ""
}

// unitThen is a unit's name of the time.
func unitThen(units *orgunit.Map, id orgunit.ID, at time.Time) string {
	if u := units.Unit(id); u != nil {
		return u.NameOn(calendar.DayOf(at))
	}
	return ""
}
