package orgunit

import (
	"cmp"
	"slices"

	"cchc/domain/calendar"
)

// Relation of one unit to another, seen from the first. Divisions and desks inside an
// office count as the office itself.
type Relation string

const (
	Own   Relation = "own"   // the same office
	Below Relation = "below" // the other hangs under it, at any depth
	Above Relation = "above" // it hangs under the other
	Other Relation = "other"
)

// Relations in the order of documents and tests.
var Relations = []Relation{Own, Below, Above, Other}

// Map is the tree of all units that are or were, made once and then only read.
type Map struct {
	units    []*Unit
	byID     map[ID]*Unit
	byCode   map[string][]*Unit // normalised code; several when a code was used again
	children map[ID][]*Unit
}

// NewMap arranges units. It keeps the pointers.
func NewMap(units []*Unit) *Map {
	m := &Map{units: units, byID: map[ID]*Unit{}, byCode: map[string][]*Unit{}, children: map[ID][]*Unit{}}
	slices.SortFunc(m.units, func(a, b *Unit) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID)) })
	for _, u := range m.units {
		m.byID[u.ID] = u
		m.children[u.Parent] = append(m.children[u.Parent], u)
		if normal, err := NormalCode(u.Code); err == nil {
			m.byCode[normal] = append(m.byCode[normal], u)
		}
	}
	return m
}

// All units, ordered by code.
func (m *Map) All() []*Unit { return m.units }

// Unit by its identifier, nil when there is none.
func (m *Map) Unit(id ID) *Unit { return m.byID[id] }

// Name of a unit, "" when there is none.
func (m *Map) Name(id ID) string {
	if u := m.byID[id]; u != nil {
		return u.Name
	}
	return ""
}

// ByCode finds the unit that bears a code, in either order, on a day; nil when none does.
func (m *Map) ByCode(code string, on calendar.Day) *Unit {
	normal, err := NormalCode(code)
	if err != nil {
		return nil
	}
	for _, u := range m.byCode[normal] {
		if u.Lives(on) {
			return u
		}
	}
	return nil
}

// Children of a unit that are or were.
func (m *Map) Children(id ID) []*Unit { return m.children[id] }

// Root is the province.
func (m *Map) Root() *Unit {
	if top := m.children[0]; len(top) > 0 {
		return top[0]
	}
	return nil
}

// Relation of unit a to unit b.
func (m *Map) Relation(a, b ID) Relation {
	a, b = m.Office(a), m.Office(b)
	switch {
	case a == b:
		return Own
	case m.under(b, a):
		return Below
	case m.under(a, b):
		return Above
	}
	return Other
}

// Office is the unit itself, or the office that a division or desk is part of.
func (m *Map) Office(id ID) ID {
	for u := m.byID[id]; u != nil && u.Block == Within && u.Parent != 0; u = m.byID[id] {
		id = u.Parent
	}
	return id
}

// Desk is where what is handed in at a unit is officially received: the unit itself, or
// what stands above a place that only helps.
func (m *Map) Desk(id ID) ID {
	for u := m.byID[id]; u != nil && u.Block.Helps() && u.Parent != 0; u = m.byID[id] {
		id = u.Parent
	}
	return id
}

// under says whether one unit hangs under another, at any depth. What has no unit, 0, is
// where the province itself hangs: the first operator may come before the first unit.
func (m *Map) under(low, high ID) bool {
	for u := m.byID[low]; u != nil; u = m.byID[u.Parent] {
		if u.Parent == high {
			return true
		}
	}
	return false
}

// Below lists a unit and everything under it, whether it lives or not.
func (m *Map) Below(id ID) []ID {
	list := []ID{id}
	for _, child := range m.children[id] {
		list = append(list, m.Below(child.ID)...)
	}
	return list
}

// Heir follows the successors of a unit to the one that lives on a day: the unit on
// whose line its past stands when it is recast on that day's map. A unit that was not
// succeeded is its own heir.
func (m *Map) Heir(id ID, on calendar.Day) ID {
	for range len(m.units) {
		u := m.byID[id]
		if u == nil || u.Lives(on) || len(u.Heirs) == 0 || on < u.From {
			return id
		}
		id = u.Heirs[0]
	}
	return id
}
