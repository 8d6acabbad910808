package quality

import (
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// Count is how many dossiers of an office have a fault of a kind.
type Count struct {
	Kind Kind
	Unit orgunit.ID
	N    int64
}

// Span is days of receipt: what is older is left alone, so that looking costs the same
// however many years are kept.
type Span struct {
	From, Until calendar.Day // until: first day no longer in it
}

// Query asks for dossiers with a fault, the youngest first.
type Query struct {
	Span
	Kind   Kind
	Unit   orgunit.ID   // an office with its parts, 0 for all
	Today  calendar.Day // on which units live
	Before int64        // the dossier with which the page before ended, 0 for the first page
	Limit  int
}

// Row is a dossier of the list.
type Row struct {
	ID       int64
	Code     string
	Unit     orgunit.ID
	Name     string // of the procedure
	Filed    time.Time
	Lag      int // working minutes between filing and receipt
	Received time.Time
	Due      calendar.Day
	Closed   time.Time
	Handed   time.Time
}

// Lag is how long papers lay between filing and receipt, of what an office received in a
// period. Times are working minutes; dossiers whose filing is not known are not in it.
type Lag struct {
	Unit   orgunit.ID // 0: the province
	Filed  int64      // dossiers whose filing is known
	Median int
	Over   int64 // received over the limit
}

// Lags adds up lengths and how often each came to a median: the shorter one of the two in
// the middle.
type Lags struct {
	lengths []int
	times   []int64
	all     int64
}

// Add a length that came a number of times; lengths come ascending.
func (l *Lags) Add(minutes int, n int64) {
	l.lengths, l.times = append(l.lengths, minutes), append(l.times, n)
	l.all += n
}

// Of is the figure of a unit, of whose dossiers some were received over the limit.
func (l *Lags) Of(unit orgunit.ID, over int64) Lag {
	lag := Lag{Unit: unit, Filed: l.all, Over: over}
	seen := int64(0)
	for i, n := range l.times {
		if seen += n; 2*seen >= l.all {
			lag.Median = l.lengths[i]
			break
		}
	}
	return lag
}
