package lateness

import (
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
)

// Standing is how a late dossier stands to its apology.
type Standing string

const (
	AnyStanding Standing = ""
	InTime      Standing = "in_time" // apologised at least one day before expiry
	AfterDue    Standing = "after"   // apologised when it had come or was past
	Without     Standing = "none"    // not at all
	Kept        Standing = "kept"    // the new date was kept
	Broken      Standing = "broken"  // and was not
)

// Standings in the order of lists.
var Standings = []Standing{Without, AfterDue, InTime, Kept, Broken}

// Title on pages.
func (s Standing) Title() string {
	return map[Standing]string{
		AnyStanding: "Mọi hồ sơ trễ", InTime: "Đã xin lỗi trước hạn", AfterDue: "Xin lỗi khi đã đến hạn",
		Without: "Không có thư xin lỗi", Kept: "Giữ được ngày hẹn lại", Broken: "Không giữ được ngày hẹn lại",
	}[s]
}

// Query asks for late dossiers: those that are late now, or with From and Until those whose
// due date fell into these days, closed late or open and overdue.
type Query struct {
	Units      []orgunit.ID   // with competence; nil is every unit
	Procedures []procedure.ID // nil is every one
	Of         Standing
	From       calendar.Day
	Until      calendar.Day // not included
	ByHarm     bool         // broken promises first, then those without an apology; else the longest late first
	After      Key
	Limit      int
	Now        time.Time
}

// OpenOnly says that the query is about what is late now.
func (q Query) OpenOnly() bool { return q.Until == 0 }

// Key is the place of a row in its list.
type Key struct {
	Harm    int
	Due     string
	Dossier dossier.ID
}

// Row is a late dossier with its apology, if there is one.
type Row struct {
	dossier.Listed
	Letter Apology
	Key    Key
}

// Tally counts the late dossiers of a unit whose due date fell into a period.
type Tally struct {
	Unit                         orgunit.ID
	Late, InTime, AfterDue, None int64
	Kept, Broken                 int64
}

// Add adds another tally.
func (t *Tally) Add(other Tally) {
	t.Late += other.Late
	t.InTime += other.InTime
	t.AfterDue += other.AfterDue
	t.None += other.None
	t.Kept += other.Kept
	t.Broken += other.Broken
}

// Share is apologies per late dossier, as criteria sets ask for it; of no late dossier
// there is none.
func (t Tally) Share() (num, den int64) { return t.InTime + t.AfterDue, t.Late }

// Of is the number of a standing.
func (t Tally) Of(s Standing) int64 {
	return map[Standing]int64{AnyStanding: t.Late, InTime: t.InTime, AfterDue: t.AfterDue, Without: t.None, Kept: t.Kept, Broken: t.Broken}[s]
}

// LetterQuery asks for apologies of units: drafts by due date, signed ones and reports the
// newest first.
type LetterQuery struct {
	Units  []orgunit.ID // with competence; nil is every unit
	Above  []orgunit.ID // of reports: to the leaders of these
	State  State
	Report bool // those reported to the leader above
	Before LetterKey
	Limit  int
}

// LetterKey is the place of an apology in its list.
type LetterKey struct {
	At string
	ID ID
}

// PublicRow is what everybody may know of a late dossier: no personal data.
type PublicRow struct {
	Code      string // masked
	Procedure procedure.ID
	Unit      orgunit.ID
	Due       calendar.Day
	NewDate   calendar.Day // 0 without an apology
	Reason    string
	InTime    bool
	Signed    calendar.Day
	Closed    calendar.Day // 0 while it is open
	Kept      dossier.Kept
	Key       Key
}
