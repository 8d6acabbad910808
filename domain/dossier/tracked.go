package dossier

import (
	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
)

// Tracked is a dossier with its story, as it stood together at one moment.
type Tracked struct {
	Dossier
	Person Person // empty after erasing by right
	Events []audit.Event
	People map[account.ID]string // names of those who have a step
}

// Catalogue is Rules for whoever has to choose among them.
type Catalogue interface {
	Rules
	// Versions of all procedures, by code and number.
	Versions() []*procedure.Version
	// InForce is the version of a procedure on a day, nil for none.
	InForce(code string, on calendar.Day) *procedure.Version
	// WorkflowFor is the workflow of a procedure and case on a day, nil for none.
	WorkflowFor(code string, caseNo int, on calendar.Day) *workflow.Version
}

// Explain tells step by step how the due date came about; while the clock stands, how the
// one before the pause did. c is the calendar at the hours of the unit with competence.
func (d *Dossier) Explain(c *calendar.Calendar) ([]calendar.Step, error) {
	_, steps, err := c.Due(d.Received, d.Limit, d.stops()...)
	return steps, err
}
