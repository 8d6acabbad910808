package account

import (
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// Stamp is what a page knows of a change that it asks for: who, on behalf of which unit,
// when, and the key that makes it happen once.
type Stamp struct {
	By   ID
	Unit orgunit.ID
	At   time.Time
	Key  string       // "" for changes that are safe to repeat
	On   calendar.Day // the day a change takes effect, 0 for the day of At
}
