package book

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/kit/ident"
)

// Moment is the who and when of a change, and the key that makes it happen once.
type Moment struct {
	By   account.ID
	Unit orgunit.ID
	At   time.Time
	Key  string       // "" for changes that are safe to repeat
	On   calendar.Day // the day a change takes effect, where it is not the day of At
}

// Day on which the change takes effect.
func (m Moment) Day() calendar.Day {
	if m.On != 0 {
		return m.On
	}
	return calendar.DayOf(m.At)
}

// NewID is an identifier that grows with the time of the moment.
func (m Moment) NewID() int64 { return ident.At(m.At) }

// Event is the beginning of an event; the book fills in the rest. The key belongs to the
// first event of a change that leaves several: see Once.
func (m Moment) Event(act, note string) audit.Event {
	return audit.Event{Act: act, At: m.At.UTC().Truncate(time.Second), By: int64(m.By), Unit: int64(m.Unit), Note: note, Key: m.Key, Leaf: audit.Unsealed}
}

// Whole cuts an instant to the second: the grain in which everything is kept.
func Whole(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
