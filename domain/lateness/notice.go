package lateness

import (
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
)

// Notice is one thing that one person is told: the bell.
type Notice struct {
	ID      int64
	To      account.ID
	Kind    NoticeKind
	Dossier dossier.ID
	Step    int    // 0: the dossier itself
	Due     string // the due date told of, as dossier.Instant writes it
	Stage   string // which of the tellings about that due date: told once to each person
	At      time.Time
	By      account.ID // who had it told, 0 the program
	Words   string
	Read    time.Time // zero while unread
}

// NoticeKind is what a notice is about.
type NoticeKind string

const (
	DueSoon NoticeKind = "due_soon" // a due date comes near
	Overdue NoticeKind = "overdue"  // a due date has passed
	ToSign  NoticeKind = "to_sign"  // an apology waits for the leader
	NotKept NoticeKind = "not_kept" // a promise will not be kept: the report to the leader above
	Pressed NoticeKind = "pressed"  // somebody urges on
)

// Title on pages.
func (k NoticeKind) Title() string {
	return map[NoticeKind]string{
		DueSoon: "Sắp đến hạn", Overdue: "Quá hạn", ToSign: "Thư xin lỗi chờ ký",
		NotKept: "Lời hẹn lại không giữ được", Pressed: "Đôn đốc",
	}[k]
}

// KindOf is the kind of a stage's notice.
func (s Stage) KindOf() NoticeKind {
	if s.Side == Before {
		return DueSoon
	}
	return Overdue
}

// Says is the notice as an e-mail says it.
func (n Notice) Says(code string) string {
	text := fmt.Sprintf("%s: hồ sơ %s", n.Kind.Title(), code)
	switch due, err := dossier.ParseInstant(n.Due); {
	case err != nil || due.IsZero():
	case n.Step > 0:
		text += fmt.Sprintf(", bước %d, hạn %s", n.Step, clock(due))
	case n.Step < 0:
		text += fmt.Sprintf(", yêu cầu phối hợp số %d, hạn %s", -n.Step, clock(due))
	default:
		text += ", hạn " + calendar.DayOf(due).Vietnamese()
	}
	if n.Words != "" {
		return text + ". " + n.Words
	}
	return text + "."
}

// Told is a notice with the dossier that it is about.
type Told struct {
	Notice
	File dossier.Dossier
}
