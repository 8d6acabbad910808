// Package calendar knows when the administration works and when a limit ends.
//
// A calendar is versioned data: which weekdays are holidays, which Saturdays are
// worked, at which hours the offices are open. The rules on top are few: the Civil
// Code 2015 (Điều 146–148) and NĐ 61/2018. Every due date can explain itself.
package calendar

import (
	"maps"
	"slices"

	"cchc/domain/refusal"
)

// Effect is what a mark does to a day.
type Effect int

const (
	Off     Effect = iota + 1 // a weekday that is not worked
	Work                      // a Saturday or Sunday that is worked
	Pending                   // announced but not in force: changes nothing
)

// String is "OFF", "WORK" or "PENDING".
func (e Effect) String() string { return [...]string{"", "OFF", "WORK", "PENDING"}[e] }

// Mark is one day that is not as its weekday says: "30/4, OFF, Ngày Chiến thắng,
// ngày lễ". Source says where the mark was read.
type Mark struct {
	Day    Day
	Effect Effect
	Name   string
	Reason string
	Source string
}

// Calendar answers for days and hours. It never changes once built and may be
// used by many at once. The zero value knows no holiday and must not be used.
type Calendar struct {
	Version int

	marks []Mark // by day
	hours []Hours
	table *table
	units map[int64]*Calendar // the same days at the hours of one unit

	usual  *shift           // when every day of the year is alike
	byDate *[13 * 32]*shift // by month × 32 + day, nil when every day is alike
}

// New builds a calendar. A day marked twice, a mark outside 1945–2199, and hours
// that overlap or are decided twice are refused.
func New(version int, marks []Mark, hours ...Hours) (*Calendar, error) {
	c := &Calendar{Version: version, marks: slices.Clone(marks), hours: cloneHours(hours)}
	slices.SortStableFunc(c.marks, func(a, b Mark) int { return int(a.Day - b.Day) })
	for i, m := range c.marks {
		if err := m.check(); err != nil {
			return nil, err
		}
		if i > 0 && c.marks[i-1].Day == m.Day {
			return nil, refusal.Wrong("date", "Ngày %s được ghi hai lần.", m.Day.Vietnamese())
		}
	}
	c.table = newTable(c.marks)
	return c, c.open()
}

// The years in which a mark can lie: a day outside them is a slip of the pen.
var firstMark, lastMark = MustDay("1945-01-01"), MustDay("2199-12-31")

func (m Mark) check() error {
	if m.Day < firstMark || m.Day > lastMark {
		return refusal.Wrong("date", "Ngày của lịch phải từ năm 1945 đến năm 2199.")
	}
	if m.Effect < Off || m.Effect > Pending {
		return refusal.Wrong("effect", "Ngày %s phải là OFF (nghỉ), WORK (làm bù) hoặc PENDING (chưa áp dụng).", m.Day.Vietnamese())
	}
	return nil
}

// open works out the sessions of every day, for all and for each unit with its own.
func (c *Calendar) open() error {
	byUnit := map[int64][]Hours{}
	for _, h := range c.hours {
		if err := h.check(); err != nil {
			return err
		}
		byUnit[h.Unit] = append(byUnit[h.Unit], h)
	}
	units := make(map[int64]*Calendar, len(byUnit))
	for _, unit := range slices.Sorted(maps.Keys(byUnit)) {
		view := *c
		if err := view.arrange(byUnit[0], byUnit[unit]); err != nil {
			return err
		}
		units[unit] = &view
	}
	c.units = units
	if general := units[0]; general != nil {
		c.usual, c.byDate = general.usual, general.byDate
		return nil
	}
	c.usual = newShift(usualSessions)
	return nil
}

// For is the calendar at the hours of a unit. Give the unit and then those above
// it: the nearest that has hours of its own decides; nobody, the general ones.
func (c *Calendar) For(units ...int64) *Calendar {
	for _, unit := range units {
		if view := c.units[unit]; view != nil {
			return view
		}
	}
	return c
}

// Marks lists the marked days in order, those not in force too.
func (c *Calendar) Marks() []Mark { return slices.Clone(c.marks) }

// Hours lists the sessions that were decided, without the usual ones.
func (c *Calendar) Hours() []Hours { return cloneHours(c.hours) }

func cloneHours(hours []Hours) []Hours {
	list := slices.Clone(hours)
	for i := range list {
		list[i].Sessions = slices.Clone(list[i].Sessions)
	}
	return list
}

// MarkOn is the mark of a day, of any effect.
func (c *Calendar) MarkOn(d Day) (Mark, bool) {
	i, found := slices.BinarySearchFunc(c.marks, d, func(m Mark, d Day) int { return int(m.Day - d) })
	if !found {
		return Mark{}, false
	}
	return c.marks[i], true
}
