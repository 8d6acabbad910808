package payment

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// Drawer is the cash of one officer on one day.
type Drawer struct {
	ID          ID
	Desk        orgunit.ID
	Officer     account.ID
	Day         calendar.Day
	State       DrawerState
	Float       int64 // change it was opened with
	Expected    int64 // float, receipts, less cash given back; fixed when it is counted
	Counted     int64
	Explanation string     // of a difference
	To          account.ID // who took the money
	OpenedAt    time.Time
	CountedAt   time.Time
	HandedAt    time.Time
	Version     int
}

// DrawerState is where a drawer stands.
type DrawerState string

const (
	DrawerOpen    DrawerState = "open"
	DrawerCounted DrawerState = "counted"
	DrawerHanded  DrawerState = "handed"
)

// Title on pages.
func (s DrawerState) Title() string {
	return map[DrawerState]string{DrawerOpen: "Đang mở", DrawerCounted: "Đã kiểm đếm", DrawerHanded: "Đã bàn giao"}[s]
}

// Difference is what was counted beyond what should be there.
func (d *Drawer) Difference() int64 { return d.Counted - d.Expected }

// OpenDrawer makes the drawer of a day.
func OpenDrawer(float int64, m account.Stamp) (Drawer, Happened, error) {
	if float < 0 {
		return Drawer{}, Happened{}, refusal.Wrong("float", "Tiền lẻ đầu ngày không thể âm.")
	}
	return Drawer{Desk: m.Unit, Officer: m.By, Day: calendar.DayOf(m.At), State: DrawerOpen, Float: float, OpenedAt: m.At}, Happened{Act: "open"}, nil
}

// Count closes a drawer with what is in it.
type Count struct {
	Expected    int64 // as the receipts say
	Counted     int64
	Explanation string
}

// Apply wants a difference explained.
func (a Count) Apply(d *Drawer, m account.Stamp) (Happened, error) {
	switch diff := a.Counted - a.Expected; {
	case d.State != DrawerOpen:
		return Happened{}, refusal.TooEarlyOrLate("Két của ngày %s đã kiểm đếm.", d.Day.Vietnamese())
	case d.Officer != m.By:
		return Happened{}, refusal.Forbidden("Két này của người khác.")
	case a.Counted < 0:
		return Happened{}, refusal.Wrong("counted", "Số tiền kiểm đếm không thể âm.")
	case diff != 0 && a.Explanation == "":
		return Happened{}, refusal.Wrong("explanation", "Kiểm đếm lệch %s so với sổ (%s): phải giải trình.", vntext.Money(diff), vntext.Money(a.Expected))
	}
	d.State, d.Expected, d.Counted, d.Explanation, d.CountedAt = DrawerCounted, a.Expected, a.Counted, a.Explanation, m.At
	return Happened{"count", a.Explanation}, nil
}

// HandIn gives the counted money to somebody else.
type HandIn struct{ To account.ID }

func (a HandIn) Apply(d *Drawer, m account.Stamp) (Happened, error) {
	switch {
	case d.State != DrawerCounted:
		return Happened{}, refusal.TooEarlyOrLate("Két của ngày %s đang ở trạng thái “%s”: kiểm đếm rồi mới bàn giao.", d.Day.Vietnamese(), d.State.Title())
	case a.To == 0 || a.To == d.Officer:
		return Happened{}, refusal.Wrong("to", "Chọn người nhận tiền, không phải chính mình.")
	}
	d.State, d.To, d.HandedAt = DrawerHanded, a.To, m.At
	return Happened{Act: "hand_in"}, nil
}
