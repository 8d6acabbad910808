package calendar

import (
	"fmt"
	"time"
	_ "time/tzdata" // the zone must not depend on what the machine has installed
)

// Local is the zone of every wall clock in the system, whatever the server's own.
var Local = func() *time.Location {
	zone, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		panic(err) // impossible: tzdata is linked in
	}
	return zone
}()

// Day is a calendar day without a clock or a zone. It counts the days since
// 31/12 of the year 0, so that 1 is Monday 01/01/0001; 0 is no day. It is never a
// time.Time, because an instant shown in another zone is another day.
type Day int32

const secondsPerDay = 24 * 60 * 60

// dayOne is Monday 01/01/0001 in Unix seconds.
var dayOne = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

// On is the day of a date.
func On(year int, month time.Month, day int) Day {
	return Day((time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()-dayOne)/secondsPerDay + 1)
}

// DayOf is the local day of an instant, 0 for the zero instant.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return 0
	}
	return On(t.In(Local).Date())
}

// ParseDay reads "2026-01-31".
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a day as 2026-01-31", s)
	}
	return On(t.Date()), nil
}

// MustDay is ParseDay for texts that are written in the program.
func MustDay(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func (d Day) utc() time.Time {
	return time.Unix(dayOne+int64(d-1)*secondsPerDay, 0).UTC()
}

// Date gives the parts.
func (d Day) Date() (year int, month time.Month, day int) { return d.utc().Date() }

// String is "2026-01-31", "" for no day; it sorts as days do.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// Vietnamese is "31/01/2026", "" for no day.
func (d Day) Vietnamese() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format("02/01/2006")
}

// Weekday of the day.
func (d Day) Weekday() time.Weekday { return time.Weekday(d % 7) }

// At is the instant of a wall clock on that day, minutes counted from midnight.
func (d Day) At(minute int) time.Time {
	y, m, day := d.Date()
	return time.Date(y, m, day, minute/60, minute%60, 0, 0, Local)
}

// Start is the first instant of the day; Start of the next one is its end.
func (d Day) Start() time.Time { return d.At(0) }

// AddMonths is the same day n months on, or that month's last day when it has no such day.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return On(first.Year(), first.Month(), min(day, last))
}

// MarshalText is String, for JSON and flags.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDay; "" is no day.
func (d *Day) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDay(string(text))
	return err
}
