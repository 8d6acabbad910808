package lateness

import (
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
)

// The kinds of subjects of this package in the trace.
const (
	ApologyKind audit.Kind = "apology"
	RuleKind    audit.Kind = "lateness_rule"
)

// ID identifies an apology. A dossier has one at most: there is one new date only.
type ID int64

// State of an apology.
type State string

const (
	Drafted   State = "draft"     // by rule; waits for the leader
	Signed    State = "signed"    // the new date is promised and the person is told
	Withdrawn State = "withdrawn" // no longer needed
)

// Title on pages.
func (s State) Title() string {
	return map[State]string{Drafted: "Chờ ký", Signed: "Đã ký", Withdrawn: "Đã thôi"}[s]
}

// Apology (phiếu xin lỗi và hẹn lại) is the letter of TT 01/2018 Mẫu 04 and TT 03/2025
// Mẫu 04 as data. The new date itself is promised by the dossier: see dossier.Extend.
type Apology struct {
	ID        ID
	Dossier   dossier.ID
	Code      string // of the dossier
	Unit      orgunit.ID
	Procedure procedure.ID
	State     State
	Due       calendar.Day // by which it was owed
	To        calendar.Day // proposed, then promised
	Reason    string       // public: without anybody's name
	Drafted   time.Time
	Signed    time.Time
	Signer    account.ID
	InTime    bool // signed at least one day before expiry
	Reported  time.Time
	Above     orgunit.ID // whose leader has the report
	Report    string     // why the promise will not be kept, or who asked for a second date
	Version   int
}

// Broken says whether the promise stands no more: reported to the leader above.
func (a Apology) Broken() bool { return !a.Reported.IsZero() }

// Draft writes the apology that a dossier is owed: again after one that was withdrawn.
type Draft struct {
	File    *dossier.Dossier
	Rules   dossier.Rules
	Verdict Verdict
}

// Apply refuses when it stands already, or was signed.
func (x Draft) Apply(a *Apology, at time.Time) (string, error) {
	switch a.State {
	case Drafted:
		return "", refusal.TooEarlyOrLate("Hồ sơ %s đã có dự thảo thư xin lỗi.", a.Code)
	case Signed:
		return "", refusal.TooEarlyOrLate("Hồ sơ %s đã được xin lỗi và hẹn lại.", a.Code)
	}
	a.about(x.File)
	a.State, a.Drafted = Drafted, at
	a.To, a.Reason = NewDate(x.File, x.Rules, at, x.Verdict.Forecast), Reason(x.File, x.Rules, at)
	return "draft", nil
}

// about copies what the letter says of its dossier.
func (a *Apology) about(d *dossier.Dossier) {
	a.Dossier, a.Code, a.Unit, a.Procedure, a.Due = d.ID, d.Code, d.Unit, d.Procedure, d.Due.Day
}

// Withdraw ends a draft that is not needed any longer: finished, paused, or due later.
type Withdraw struct{}

func (Withdraw) Apply(a *Apology, _ time.Time) (string, error) {
	if a.State != Drafted {
		return "", refusal.TooEarlyOrLate("Thư xin lỗi của hồ sơ %s không còn là dự thảo.", a.Code)
	}
	a.State, a.To, a.Reason = Withdrawn, 0, ""
	return "withdraw", nil
}

// Edit changes the draft before it is signed.
type Edit struct {
	To     calendar.Day
	Reason string
}

func (e Edit) Apply(a *Apology, _ time.Time) (string, error) {
	if a.State != Drafted {
		return "", refusal.TooEarlyOrLate("Thư xin lỗi của hồ sơ %s không còn là dự thảo.", a.Code)
	}
	if e.Reason = strings.TrimSpace(e.Reason); e.Reason == "" {
		return "", refusal.Wrong("reason", "Phải ghi lý do.")
	}
	a.To, a.Reason = e.To, e.Reason
	return "edit", nil
}

// Sign follows dossier.Extend, whether that came from a draft or from the dossier's page:
// what was promised there stands here.
type Sign struct {
	File   *dossier.Dossier // after the act
	By     account.ID
	Reason string
	InTime bool
}

func (s Sign) Apply(a *Apology, at time.Time) (string, error) {
	if a.State == Signed {
		return "", refusal.TooEarlyOrLate("Hồ sơ %s đã được xin lỗi và hẹn lại.", a.Code)
	}
	a.about(s.File)
	a.State, a.To, a.Reason, a.Signed, a.Signer, a.InTime = Signed, s.File.Promised, s.Reason, at, s.By, s.InTime
	return "sign", nil
}

// ReportAbove tells the leader of the unit above that the promise will not be kept. There
// is no second extension: NĐ 61/2018, Điều 19.9.
type ReportAbove struct {
	To     orgunit.ID
	Reason string
}

func (r ReportAbove) Apply(a *Apology, at time.Time) (string, error) {
	if a.State != Signed {
		return "", refusal.TooEarlyOrLate("Hồ sơ %s chưa có thư xin lỗi, chưa phải báo cáo.", a.Code)
	}
	if a.Broken() {
		return "", refusal.TooEarlyOrLate("Hồ sơ %s đã được báo cáo lãnh đạo cấp trên.", a.Code)
	}
	a.Reported, a.Above, a.Report = at, r.To, r.Reason
	return "report", nil
}

// Act is something done to an apology; it names itself for the trace.
type Act interface {
	Apply(*Apology, time.Time) (act string, err error)
}
