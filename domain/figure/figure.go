// Package figure says what is counted and how a share is made of it: conditions upon
// dossiers, the three formulas of "on time" with their rounding, the identity that every
// table must satisfy, and the words that explain a number.
//
// It counts nothing itself: a Tally comes from the store, and every number in it is the
// length of a list under a Condition.
package figure

import (
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// By is what the lines of a table are.
type By string

const (
	ByLevel     By = "level"
	ByUnit      By = "unit"
	ByField     By = "field"
	ByProcedure By = "procedure"
)

// Scope narrows a figure down; zero values leave everything in.
type Scope struct {
	Level     orgunit.Level
	Unit      orgunit.ID // an office, with the divisions and desks inside it
	Field     string     // lĩnh vực, by name
	Procedure string     // national code, every version
}

// Query is what a figure is about.
type Query struct {
	Period Period
	Scope  Scope
	// Recast puts figures of units that are no more under their heir on that day; 0 leaves
	// them where they were earned.
	Recast calendar.Day
	// Stock asks also for what was carried over and what is open, which is counted from
	// the dossiers and not from the counters.
	Stock bool
}

// Line is one line of a table.
type Line struct {
	Key   string        // level, unit identifier, field or procedure code
	Name  string        // as pages print it
	Level orgunit.Level // of lines by level and by unit
	Unit  orgunit.ID    // of lines by unit
	Tally
}

// Trend is one line through the months.
type Trend struct {
	Key    string
	Name   string
	Months []Line // one each, oldest first, Key is "2022-12"
}

// Sum adds lines up.
func Sum(lines []Line) (total Tally) {
	for _, l := range lines {
		total.Add(l.Tally, 1)
	}
	return total
}
