package dossier

import (
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// Receive takes a dossier in: the clock starts, the first steps open, the due date is
// promised. It is done to an empty dossier that has only an ID and a code.
type Receive struct {
	Unit      orgunit.ID
	Desk      orgunit.ID
	Helped    orgunit.ID // 0: at the desk
	Procedure procedure.ID
	Case      int // 0: the only one
	Workflow  workflow.ID
	Channel   procedure.Channel
	ResultBy  ResultBy
	Papers    string
	Exempt    bool     // from the fee, on a ground of law that the catalogue does not have
	Grounds   []string // codes of the procedure's grounds on which less is paid
	Paid      bool     // in cash at the desk; the till follows in the same commit
	Seal      string
	Limit     string    // a time fixed by hand where the procedure has none; "" takes the procedure's
	Filed     time.Time // when the papers were posted or sent online, zero: unknown or at the desk
	Tell      string    // how the person wants to be told, as notify.ParseWish reads it; kept by who follows
}

// Apply refuses units that are not or no more, a procedure or workflow not in force, a
// channel or case that is not offered.
func (a Receive) Apply(d *Dossier, m Moment) (Happened, error) {
	version, flow, err := a.check(m)
	if err == nil {
		err = a.ResultBy.check()
	}
	if err != nil {
		return Happened{}, err
	}
	limit, err := a.limit(version)
	if err != nil {
		return Happened{}, err
	}
	filed, err := a.filing(&Dossier{Unit: a.Unit}, m)
	if err != nil {
		return Happened{}, err
	}
	fee, finance, why, err := a.fee(version.Offer(a.Channel), m.Today())
	if err != nil {
		return Happened{}, err
	}
	d.Unit, d.Desk, d.Helped = a.Unit, a.Desk, a.Helped
	d.Procedure, d.Case, d.Workflow, d.Channel = a.Procedure, max(a.Case, version.Cases[0].No), a.Workflow, a.Channel
	d.State, d.Clock, d.Delivery = Received, Running, NoResult
	d.ResultBy, d.Papers, d.Seal = a.ResultBy, a.Papers, a.Seal
	if d.ResultBy == "" {
		d.ResultBy = AtCounter
	}
	d.Fee, d.Finance = fee, finance
	d.Filed, d.Received, d.Limit = filed, m.At, limit
	d.Due = m.calendar(d).DueOnly(m.At, limit)
	for _, step := range flow.Starts() {
		d.openStep(step, m)
	}
	return Happened{Act: "receive", Note: why}, nil
}

func (a Receive) check(m Moment) (*procedure.Version, *workflow.Version, error) {
	today := m.Today()
	for _, id := range []orgunit.ID{a.Unit, a.Desk} {
		u := m.Rules.Units().Unit(id)
		if u == nil {
			return nil, nil, refusal.Wrong("unit", "Chưa chọn đơn vị, hoặc đơn vị không có trong danh mục.")
		}
		if !u.Lives(today) {
			return nil, nil, refusal.Wrong("unit", "%s không hoạt động vào ngày %s.", u.Name, today.Vietnamese())
		}
	}
	version := m.Rules.Procedure(a.Procedure)
	if version == nil {
		return nil, nil, refusal.Wrong("procedure", "Chưa chọn thủ tục, hoặc thủ tục không có trong danh mục.")
	}
	if !version.InForce(today) {
		return nil, nil, refusal.Wrong("procedure", "Thủ tục %s “%s” không có hiệu lực vào ngày %s.", version.Code, version.Name, today.Vietnamese())
	}
	if !slices.Contains(version.Levels, m.Rules.Units().Unit(a.Unit).Level) {
		return nil, nil, refusal.Wrong("procedure", "Thủ tục “%s” không thuộc thẩm quyền của %s.", version.Name, m.Rules.Units().Name(a.Unit))
	}
	if version.Offer(a.Channel) == nil {
		return nil, nil, refusal.Wrong("channel", "Thủ tục “%s” không nhận hồ sơ qua kênh %s.", version.Name, a.Channel.Title())
	}
	if a.Case != 0 && version.Case(a.Case) == nil || a.Case == 0 && len(version.Cases) != 1 {
		return nil, nil, refusal.Wrong("case", "Chưa chọn trường hợp của thủ tục “%s”.", version.Name)
	}
	flow := m.Rules.Workflow(a.Workflow)
	if flow == nil || !flow.InForce(today) || flow.Procedure != version.Code {
		return nil, nil, refusal.Wrong("procedure", "Thủ tục “%s” chưa có quy trình nội bộ đang áp dụng.", version.Name)
	}
	return version, flow, nil
}

func (a Receive) limit(version *procedure.Version) (calendar.Limit, error) {
	if a.Limit != "" {
		return calendar.ParseLimit(a.Limit)
	}
	return version.Limit(max(a.Case, version.Cases[0].No), a.Channel)
}
