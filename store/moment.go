package store

import (
	"errors"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/kit/ident"
)

type calendarDay = calendar.Day

// errDryRun gives up a transaction that only wanted to know.
var errDryRun = errors.New("store: dry run")

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

func (m Moment) newID() int64 { return ident.At(m.At) }

// event is the beginning of an event; the book fills in the rest. The key belongs to the
// first event of a change that leaves several: see once.
func (m Moment) event(act, note string) audit.Event {
	return audit.Event{Act: act, At: m.At.UTC().Truncate(time.Second), By: int64(m.By), Unit: int64(m.Unit), Note: note, Key: m.Key, Leaf: audit.Unsealed}
}

type instant = time.Time

// whole cuts an instant to the second: the grain in which everything is kept.
func whole(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
