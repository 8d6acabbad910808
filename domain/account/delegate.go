package account

import (
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Absence is who stands in while somebody is away. It ends by itself.
type Absence struct {
	Substitute  ID // 0: nobody
	From, Until calendar.Day
}

// Covers reports whether somebody stands in on a day; both edges count.
func (a Absence) Covers(on calendar.Day) bool {
	return a.Substitute != 0 && a.From <= on && on <= a.Until
}

// mostAway is how many days an absence may last: what lasts longer is another person's
// work, by decision and not by delegation.
const mostAway = 180

// Delegate names who stands in while a person is away. What they have taken over can then
// be done by the other; it stays theirs, and the trace shows who did it.
type Delegate struct {
	To          *Account
	From, Until calendar.Day
	Why         string
}

// Apply refuses a substitute of another office or with fewer roles at the desks than the
// absent person: nobody gains a right by standing in.
func (c Delegate) Apply(a *Account, m Moment) (Happened, error) {
	var faults refusal.List
	wrong := func(field, format string, args ...any) {
		faults = append(faults, refusal.Wrong(field, format, args...))
	}
	switch {
	case c.To == nil || c.To.Locked:
		wrong("to", "Chưa chọn người làm thay, hoặc tài khoản đã khóa.")
	case c.To.ID == a.ID:
		wrong("to", "Không tự làm thay mình được.")
	case m.Units.Office(c.To.Unit) != m.Units.Office(a.Unit):
		wrong("to", "%s không cùng cơ quan với %s.", c.To.Name, a.Name)
	default:
		for _, r := range []Role{Counter, Official, Leader} {
			if a.Is(r) && !c.To.Is(r) {
				wrong("to", "%s không có vai trò %s như %s.", c.To.Name, r.Title(), a.Name)
			}
		}
	}
	switch {
	case c.From == 0 || c.Until == 0:
		wrong("from", "Chưa có thời gian vắng mặt.")
	case c.Until < c.From || c.Until < m.On:
		wrong("until", "Ngày cuối phải từ hôm nay và sau ngày đầu.")
	case c.Until-c.From >= mostAway:
		wrong("until", "Chỉ ủy quyền nhiều nhất %d ngày một lần.", mostAway)
	}
	if c.Why = oneLine(c.Why); c.Why == "" {
		wrong("why", "Phải ghi lý do.")
	}
	if err := faults.OrNil(); err != nil {
		return Happened{}, err
	}
	a.Away = Absence{c.To.ID, c.From, c.Until}
	return Happened{"delegate", c.Why}, nil
}

// ComeBack ends an absence before its time.
type ComeBack struct{ Why string }

// Apply does nothing when nobody stands in.
func (c ComeBack) Apply(a *Account, _ Moment) (Happened, error) {
	if a.Away == (Absence{}) {
		return Happened{}, nil
	}
	a.Away = Absence{}
	return Happened{"come_back", oneLine(c.Why)}, nil
}

// MayDelegate reports whether one person may name who stands in for another: everybody for
// themselves, a leader within the office.
func (a *Account) MayDelegate(absent *Account, m Moment) bool {
	return a != nil && !a.Locked && (a.ID == absent.ID || a.May(DelegateWork, m.Units, absent.Unit)) && slices.ContainsFunc(absent.Roles, atDesks)
}

func atDesks(r Role) bool { return r == Counter || r == Official || r == Leader }
