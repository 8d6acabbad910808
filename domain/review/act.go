package review

import (
	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Moment is the who and when of an act upon a proposal.
type Moment struct {
	By    account.ID
	Unit  orgunit.ID
	Today calendar.Day
}

// Act is something done to a proposal. It tells the name of what happened and the reason,
// or says why not.
type Act interface {
	Apply(*Proposal, Moment) (act, note string, err error)
}

func (p *Proposal) require(what string, states ...State) error {
	for _, s := range states {
		if p.State == s {
			return nil
		}
	}
	return refusal.TooEarlyOrLate("Không thể %s: phương án đang ở trạng thái “%s”.", what, p.State.Title())
}

// Write drafts a proposal or changes a draft.
type Write struct{ Proposal }

func (a Write) Apply(p *Proposal, m Moment) (string, string, error) {
	act := "edit"
	if p.State == "" {
		act, p.State, p.Unit = "draft", Drafted, m.Unit
	}
	if err := p.require("sửa", Drafted); err != nil {
		return "", "", err
	}
	p.Year, p.Procedure, p.Means, p.Title, p.Reason, p.Basis = a.Year, a.Procedure, a.Means, a.Title, a.Reason, a.Basis
	p.Hourly, p.Before, p.After, p.Dossiers, p.Minutes = a.Hourly, a.Before, a.After, a.Dossiers, a.Minutes
	p.EditedBy = m.By
	return act, "", p.check()
}

// The years that a review may be of, the most income of an hour and the most dossiers of a
// year: beyond them something was mistyped, and no sum could be trusted.
const (
	firstYear, lastYear = 2010, 2100
	mostHourly          = 10_000_000
	mostDossiers        = 10_000_000
)

func (p *Proposal) check() error {
	var faults refusal.List
	wrong := func(bad bool, field, text string, args ...any) {
		if bad {
			faults = append(faults, refusal.Wrong(field, text, args...))
		}
	}
	wrong(p.Year < firstYear || p.Year > lastYear, "year", "Năm rà soát phải từ %d đến %d.", firstYear, lastYear)
	wrong(p.Procedure == "", "procedure", "Chưa chọn thủ tục.")
	wrong(p.Means.Title() == "", "means", "Chưa chọn cách đơn giản hóa.")
	wrong(p.Title == "", "title", "Chưa ghi tên phương án.")
	wrong(p.Reason == "", "reason", "Chưa ghi lý do.")
	wrong(p.Hourly < 0 || p.Hourly > mostHourly, "hourly", "Thu nhập một giờ phải từ 0 đến 10 triệu đồng.")
	wrong(p.Dossiers < 0 || p.Dossiers > mostDossiers, "dossiers", "Số hồ sơ một năm phải từ 0 đến 10 triệu.")
	wrong(p.Minutes < 0, "minutes", "Thời gian giảm không thể âm.")
	if err := faults.OrNil(); err != nil {
		return err
	}
	if err := checkActivities("before", p.Before); err != nil {
		return err
	}
	return checkActivities("after", p.After)
}

// Submit hands a draft in.
type Submit struct{}

func (Submit) Apply(p *Proposal, _ Moment) (string, string, error) {
	if err := p.require("trình duyệt", Drafted); err != nil {
		return "", "", err
	}
	p.State = Submitted
	return "submit", "", nil
}

// ReturnIt gives a proposal back to be mended.
type ReturnIt struct{ Reason string }

func (a ReturnIt) Apply(p *Proposal, _ Moment) (string, string, error) {
	if err := p.require("trả lại", Submitted); err != nil {
		return "", "", err
	}
	if a.Reason == "" {
		return "", "", refusal.Wrong("reason", "Phải ghi lý do trả lại.")
	}
	p.State = Drafted
	return "return", a.Reason, nil
}

// Approve accepts a proposal: somebody else than who wrote it.
type Approve struct{ Decision string }

func (a Approve) Apply(p *Proposal, m Moment) (string, string, error) {
	if err := p.require("duyệt", Submitted); err != nil {
		return "", "", err
	}
	switch {
	case m.By == p.EditedBy:
		return "", "", refusal.Forbidden("Người soạn không tự duyệt phương án: cần một người khác.")
	case a.Decision == "":
		return "", "", refusal.Wrong("decision", "Phải ghi số quyết định duyệt.")
	}
	p.State, p.Decision = Approved, a.Decision
	return "approve", a.Decision, nil
}

// CarryOut says since when the procedure is simpler.
type CarryOut struct{ From calendar.Day }

func (a CarryOut) Apply(p *Proposal, m Moment) (string, string, error) {
	if err := p.require("ghi đã thực hiện", Approved); err != nil {
		return "", "", err
	}
	if a.From == 0 || a.From > m.Today {
		return "", "", refusal.Wrong("from", "Ngày thực hiện phải có và không ở tương lai.")
	}
	p.State, p.From = InForce, a.From
	return "carry_out", "", nil
}

// MeasureIt keeps what a year really brought. It may be done again; the log has the
// earlier figures.
type MeasureIt struct {
	Counted int64
	Real    []Activity
	Sooner  int64
}

func (a MeasureIt) Apply(p *Proposal, m Moment) (string, string, error) {
	if err := p.require("đo kết quả", InForce); err != nil {
		return "", "", err
	}
	if a.Counted < 0 || a.Counted > mostDossiers {
		return "", "", refusal.Wrong("counted", "Số hồ sơ phải từ 0 đến 10 triệu.")
	}
	if err := checkActivities("real", a.Real); err != nil {
		return "", "", err
	}
	p.Counted, p.Real, p.Sooner, p.Measured = a.Counted, a.Real, a.Sooner, m.Today
	return "measure", "", nil
}

// Drop gives a proposal up, with the reason.
type Drop struct{ Reason string }

func (a Drop) Apply(p *Proposal, _ Moment) (string, string, error) {
	if err := p.require("bỏ", Drafted, Submitted, Approved); err != nil {
		return "", "", err
	}
	if a.Reason == "" {
		return "", "", refusal.Wrong("reason", "Phải ghi lý do không thực hiện.")
	}
	p.State = Dropped
	return "drop", a.Reason, nil
}
