package calendar

import "time"

// Due is when a limit ends. Limits in days have only the day, and end with it
// (Civil Code, Điều 148.6); limits in hours have the instant too. The zero Due is
// unknown: the limit is paused.
type Due struct {
	Day Day
	At  time.Time
}

// IsZero says that nobody can know yet when the limit ends.
func (d Due) IsZero() bool { return d.Day == 0 }

// Last is the last whole second that is still in time, the zero instant when the
// due is unknown. A limit has passed when now is after it: one column to compare.
func (d Due) Last() time.Time {
	switch {
	case d.IsZero():
		return time.Time{}
	case d.At.IsZero():
		return (d.Day + 1).Start().Add(-time.Second)
	}
	return d.At
}

// Passed says whether the limit is over at an instant; never while it is unknown.
// A day limit is not over before midnight, whatever the opening hours.
func (d Due) Passed(now time.Time) bool {
	return !d.IsZero() && now.Truncate(time.Second).After(d.Last())
}

// Before says whether d ends earlier than other; an unknown due ends after all.
func (d Due) Before(other Due) bool {
	if d.IsZero() || other.IsZero() {
		return !d.IsZero()
	}
	return d.Last().Before(other.Last())
}

// Vietnamese is "15/02/2024", "16:00 15/02/2024" for a limit in hours, "" when unknown.
func (d Due) Vietnamese() string {
	if d.At.IsZero() {
		return d.Day.Vietnamese()
	}
	return instantText(d.At)
}

// instantText is "16:00 15/02/2024", with seconds only when there are any.
func instantText(t time.Time) string {
	if t.Second() == 0 {
		return t.In(Local).Format("15:04 02/01/2006")
	}
	return t.In(Local).Format("15:04:05 02/01/2006")
}

// Outcome is how a finish stands to its due.
type Outcome int

const (
	Undecided Outcome = iota // the due is unknown
	Early                    // finished on an earlier day than the due day
	OnTime                   // finished on the due day; for hours, by the due instant
	Late                     // finished after the limit had passed
)

// String is "early", "on_time" or "late", "" for undecided.
func (o Outcome) String() string { return [...]string{"", "early", "on_time", "late"}[o] }

// Vietnamese is "Trước hạn", "Đúng hạn" or "Quá hạn".
func (o Outcome) Vietnamese() string {
	return [...]string{"Chưa xác định", "Trước hạn", "Đúng hạn", "Quá hạn"}[o]
}

// Lateness judges a finish. Late is by the date for day limits and by the instant
// for hour limits; early is a whole day for both, so that an hour saved on the due
// day is "on time".
func (d Due) Lateness(finished time.Time) Outcome {
	switch {
	case d.IsZero():
		return Undecided
	case d.Passed(finished):
		return Late
	case DayOf(finished) < d.Day:
		return Early
	}
	return OnTime
}
