// Package account says who may do what: roles × acts × the relation of the
// person's unit to the unit that the act concerns.
package account

import (
	"slices"

	"cchc/domain/orgunit"
)

// ID identifies an account; 0 is the system itself.
type ID int64

// Account is a person of the staff. Password and the TOTP secret are kept by the
// store as hashes or sealed; the log holds only commitments to them.
type Account struct {
	ID       ID
	Login    string // lower case, unique
	Name     string // family name first
	Title    string // chức danh, as printed under a signature
	Unit     orgunit.ID
	Roles    []Role
	Locked   bool
	Password string // argon2id in PHC form, "" until the person has set one
	TOTP     string // base32 secret, "" when the second factor is off
	Language string // "vi" or "en"
	Away     Absence
	Version  int
}

// Role is what somebody is at the office.
type Role string

const (
	Counter   Role = "counter"   // cán bộ Một cửa: receives, hands over
	Official  Role = "official"  // chuyên viên: handles steps
	Leader    Role = "leader"    // lãnh đạo: decides, sees the units below
	Inspector Role = "inspector" // kiểm tra, thẩm định: reads everything, changes nothing
	Designer  Role = "designer"  // kiểm soát TTHC: procedures and workflows
	Operator  Role = "operator"  // quản trị: units, accounts, calendar, log; no dossiers
	Postal    Role = "postal"    // nhân viên bưu chính: receives at a postal point, brings and takes
	Agent     Role = "agent"     // nhân viên doanh nghiệp được thuê: a contracted desk; decides nothing
)

// Roles in the order of documents and tests.
var Roles = []Role{Counter, Official, Leader, Inspector, Designer, Operator, Postal, Agent}

// Title is the role's name on pages.
func (r Role) Title() string {
	return map[Role]string{
		Counter: "Cán bộ Một cửa", Official: "Chuyên viên", Leader: "Lãnh đạo",
		Inspector: "Kiểm tra, thẩm định", Designer: "Kiểm soát thủ tục hành chính", Operator: "Quản trị",
		Postal: "Nhân viên bưu chính", Agent: "Nhân viên doanh nghiệp được thuê",
	}[r]
}

// Is reports whether the account has one of the roles.
func (a *Account) Is(roles ...Role) bool {
	return slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(a.Roles, r) })
}

// May answers whether the account may do an act that concerns a unit. Denied unless
// the policy allows it to one of its roles in the relation of the units.
func (a *Account) May(act Act, units *orgunit.Map, target orgunit.ID) bool {
	if a == nil || a.Locked {
		return false
	}
	relation := units.Relation(a.Unit, target)
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return Allowed(r, act, relation) })
}

// MayAnywhere answers whether there is any unit for which the act is allowed: whether
// a page that leads to it is worth showing.
func (a *Account) MayAnywhere(act Act) bool {
	if a == nil || a.Locked {
		return false
	}
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return len(policy[act][r]) > 0 })
}

// Reach lists the units for which the account may do an act, for the condition of a
// list; all is true when it may for every unit.
func (a *Account) Reach(act Act, units *orgunit.Map) (list []orgunit.ID, all bool) {
	if a == nil || a.Locked {
		return nil, false
	}
	all = true
	for _, u := range units.All() {
		if a.May(act, units, u.ID) {
			list = append(list, u.ID)
		} else {
			all = false
		}
	}
	return list, all
}
