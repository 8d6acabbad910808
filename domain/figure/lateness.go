package figure

import (
	"time"

	"cchc/domain/calendar"
)

// Lateness is how far a dossier was, or is at an instant, from its due date.
type Lateness struct {
	Late  bool
	Days  int // calendar days between the due day and the day of the finish, never negative
	Hours int // of a lateness within the due day itself, at least 1
}

// Lateness of a row: of its finish, or at an instant while it is open.
func (r Row) Lateness(now time.Time) Lateness {
	at := r.Closed
	if at.IsZero() {
		at = now
	}
	if r.DueBy.IsZero() {
		return Lateness{}
	}
	days := int(calendar.DayOf(at) - calendar.DayOf(r.DueBy))
	late := at.After(r.DueBy)
	l := Lateness{Late: late, Days: max(days, -days)}
	if late && days == 0 {
		l.Hours = max(1, int(at.Sub(r.DueBy)/time.Hour))
	}
	return l
}

// LateDays is the lateness as a column of a sheet: 0 when it is not late.
func (r Row) LateDays(now time.Time) int {
	if l := r.Lateness(now); l.Late {
		return max(l.Days, 1)
	}
	return 0
}
