package account

import "cchc/domain/refusal"

// Invite gives the account's person a one-time link to choose a password. Whoever makes
// the link could use it, so it asks for as much as giving the roles would.
type Invite struct{}

// Apply refuses a locked account.
func (Invite) Apply(a *Account, m Moment) (Happened, error) {
	if a.Locked {
		return Happened{}, refusal.TooEarlyOrLate("Tài khoản %s đang khóa. Hãy mở khóa trước.", a.Login)
	}
	return Happened{Act: "invite"}, aboveInspector(a, m)
}

// aboveInspector refuses to touch what protects an inspector's account from anywhere but
// the province: see SetRoles.
func aboveInspector(a *Account, m Moment) error {
	if a.Is(Inspector) && !m.himself(a) && !m.overProvince() {
		return refusal.Forbidden("Tài khoản kiểm tra, thẩm định xem hồ sơ của toàn tỉnh: chỉ người quản trị cấp tỉnh được làm việc này.")
	}
	return nil
}

// Unchanged lets the changes behind it through only if the account is still what the page
// showed.
type Unchanged struct{ Version int }

// Apply refuses when somebody was quicker.
func (c Unchanged) Apply(a *Account, _ Moment) (Happened, error) {
	if a.Version != c.Version {
		return Happened{}, refusal.Clash("Tài khoản vừa được người khác thay đổi. Hãy tải lại trang rồi làm lại.")
	}
	return Happened{}, nil
}
