package account

import "cchc/domain/orgunit"

// Why lists the roles by which an account may do an act in a relation, none when it may not.
func (a *Account) Why(act Act, relation orgunit.Relation) (by []Role) {
	if a == nil || a.Locked {
		return nil
	}
	for _, r := range a.Roles {
		if Allowed(r, act, relation) {
			by = append(by, r)
		}
	}
	return by
}

// RelationTitle is a relation in words, seen from one's own unit.
func RelationTitle(r orgunit.Relation) string {
	return map[orgunit.Relation]string{
		orgunit.Own: "Đơn vị mình", orgunit.Below: "Đơn vị cấp dưới", orgunit.Above: "Đơn vị cấp trên", orgunit.Other: "Đơn vị khác",
	}[r]
}
