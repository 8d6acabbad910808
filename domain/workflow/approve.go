package workflow

import (
	"strings"

	"cchc/domain/refusal"
)

const (
	Submitted Status = "submitted" // waits for the second person
	Approved  Status = "approved"  // waits for its day: see Publish
)

// Pending reports whether the version is not in force yet: its steps may still change.
func (v *Version) Pending() bool { return v.Status != Published }

// Submit hands a draft to the second person. What could not be published is refused here
// already; legal is as Check takes it.
func (v *Version) Submit(legal int) error {
	if v.Status != Draft {
		return refusal.TooEarlyOrLate("Quy trình “%s” phiên bản %d đã trình rồi.", v.Name, v.Number)
	}
	if err := v.Check(legal); err != nil {
		return err
	}
	v.Status, v.Returned = Submitted, ""
	return nil
}

// Return gives a version that was submitted or approved back to its writer, with a reason
// that the writer can act on.
func (v *Version) Return(reason string) error {
	if v.Status != Submitted && v.Status != Approved {
		return refusal.TooEarlyOrLate("Quy trình “%s” phiên bản %d không chờ phê duyệt.", v.Name, v.Number)
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return refusal.Wrong("reason", "Phải ghi lý do trả lại, để người soạn biết cần sửa gì.")
	}
	v.Status, v.Returned, v.ApprovedBy = Draft, reason, 0
	return nil
}

// Approve is the second person's yes. The law may have changed since the version was
// submitted, so it is checked again.
func (v *Version) Approve(by int64, legal int) error {
	switch {
	case v.Status != Submitted:
		return refusal.TooEarlyOrLate("Quy trình “%s” phiên bản %d không chờ phê duyệt.", v.Name, v.Number)
	case v.EditedBy == by:
		return refusal.Forbidden("Người soạn không được tự phê duyệt quy trình “%s”: cần người thứ hai.", v.Name)
	}
	if err := v.Check(legal); err != nil {
		return err
	}
	v.Status, v.ApprovedBy = Approved, by
	return nil
}
