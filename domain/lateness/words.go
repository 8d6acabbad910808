package lateness

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
)

// NewDate is the one new date that a draft proposes: today and the path that is left, a
// working day, after the due date and after today.
func NewDate(d *dossier.Dossier, rules dossier.Rules, now time.Time, f Forecast) calendar.Day {
	c := rules.Calendar(d.Unit)
	left := f.Left
	if flow := rules.Workflow(d.Workflow); flow != nil {
		for _, w := range f.Behind { // a step past its time is given its time once more
			if step := flow.Step(w.Step); step != nil {
				left = max(left, step.Minutes+longestAfter(flow, w.Step))
			}
		}
	}
	earliest := c.NextWorking(max(d.Due.Day, calendar.DayOf(now)) + 1)
	return max(earliest, calendar.DayOf(c.AddWorkMinutes(now, left)))
}

// Reason says from the data why a dossier is not ready: which unit has which step, since
// when and until when. It names no person, because it is printed and public.
func Reason(d *dossier.Dossier, rules dossier.Rules, now time.Time) string {
	var parts []string
	flow := rules.Workflow(d.Workflow)
	for _, w := range d.Open {
		content := fmt.Sprintf("bước %d", w.Step)
		if flow != nil && flow.Step(w.Step) != nil {
			content = fmt.Sprintf("bước %d “%s”", w.Step, flow.Step(w.Step).Content)
		}
		part := fmt.Sprintf("%s đang thực hiện %s từ %s", rules.Units().Name(w.Unit), content, clock(w.Since))
		if !w.Due.IsZero() && now.After(w.Due) {
			part += fmt.Sprintf(", quá thời gian của bước (%s)", clock(w.Due))
		}
		parts = append(parts, part)
	}
	for _, r := range d.Waiting() {
		parts = append(parts, fmt.Sprintf("%s chưa trả lời yêu cầu phối hợp gửi ngày %s, hạn %s",
			rules.Units().Name(r.Unit), calendar.DayOf(r.Sent).Vietnamese(), r.DueAt().Vietnamese()))
	}
	if len(parts) == 0 {
		return "Hồ sơ chưa giải quyết xong."
	}
	return strings.Join(parts, "; ") + "."
}

func clock(t time.Time) string { return t.In(calendar.Local).Format("15:04 02/01/2006") }

// ReportTo is the unit whose leader hears of a broken promise: the one above the office
// with competence; the province reports to nobody but itself.
func ReportTo(units *orgunit.Map, unit orgunit.ID) orgunit.ID {
	office := units.Unit(units.Office(unit))
	if office == nil || office.Parent == 0 {
		return unit
	}
	return office.Parent
}

// MaskedCode is a dossier's code as everybody may see it: who has it knows it again, who
// has not cannot look it up.
func MaskedCode(code string) string {
	at := strings.LastIndexByte(code, '-')
	if serial := code[at+1:]; len(serial) > 2 {
		return code[:at+1] + strings.Repeat("•", len(serial)-2) + serial[len(serial)-2:]
	}
	return code
}

// numbers are runs of digits long enough to be a telephone, an identity card or an account.
var numbers = regexp.MustCompile(`\d(?:[ .]?\d){8,}`)

// PublicReason is a reason without numbers that could be a person's. Whoever signs is told
// to leave names out.
func PublicReason(reason string) string { return numbers.ReplaceAllString(reason, "•••") }
