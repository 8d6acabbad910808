package dossier

import (
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
)

// Month is the first day of a local month: the period in which counters are kept.
type Month calendar.Day

// MonthOf is the month of a day.
func MonthOf(d calendar.Day) Month {
	y, m, _ := d.Date()
	return Month(calendar.On(y, m, 1))
}

// String is "2022-12".
func (m Month) String() string { return calendar.Day(m).String()[:7] }

// What is one counter.
type What int

const (
	CountReceivedDirect What = iota
	CountReceivedOnline
	CountReceivedPost
	CountEarly
	CountOnTime
	CountLate
	CountRefused
	CountStopped
	CountWithdrawn
	CountMovedIn
	CountMovedOut
	CountDueMet    // by the month of the due date: closed in time
	CountDueMissed // … closed late
	CountDueOpen   // … still owed
	Counters       // how many there are
)

// Cell is where a dossier is counted.
type Cell struct {
	Month     Month
	Unit      orgunit.ID
	Procedure procedure.ID
	What      What
}

// Cells lists where a dossier counts as it stands, once each. The counters are the sum
// of this over all dossiers; an act changes them by the difference it makes.
func (d *Dossier) Cells(add func(Cell)) {
	if d.State == RefusedAtIntake {
		return
	}
	cell := func(at calendar.Day, unit orgunit.ID, what What) {
		add(Cell{MonthOf(at), unit, d.Procedure, what})
	}
	cell(calendar.DayOf(d.Received), d.ReceivedBy(), receivedBy[d.Channel])
	for _, m := range d.Moves {
		cell(calendar.DayOf(m.At), m.From, CountMovedOut)
		cell(calendar.DayOf(m.At), m.To, CountMovedIn)
	}
	if what, closed := closedAs[d.Outcome]; closed {
		cell(calendar.DayOf(d.Closed), d.Unit, what)
	}
	if d.Due.IsZero() {
		return
	}
	// Whoever had it when it fell due answers for it: merging units whitewashes nobody's past.
	owed := d.HeldBy(d.Due.Last())
	switch d.Outcome {
	case Early, OnTime:
		cell(d.Due.Day, owed, CountDueMet)
	case Late:
		cell(d.Due.Day, owed, CountDueMissed)
	case Pending:
		cell(d.Due.Day, owed, CountDueOpen)
	}
}

var receivedBy = map[procedure.Channel]What{
	procedure.Direct: CountReceivedDirect, procedure.Online: CountReceivedOnline, procedure.Post: CountReceivedPost,
}

var closedAs = map[Outcome]What{
	Early: CountEarly, OnTime: CountOnTime, Late: CountLate,
	WasRefused: CountRefused, WasStopped: CountStopped, WasWithdrawn: CountWithdrawn,
}

// Difference is how the counters change between two states of a dossier; before is nil
// for a new one.
func Difference(before, after *Dossier) map[Cell]int {
	diff := map[Cell]int{}
	if before != nil {
		before.Cells(func(c Cell) { diff[c]-- })
	}
	after.Cells(func(c Cell) { diff[c]++ })
	for c, n := range diff {
		if n == 0 {
			delete(diff, c)
		}
	}
	return diff
}
