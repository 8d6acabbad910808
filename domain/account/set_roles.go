package account

import (
	"slices"

	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// SetRoles gives an account its roles anew.
type SetRoles struct{ Roles []Role }

// Apply refuses roles for oneself, and to leave the system without an operator.
func (c SetRoles) Apply(a *Account, m Moment) (Happened, error) {
	before := a.Roles
	if slices.Equal(before, ordered(c.Roles)) {
		return Happened{}, nil
	}
	if !slices.Contains(c.Roles, Operator) {
		if err := lastOperator(a, m); err != nil {
			return Happened{}, err
		}
	}
	return Happened{Act: "set_roles"}, a.give(c.Roles, m)
}

func (a *Account) give(roles []Role, m Moment) error {
	if m.himself(a) {
		return refusal.Forbidden("Không ai được tự đặt vai trò cho mình. Hãy nhờ người quản trị khác.")
	}
	if len(roles) == 0 {
		return refusal.Wrong("roles", "Chưa chọn vai trò.")
	}
	for _, r := range roles {
		if !slices.Contains(Roles, r) {
			return refusal.Wrong("roles", "Không có vai trò “%s”.", string(r))
		}
		if err := placed(r, a, m); err != nil {
			return err
		}
		// An inspector reads the dossiers of the whole province: the operator of one
		// commune must not be able to open that door.
		if r == Inspector && !slices.Contains(a.Roles, r) && !m.overProvince() {
			return refusal.Wrong("roles", "Vai trò “%s” xem hồ sơ của toàn tỉnh nên chỉ người quản trị cấp tỉnh được giao.", r.Title())
		}
	}
	a.Roles = ordered(roles)
	return nil
}

// placed refuses the roles of people who are no officials anywhere but at the places that are
// made for them: in an ordinary office their narrow rights would reach over its dossiers.
func placed(r Role, a *Account, m Moment) error {
	want := map[Role]orgunit.Block{Postal: orgunit.Postal, Agent: orgunit.Hired}[r]
	if u := m.Units.Unit(a.Unit); want != "" && (u == nil || u.Block != want) {
		return refusal.Wrong("roles", "Vai trò “%s” chỉ giao cho người ở điểm bưu chính hoặc quầy doanh nghiệp tương ứng.", r.Title())
	}
	return nil
}

// ordered is a set of roles in the order of Roles: one set has one text in the trace.
func ordered(roles []Role) (list []Role) {
	for _, r := range Roles {
		if slices.Contains(roles, r) {
			list = append(list, r)
		}
	}
	return list
}
