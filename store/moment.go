package store

import (
	"errors"
	"time"

	"cchc/domain/calendar"
	"cchc/store/book"
)

// Moment is the who and when of a change, and the key that makes it happen once.
type Moment = book.Moment

type (
	calendarDay = calendar.Day
	instant     = time.Time
)

// errDryRun gives up a transaction that only wanted to know.
var errDryRun = errors.New("store: dry run")
