package orgunit

import (
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Change is one unit as an act leaves it, beside what it was; Before is nil for a new one.
type Change struct {
	Act    string // establish, rename, merge, split, dissolve, move
	Before *Unit
	After  Unit
}

// Reorganisation is what an act upon the tree did, or would do.
type Reorganisation struct {
	Changes  []Change
	Dossiers int // open ones, and results not handed over, that moved to an heir
	People   int // accounts that moved
}

// Act is something done to the tree. It returns the units that change and touches
// nothing, so that a dry run and the real thing are one.
type Act interface {
	Apply(m *Map, on calendar.Day) ([]Change, error)
}

// Establish makes a new unit.
type Establish struct{ Unit Unit }

// Apply refuses a code in use and a parent that does not live.
func (a Establish) Apply(m *Map, on calendar.Day) ([]Change, error) {
	u := a.Unit
	if u.From == 0 {
		u.From = on
	}
	if u.Name == "" {
		return nil, refusal.Wrong("name", "Chưa có tên đơn vị.")
	}
	if _, err := NormalCode(u.Code); err != nil {
		return nil, err
	}
	if m.ByCode(u.Code, u.From) != nil {
		return nil, refusal.Wrong("code", "Mã %s đang được %s dùng.", u.Code, m.ByCode(u.Code, u.From).Name)
	}
	if u.Parent == 0 && m.Root() != nil {
		return nil, refusal.Wrong("parent", "Chưa chọn đơn vị cấp trên của %s.", u.Name)
	}
	if parent := m.Unit(u.Parent); u.Parent != 0 && (parent == nil || !parent.Lives(u.From)) {
		return nil, refusal.Wrong("parent", "Đơn vị cấp trên của %s không có hoặc đã kết thúc trước ngày %s.", u.Name, u.From.Vietnamese())
	}
	return []Change{{"establish", nil, u}}, nil
}

// Rename gives a unit another name from a day on. Figures of the past keep the name of the time.
type Rename struct {
	Unit  ID
	Name  string
	Basis string
}

func (a Rename) Apply(m *Map, on calendar.Day) ([]Change, error) {
	u, err := m.living(a.Unit, on)
	if err != nil {
		return nil, err
	}
	if a.Name == "" || a.Name == u.Name {
		return nil, refusal.Wrong("name", "Tên mới của %s phải khác tên cũ.", u.Name)
	}
	if n := len(u.Names); n > 0 && on <= u.Names[n-1].Until {
		return nil, refusal.Wrong("on", "%s mang tên này từ ngày %s: tên mới phải sau ngày đó.", u.Name, u.Names[n-1].Until.Vietnamese())
	}
	after := *u
	after.Names = append(slices.Clone(u.Names), Name{u.Name, on})
	after.Name, after.Basis = a.Name, a.Basis
	return []Change{{"rename", u, after}}, nil
}

// Move hangs a unit under another one.
type Move struct {
	Unit, Parent ID
	Basis        string
}

func (a Move) Apply(m *Map, on calendar.Day) ([]Change, error) {
	u, err := m.living(a.Unit, on)
	if err != nil {
		return nil, err
	}
	if _, err := m.living(a.Parent, on); err != nil {
		return nil, err
	}
	if a.Parent == a.Unit || m.under(a.Parent, a.Unit) {
		return nil, refusal.Wrong("parent", "%s không thể trực thuộc chính mình.", u.Name)
	}
	after := *u
	after.Parent, after.Basis = a.Parent, a.Basis
	return []Change{{"move", u, after}}, nil
}

// Merge ends several units and lets one take over: a unit that exists, or the new
// one described in Into. Open dossiers, people and units below go with them.
type Merge struct {
	Units []ID
	Into  Unit // ID of an existing unit, or a new unit with an ID of its own
	Basis string
}

func (a Merge) Apply(m *Map, on calendar.Day) ([]Change, error) {
	if len(a.Units) == 0 {
		return nil, refusal.Wrong("units", "Chưa chọn đơn vị để sáp nhập.")
	}
	return succeed(m, on, "merge", a.Units, []Unit{a.Into}, a.Basis)
}

// Split ends one unit and lets several take over; the first takes what is open.
type Split struct {
	Unit  ID
	Into  []Unit
	Basis string
}

func (a Split) Apply(m *Map, on calendar.Day) ([]Change, error) {
	if len(a.Into) < 2 {
		return nil, refusal.Wrong("into", "Chia tách cần ít nhất hai đơn vị mới.")
	}
	return succeed(m, on, "split", []ID{a.Unit}, a.Into, a.Basis)
}

// Dissolve ends a unit and names who takes what is open.
type Dissolve struct {
	Unit, Heir ID
	Basis      string
}

func (a Dissolve) Apply(m *Map, on calendar.Day) ([]Change, error) {
	heir, err := m.living(a.Heir, on)
	if err != nil {
		return nil, refusal.Wrong("heir", "Chưa chọn đơn vị nhận hồ sơ đang giải quyết.")
	}
	return succeed(m, on, "dissolve", []ID{a.Unit}, []Unit{*heir}, a.Basis)
}

// succeed ends the old units on a day in favour of heirs, some of which may be new.
// Units below the old ones move to the first heir, unless they end as well.
func succeed(m *Map, on calendar.Day, act string, old []ID, heirs []Unit, basis string) ([]Change, error) {
	var changes []Change
	ids := make([]ID, len(heirs))
	for i, heir := range heirs {
		ids[i] = heir.ID
		if m.Unit(heir.ID) != nil {
			after, err := m.lift(heir.ID, old, on)
			if err != nil {
				return nil, err
			}
			if before := m.Unit(heir.ID); after.Parent != before.Parent {
				after.Basis = basis
				changes = append(changes, Change{"move", before, after})
			}
			continue
		}
		heir.From, heir.Basis = on, basis
		made, err := Establish{heir}.Apply(m.without(old), on)
		if err != nil {
			return nil, err
		}
		changes = append(changes, made...)
	}
	for _, id := range old {
		u, err := m.living(id, on)
		if err != nil {
			return nil, err
		}
		if slices.Contains(ids, id) {
			continue // absorbs the others and lives on
		}
		after := *u
		after.Until, after.Heirs, after.Basis = on, ids, basis
		changes = append(changes, Change{act, u, after})
		for _, child := range m.children[id] {
			if child.Lives(on) && !slices.Contains(old, child.ID) && !slices.Contains(ids, child.ID) {
				moved := *child
				moved.Parent, moved.Basis = ids[0], basis
				changes = append(changes, Change{"move", child, moved})
			}
		}
	}
	if !slices.ContainsFunc(changes, func(c Change) bool { return c.After.Until != 0 }) {
		return nil, refusal.Wrong("units", "Không có đơn vị nào kết thúc: đơn vị tiếp quản phải là đơn vị khác.")
	}
	return changes, nil
}

// lift is an heir that lives, hung under the nearest unit above it that does not end.
func (m *Map) lift(id ID, old []ID, on calendar.Day) (Unit, error) {
	u, err := m.living(id, on)
	if err != nil {
		return Unit{}, err
	}
	after := *u
	for parent := m.Unit(u.Parent); parent != nil && slices.Contains(old, parent.ID); parent = m.Unit(parent.Parent) {
		after.Parent = parent.Parent
	}
	return after, nil
}

// without is the map as if some units were no more, so that an heir may bear their code.
func (m *Map) without(ids []ID) *Map {
	rest := make([]*Unit, 0, len(m.units))
	for _, u := range m.units {
		if !slices.Contains(ids, u.ID) {
			rest = append(rest, u)
		}
	}
	return NewMap(rest)
}

func (m *Map) living(id ID, on calendar.Day) (*Unit, error) {
	u := m.Unit(id)
	if u == nil {
		return nil, refusal.Missing("Không có đơn vị này.")
	}
	if !u.Lives(on) {
		return nil, refusal.TooEarlyOrLate("%s không hoạt động vào ngày %s.", u.Name, on.Vietnamese())
	}
	return u, nil
}
