package account

import (
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Change is something done to an account. It alters the account or refuses; whether the
// person who asks may change accounts of that unit at all is for the policy to say.
type Change interface {
	Apply(a *Account, m Moment) (Happened, error)
}

// Happened is what a change leaves in the trace. An empty Act says that nothing differs,
// and leaves nothing.
type Happened struct {
	Act  string // "create", "lock", …; its words are Event's
	Note string // the reason
}

// Moment is by whom and among whom a change happens.
type Moment struct {
	By        *Account // nil for the system itself
	Units     *orgunit.Map
	On        calendar.Day
	Operators int // accounts besides this one that are operators and not locked
}

// himself says whether the account is changed by its own person.
func (m Moment) himself(a *Account) bool { return m.By != nil && m.By.ID == a.ID }

// overProvince says whether who asks stands at the province itself, or is the system.
func (m Moment) overProvince() bool {
	if m.By == nil || m.By.Unit == 0 {
		return true
	}
	root := m.Units.Root()
	return root != nil && m.Units.Office(m.By.Unit) == root.ID
}

func (m Moment) living(id orgunit.ID) error {
	unit := m.Units.Unit(id)
	if unit == nil {
		return refusal.Wrong("unit", "Chưa chọn đơn vị.")
	}
	if !unit.Lives(m.On) {
		return refusal.Wrong("unit", "%s không hoạt động vào ngày %s.", unit.Name, m.On.Vietnamese())
	}
	return nil
}

// lastOperator refuses what would leave the system without anybody to run it.
func lastOperator(a *Account, m Moment) error {
	if a.Is(Operator) && !a.Locked && m.Operators == 0 {
		return refusal.TooEarlyOrLate("Đây là tài khoản quản trị cuối cùng còn hoạt động. Hãy giao quyền quản trị cho người khác trước.")
	}
	return nil
}
