package figure

import (
	"time"

	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Condition is one figure: its count and the list behind it are the same condition.
type Condition string

const (
	Received  Condition = "received"
	Finished  Condition = "finished"
	OnTime    Condition = "on_time" // early or on the due day, as the command line prints it
	Early     Condition = "early"
	OnDay     Condition = "on_day"
	Late      Condition = "late"
	Refused   Condition = "refused"
	Stopped   Condition = "stopped"
	Withdrawn Condition = "withdrawn"
	Returned  Condition = "returned" // refused, stopped or withdrawn: "trả lại, rút"

	ReceivedDirect  Condition = "received_direct"
	ReceivedOnline  Condition = "received_online"
	ReceivedPost    Condition = "received_post"
	ReceivedOffline Condition = "received_offline" // direct or by post, as form II.06a has it

	Carried Condition = "carried" // open when the period began
	Open    Condition = "open"    // when it ended
	InTime  Condition = "in_time"
	Paused  Condition = "paused"
	Overdue Condition = "overdue"
	NotDue  Condition = "not_due" // open and not overdue, paused ones too

	Due       Condition = "due"
	DueMet    Condition = "due_met"
	DueMissed Condition = "due_missed" // finished late, or still owed

	Load    Condition = "load"     // closed in the period or open at its end: what C is a share of
	NotLate Condition = "not_late" // … of these neither finished late nor overdue
	AnyLate Condition = "any_late" // … of these finished late or overdue
)

// Conditions in the order of documents and tests.
var Conditions = []Condition{
	Received, ReceivedDirect, ReceivedOnline, ReceivedPost, ReceivedOffline,
	Finished, OnTime, Early, OnDay, Late, Refused, Stopped, Withdrawn, Returned,
	Carried, Open, InTime, Paused, Overdue, NotDue, Due, DueMet, DueMissed, Load, NotLate, AnyLate,
}

var conditionTitles = map[Condition]string{
	Received: "Tiếp nhận trong kỳ", Finished: "Đã giải quyết trong kỳ", OnTime: "Giải quyết trước và đúng hạn",
	Early: "Giải quyết trước hạn", OnDay: "Giải quyết đúng hạn", Late: "Giải quyết trễ hạn",
	Refused: "Hồ sơ bị từ chối", Stopped: "Hồ sơ dừng giải quyết", Withdrawn: "Hồ sơ đã rút",
	Carried: "Tồn đầu kỳ", Open: "Đang giải quyết", InTime: "Đang giải quyết, trong hạn",
	ReceivedDirect: "Tiếp nhận trực tiếp", ReceivedOnline: "Tiếp nhận trực tuyến", ReceivedPost: "Tiếp nhận qua bưu chính công ích",
	ReceivedOffline: "Tiếp nhận trực tiếp, bưu chính công ích", Returned: "Trả lại, rút", NotDue: "Đang giải quyết, chưa quá hạn",
	Paused: "Đang tạm dừng", Overdue: "Đang quá hạn", Due: "Đến hạn trong kỳ", DueMet: "Đến hạn, đã xong trong hạn",
	DueMissed: "Đến hạn, không xong trong hạn", Load: "Khối lượng trong kỳ", NotLate: "Khối lượng không trễ", AnyLate: "Trễ hoặc đang quá hạn",
}

// Title is the condition on pages.
func (c Condition) Title() string { return conditionTitles[c] }

// ParseCondition reads a name.
func ParseCondition(s string) (Condition, error) {
	if _, ok := conditionTitles[Condition(s)]; !ok {
		return "", refusal.Missing("Không có danh sách “%s”.", s)
	}
	return Condition(s), nil
}

// Of is the condition's number in a tally; the list of the same query is as long.
func (c Condition) Of(t Tally) int64 {
	return map[Condition]int64{
		Received: t.Received(), Finished: t.Finished(), OnTime: t.OnTime(), Early: t.Early, OnDay: t.OnDay, Late: t.Late,
		Refused: t.Refused, Stopped: t.Stopped, Withdrawn: t.Withdrawn, Carried: t.Carried, Open: t.Open(),
		ReceivedDirect: t.ReceivedDirect, ReceivedOnline: t.ReceivedOnline, ReceivedPost: t.ReceivedPost, ReceivedOffline: t.ReceivedDirect + t.ReceivedPost,
		Returned: t.Refused + t.Stopped + t.Withdrawn, NotDue: t.OpenInTime + t.OpenPaused,
		InTime: t.OpenInTime, Paused: t.OpenPaused, Overdue: t.OpenOverdue, Due: t.Due(), DueMet: t.DueMet,
		DueMissed: t.DueMissed + t.DueOpen, Load: t.Load(), NotLate: t.Load() - t.Late - t.OpenOverdue, AnyLate: t.Late + t.OpenOverdue,
	}[c]
}

// Page is one page of a list: what comes after the row whose Key is After, "" for the top.
type Page struct {
	After string
	Limit int
}

// Row is one dossier in a list.
type Row struct {
	ID        int64
	Code      string
	Procedure string     // national code
	Name      string     // of the procedure
	Unit      orgunit.ID // with competence now
	UnitName  string
	Received  time.Time
	DueBy     time.Time // last second in time, zero for none
	Closed    time.Time // zero while open
	Outcome   string    // as dossier.Outcome, "" while open
	Paused    bool      // its clock stands now
	Key       string    // place in the list
}
