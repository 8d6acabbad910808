package dossier

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// Bounds of what can be asked: more is no longer one matter, or no longer a text.
const (
	mostRequests = 100
	mostText     = 2000 // characters
)

// Consult asks other agencies all at once, each with its own content and limit
// ("song song, đồng bộ cùng lúc"). The legal clock runs on.
type Consult struct {
	Step int // that asks
	Asks []workflow.Ask
}

// Apply refuses, with the row of the agency at fault, units that are not or no more, the
// asking unit itself, one asked twice, and what has no content or limit.
func (a Consult) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("gửi yêu cầu phối hợp", Received, Processing); err != nil {
		return Happened{}, err
	}
	d.Open = cloneWork(d.Open)
	w, err := d.workOn(a.Step)
	if err != nil {
		return Happened{}, err
	}
	if err := w.holdBy(m); err != nil {
		return Happened{}, err
	}
	if len(a.Asks) == 0 {
		return Happened{}, refusal.Wrong("unit1", "Chưa chọn cơ quan nào.")
	}
	var faults refusal.List
	for i, ask := range a.Asks {
		for _, fault := range d.checkAsk(ask, w, m) {
			faults = append(faults, fault.At(i+1))
		}
		if fault := d.sendRequest(ask, w, m); fault != nil {
			faults = append(faults, fault.At(i+1))
		}
	}
	d.State = Processing
	return Happened{Act: "consult", Note: names(a.Asks, d, m)}, faults.OrNil()
}

func (d *Dossier) checkAsk(ask workflow.Ask, w *Work, m Moment) (faults refusal.List) {
	wrong := func(field, format string, args ...any) {
		faults = append(faults, refusal.Wrong(field, format, args...))
	}
	units := m.Rules.Units()
	unit := units.Unit(resolve(ask, d, m))
	switch {
	case unit == nil:
		wrong("unit", "Chưa chọn cơ quan, hoặc cơ quan không có trong danh mục.")
	case !unit.Lives(m.Today()):
		wrong("unit", "%s không hoạt động vào ngày %s.", unit.Name, m.Today().Vietnamese())
	case unit.ID == w.Unit:
		wrong("unit", "%s đang giữ bước này, không tự hỏi mình được.", unit.Name)
	}
	if ask.Kind.Title() == "" {
		wrong("kind", "Chưa chọn lấy ý kiến hay phối hợp giải quyết.")
	}
	if content := strings.TrimSpace(ask.Content); content == "" || utf8.RuneCountInString(content) > mostText {
		wrong("content", "Phải ghi nội dung cần trả lời, không quá %d ký tự.", mostText)
	}
	if ask.Limit.Unit == 0 {
		wrong("limit", "Chưa có thời hạn trả lời.")
	}
	return faults
}

// sendRequest puts a request on another agency's table, unless it has one of the step.
func (d *Dossier) sendRequest(ask workflow.Ask, w *Work, m Moment) *refusal.Refusal {
	unit := resolve(ask, d, m)
	if slices.ContainsFunc(d.Requests, func(r Request) bool { return r.Unit == unit && r.Step == w.Step && r.Waits() }) {
		return refusal.Wrong("unit", "%s đã được hỏi ở bước này và chưa trả lời.", m.Rules.Units().Name(unit))
	}
	if len(d.Requests) == mostRequests {
		return refusal.Wrong("unit", "Một hồ sơ có nhiều nhất %d yêu cầu phối hợp.", mostRequests)
	}
	d.Requests = append(slices.Clone(d.Requests), Request{
		No: len(d.Requests) + 1, Step: w.Step, By: w.Unit, Unit: unit, Kind: ask.Kind, Content: strings.TrimSpace(ask.Content),
		Limit: ask.Limit, Due: DueText(answerDue(m.Rules.Calendar(unit), ask.Limit, m)), Compulsory: ask.Compulsory, Sent: m.At,
	})
	return nil
}

// answerDue counts the limit at the hours of the agency asked.
func answerDue(at *calendar.Calendar, limit calendar.Limit, m Moment) calendar.Due {
	return at.DueOnly(m.At, limit)
}

func resolve(ask workflow.Ask, d *Dossier, m Moment) orgunit.ID {
	if ask.Place == "" { // a page names units
		return ask.Unit
	}
	return ask.Place.Resolve(m.Rules.Units(), d.Desk, d.Unit, ask.Unit, ask.Block, m.Today())
}

// names is who was asked, for the trace.
func names(asks []workflow.Ask, d *Dossier, m Moment) string {
	list := make([]string, len(asks))
	for i, ask := range asks {
		list[i] = m.Rules.Units().Name(resolve(ask, d, m))
	}
	return strings.Join(list, "; ")
}
