package dossier

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// Rules is what the acts look up: the calendar, units, procedures and workflows in
// force, as one consistent picture.
type Rules interface {
	// Calendar at the hours of a unit.
	Calendar(orgunit.ID) *calendar.Calendar
	Units() *orgunit.Map
	Procedure(procedure.ID) *procedure.Version
	Workflow(workflow.ID) *workflow.Version
}

// Moment is the who, when and by which rules of an act.
type Moment struct {
	By    account.ID
	Unit  orgunit.ID   // on whose behalf
	For   []account.ID // absent people for whom who acts stands in
	At    time.Time    // whole seconds
	Rules Rules
}

// Today is the local day of the moment.
func (m Moment) Today() calendar.Day { return calendar.DayOf(m.At) }

// calendar that counts a dossier's time: at the hours of the unit with competence.
func (m Moment) calendar(d *Dossier) *calendar.Calendar { return m.Rules.Calendar(d.Unit) }

// Act is something done to a dossier: it changes the dossier and tells what happened,
// or says why not and leaves it alone.
type Act interface {
	Apply(*Dossier, Moment) (Happened, error)
}

// Happened is an act as the trace tells it; the store adds who, when and what changed.
type Happened struct {
	Act  string
	Note string // the reason, in the words of the person
}

// Event makes the trace's event of it.
func (h Happened) Event(d *Dossier, m Moment) audit.Event {
	return audit.Event{
		Kind: audit.Dossier, Subject: int64(d.ID), Version: d.Version, Act: h.Act,
		At: m.At, By: int64(m.By), Unit: int64(m.Unit), Note: h.Note, Leaf: audit.Unsealed,
	}
}

// require refuses unless the dossier is in one of the states.
func (d *Dossier) require(act string, states ...State) error {
	for _, s := range states {
		if d.State == s {
			return nil
		}
	}
	return refusal.TooEarlyOrLate("Không thể %s: hồ sơ %s đang ở trạng thái “%s”.", act, d.Code, d.State.Title())
}

// Title is the state on pages.
func (s State) Title() string { return stateTitles[s] }

var stateTitles = map[State]string{
	RefusedAtIntake: "Từ chối tiếp nhận", Received: "Đã tiếp nhận", Processing: "Đang xử lý",
	WaitSupplement: "Chờ bổ sung", WaitPayment: "Chờ thực hiện nghĩa vụ tài chính", Approved: "Đã có kết quả",
	Refused: "Từ chối giải quyết", Stopped: "Dừng giải quyết", Withdrawn: "Đã rút", Issued: "Đã trả kết quả",
}

// needReason refuses an act that must say why.
func needReason(reason string) error {
	if reason == "" {
		return refusal.Wrong("reason", "Phải ghi lý do.")
	}
	return nil
}
