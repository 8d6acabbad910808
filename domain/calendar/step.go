package calendar

import (
	"fmt"
	"strings"
)

// StepKind is what a step of an explanation does.
type StepKind string

const (
	StepReceived StepKind = "received" // when and how the count begins
	StepSkipped  StepKind = "skipped"  // days not counted because they are off
	StepMakeUp   StepKind = "make_up"  // weekend days that are worked, and so counted
	StepCounted  StepKind = "counted"  // the count, and where it ends
	StepMoved    StepKind = "moved"    // the last day is off and gives way to the next working day
	StepPause    StepKind = "pause"    // the clock stood still
	StepWarning  StepKind = "warning"  // the result may change: holidays not known yet
	StepDue      StepKind = "due"      // the result; always the last step
)

// Step is one step of the explanation of a due date. Format and Args are the
// Vietnamese sentence, Format being the catalogue's key; Days are the days that it
// is about; Law is where the rule stands, "" when the step only applies the calendar.
type Step struct {
	Kind   StepKind
	Days   []Day
	Law    string
	Format string
	Args   []any
}

// Text is the sentence in Vietnamese.
func (s Step) Text() string { return fmt.Sprintf(s.Format, s.Args...) }

// Where the rules of the steps stand.
const (
	lawFirstDay = "Điều 147 khoản 2 Bộ luật Dân sự 2015"
	lawLastDay  = "Điều 148 khoản 1 và khoản 6 Bộ luật Dân sự 2015"
	lawMonths   = "Điều 148 khoản 3 Bộ luật Dân sự 2015"
	lawMoved    = "Điều 148 khoản 5 Bộ luật Dân sự 2015"
	lawSameDay  = "Điều 18 Nghị định 61/2018/NĐ-CP"
	lawRestart  = "Điều 19 khoản 4 Nghị định 61/2018/NĐ-CP"
)

// dayList writes days for a sentence: runs as "08/02/2024–09/02/2024", and no more
// than eight runs, so that a long limit stays readable.
func dayList(days []Day) string {
	const most = 8
	var runs []string
	for i := 0; i < len(days); {
		j := i
		for j+1 < len(days) && days[j+1] == days[j]+1 {
			j++
		}
		run := days[i].Vietnamese()
		if j > i {
			run += "–" + days[j].Vietnamese()
		}
		runs = append(runs, run)
		i = j + 1
	}
	if len(runs) > most {
		runs = append(runs[:most], "…")
	}
	return strings.Join(runs, ", ")
}
