package desk

import (
	"fmt"
	"slices"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/vntext"
	"cchc/web/layout"
)

// late acts are drawn as lateness.
var lateActs = []string{"request_supplement_late", "extend_late"}

// moments is the timeline, newest first, each entry with its place in the log.
func (s *scene) moments(events []audit.Event, names map[account.ID]string) []layout.Moment {
	var list []layout.Moment
	before := map[string]audit.Value{}
	for _, e := range events {
		m := layout.Moment{Title: s.T(dossier.EventTitle(e.Act)), Text: s.told(e, before, names), At: e.At}
		if slices.Contains(lateActs, e.Act) {
			m.State = "late"
		}
		if s.MayAnywhere(account.ReadLog) {
			m.Href = fmt.Sprintf("/admin/log/%d/%d", e.Subject, e.Version)
		}
		if e.Leaf >= 0 {
			m.When = "#" + s.Lang.Number(e.Leaf) + " ·"
		}
		if audit.Fold(before, e.Change) != nil {
			m.State = "late" // not readable: verify says what was changed
		}
		list = append(list, m)
	}
	slices.Reverse(list)
	if len(list) > 0 && s.file.IsOpen() {
		if list[0].State == "" {
			list[0].State = "now"
		}
		if !s.file.Due.IsZero() {
			next := layout.Moment{State: "next", Title: s.T("Trả kết quả"), When: s.T("hẹn %s", s.file.Due.Vietnamese())}
			list = append([]layout.Moment{next}, list...)
		}
	}
	return list
}

// told is who did it, why, and what it did to the date. What was written down may name
// people, so it is only for those who may read them.
func (s *scene) told(e audit.Event, before map[string]audit.Value, names map[account.ID]string) string {
	text := names[account.ID(e.By)]
	if text == "" {
		text = s.T("hệ thống")
	}
	if absent := dossier.OnBehalf(e, before); absent != 0 {
		text += ", " + s.T("thay %s", names[absent])
	}
	if unit := s.Units.Name(unitID(e.Unit)); unit != "" {
		text += ", " + unit
	}
	values, err := e.Change.Values()
	if err != nil {
		return text
	}
	if due, ok := values["due"]; ok && before["due"].Text() != "" {
		text += ". " + s.T("Hẹn đổi %s → %s", dueText(before["due"].Text()), dueText(due.Text()))
	}
	if day, ok := values["promised"]; ok {
		text += ". " + s.T("Hẹn lại %s", dueText(day.Text()))
	}
	if e.Note != "" && s.reads() {
		text += ": " + vntext.NFC(e.Note)
	}
	return text
}

func dueText(s string) string {
	due, err := dossier.ParseDue(s)
	if err != nil {
		return s
	}
	return calendar.Due(due).Vietnamese()
}
