package workflow

import (
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Edit writes a draft over; who did may not publish it.
func (v *Version) Edit(to Version, by int64) error {
	if err := v.Editable(); err != nil {
		return err
	}
	to.ID, to.Procedure, to.Case, to.Number, to.Version = v.ID, v.Procedure, v.Case, v.Number, v.Version
	to.Status, to.From, to.Until, to.EditedBy, to.ApprovedBy, to.Returned = Draft, 0, 0, by, 0, v.Returned
	*v = to
	return nil
}

// Editable refuses where the version is not a draft in its writer's hands.
func (v *Version) Editable() error {
	switch v.Status {
	case Draft:
		return nil
	case Published:
		return refusal.TooEarlyOrLate("Quy trình “%s” phiên bản %d đã công bố, không sửa được: hãy soạn phiên bản mới.", v.Name, v.Number)
	}
	return refusal.TooEarlyOrLate("Quy trình “%s” phiên bản %d đã trình phê duyệt, không sửa được: người phê duyệt phải trả lại trước.", v.Name, v.Number)
}

// NewDraft begins the next version of the workflow of a procedure and case: a copy of the
// latest one, or an empty one.
func NewDraft(procedure string, caseNo int, versions []*Version, by int64) (Version, error) {
	draft := Version{Procedure: procedure, Case: caseNo, Number: 1}
	for _, v := range versions {
		if v.Procedure != procedure || v.Case != caseNo {
			continue
		}
		if v.Pending() {
			return Version{}, refusal.Clash("Quy trình của thủ tục %s đã có một bản dự thảo (phiên bản %d).", procedure, v.Number)
		}
		if v.Number >= draft.Number {
			draft.Number, draft.Name, draft.Basis, draft.Steps = v.Number+1, v.Name, v.Basis, slices.Clone(v.Steps)
		}
	}
	draft.Status, draft.EditedBy = Draft, by
	return draft, nil
}

// Effect is what publishing does to one version.
type Effect struct {
	Act    string // publish, supersede
	Before *Version
	After  Version
}

// Publishing is when and by whom a draft comes into force, and what it has to keep.
type Publishing struct {
	By    int64
	From  calendar.Day
	Basis string // decision that approves it; "": as the draft says
	Legal int    // shortest legal time in working minutes, 0 for none: see Check
}

// Publish puts an approved version in force from a day on and ends the version before it
// on that day. Its writer may not, as with a decision.
func (v *Version) Publish(p Publishing, versions []*Version) ([]Effect, error) {
	switch {
	case v.Status == Published:
		return nil, refusal.TooEarlyOrLate("Quy trình “%s” phiên bản %d đã công bố rồi.", v.Name, v.Number)
	case v.Status != Approved:
		return nil, refusal.TooEarlyOrLate("Quy trình “%s” phiên bản %d chưa được phê duyệt.", v.Name, v.Number)
	case v.EditedBy == p.By:
		return nil, refusal.Forbidden("Người soạn không được tự công bố quy trình “%s”: cần người thứ hai.", v.Name)
	case p.From == 0:
		return nil, refusal.Wrong("from", "Chưa có ngày áp dụng.")
	case p.Basis == "" && v.Basis == "":
		return nil, refusal.Wrong("basis", "Chưa ghi quyết định phê duyệt quy trình.")
	}
	if err := v.Check(p.Legal); err != nil {
		return nil, err
	}
	effects, err := v.supersede(p.From, versions)
	if err == nil && p.Basis != "" {
		effects[len(effects)-1].After.Basis = p.Basis
	}
	return effects, err
}

func (v *Version) supersede(from calendar.Day, versions []*Version) (effects []Effect, err error) {
	for _, old := range versions {
		if old.Procedure != v.Procedure || old.Case != v.Case || old.Status != Published || old.Until != 0 {
			continue
		}
		if from <= old.From {
			return nil, refusal.Wrong("from", "Phiên bản %d áp dụng từ %s, không thể thay trước ngày đó.", old.Number, old.From.Vietnamese())
		}
		ended := *old
		ended.Until = from
		effects = append(effects, Effect{"supersede", old, ended})
	}
	after := *v
	after.Status, after.From = Published, from
	return append(effects, Effect{"publish", v, after}), nil
}
