package orgunit

import "cchc/domain/calendar"

// Nearest is the living unit of a block that is nearest to a unit: the first by code of
// those under its office, else of those under the office above, and so on up to the
// province; 0 when there is none. So a commune finds the land office of its own district.
func (m *Map) Nearest(from ID, block Block, on calendar.Day) ID {
	for u := m.byID[m.Office(from)]; u != nil; u = m.byID[u.Parent] {
		if u.Block == block && u.Lives(on) {
			return u.ID
		}
		for _, child := range m.children[u.ID] {
			if child.Block == block && child.Lives(on) {
				return child.ID
			}
		}
	}
	return 0
}
