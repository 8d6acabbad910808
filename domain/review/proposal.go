package review

import (
	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// KindProposal is the kind of subject that a proposal is.
const KindProposal audit.Kind = "proposal"

// ProposalID identifies a proposal for ever.
type ProposalID int64

// Proposal is a way to make one procedure simpler (phương án đơn giản hóa): what it would
// change, what it would save. What was planned and what was measured are kept apart.
type Proposal struct {
	ID        ProposalID
	Year      int // of the review
	Unit      orgunit.ID
	Procedure string // national code
	Means     Means
	Title     string
	Reason    string
	Basis     string // what has to be amended for it, and by whom

	Hourly   int64      // đồng of income in an hour, as laid down for the review
	Before   []Activity // of one dossier
	After    []Activity
	Dossiers int64 // a year, as planned
	Minutes  int64 // working minutes by which a dossier would be done sooner

	State    State
	Decision string // number of the decision that approved it
	From     calendar.Day

	Counted  int64        // dossiers of the year that was measured
	Real     []Activity   // what one dossier takes now
	Sooner   int64        // working minutes by which dossiers are done sooner now; may be negative
	Measured calendar.Day // 0: not yet

	EditedBy account.ID // who may not approve it
	Version  int
}

// Means is how a procedure gets simpler.
type Means string

const (
	DropStep      Means = "drop_step"
	StepsBeside   Means = "beside"
	DropPaper     Means = "drop_paper"
	ReusePaper    Means = "reuse_paper"
	ShortenTime   Means = "shorten"
	GoOnline      Means = "online"
	DropProcedure Means = "drop_procedure"
	OtherMeans    Means = "other"
)

// AllMeans in the order of forms.
var AllMeans = []Means{DropStep, StepsBeside, DropPaper, ReusePaper, ShortenTime, GoOnline, DropProcedure, OtherMeans}

// Title on pages and in the report.
func (m Means) Title() string {
	return map[Means]string{
		DropStep: "Bỏ bước", StepsBeside: "Cho các bước làm song song", DropPaper: "Bỏ thành phần hồ sơ",
		ReusePaper: "Dùng lại giấy tờ Nhà nước đã có", ShortenTime: "Rút ngắn thời hạn", GoOnline: "Chuyển sang trực tuyến",
		DropProcedure: "Bãi bỏ thủ tục", OtherMeans: "Cách khác",
	}[m]
}

// State of a proposal.
type State string

const (
	Drafted   State = "draft"
	Submitted State = "submitted"
	Approved  State = "approved"
	InForce   State = "in_force"
	Dropped   State = "dropped"
)

// States in the order of a proposal's life.
var States = []State{Drafted, Submitted, Approved, InForce, Dropped}

// Title on pages.
func (s State) Title() string {
	return map[State]string{
		Drafted: "Đang soạn", Submitted: "Trình duyệt", Approved: "Đã duyệt", InForce: "Đã thực hiện", Dropped: "Không thực hiện",
	}[s]
}

// Planned is what a year of dossiers costs before and after, in đồng, as the proposal says.
func (p *Proposal) Planned() (before, after int64) {
	return Yearly(p.Before, p.Hourly, p.Dossiers), Yearly(p.After, p.Hourly, p.Dossiers)
}

// Seen is what the dossiers of the measured year cost, and would have cost without the
// change; ok is false while nothing was measured.
func (p *Proposal) Seen() (before, after int64, ok bool) {
	if p.Measured == 0 {
		return 0, 0, false
	}
	return Yearly(p.Before, p.Hourly, p.Counted), Yearly(p.Real, p.Hourly, p.Counted), true
}
