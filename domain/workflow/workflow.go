// Package workflow holds the internal procedures (quy trình nội bộ): the numbered
// steps by which an office keeps what a procedure promises.
package workflow

import (
	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// ID identifies one version of a workflow.
type ID int64

// Status of a version.
type Status string

const (
	Draft     Status = "draft"
	Published Status = "published"
)

// Version is one version of the workflow of a procedure.
type Version struct {
	ID        ID
	Procedure string // national code
	Case      int    // 0: every case
	Number    int
	Name      string
	Status    Status
	From      calendar.Day
	Until     calendar.Day // 0 while open
	Basis     string       // decision that approved it
	Steps     []Step
	EditedBy  int64
	Returned  string // why the second person sent the draft back, "" otherwise
	// ApprovedBy is the second person, 0 before.
	ApprovedBy int64
	Version    int
}

// Place says which unit does a step, relative to the dossier.
type Place string

const (
	AtDesk  Place = "desk"  // where the dossier was received
	AtUnit  Place = "unit"  // the unit with competence
	AtNamed Place = "named" // the unit in Step.Unit
)

// WorkdayMinutes is one working day in the grain of steps: 0.25 day is 120 minutes.
const WorkdayMinutes = 8 * 60

// Step is one numbered step. Steps with the same predecessors run side by side.
type Step struct {
	No      int           `json:"no"`
	After   []int         `json:"after,omitempty"` // all of these must be done; none: starts at receipt
	Content string        `json:"content"`
	Place   Place         `json:"place"`
	Unit    orgunit.ID    `json:"unit,omitempty"`
	Block   orgunit.Block `json:"block,omitempty"` // of the unit, where Place is AtNearest
	Role    account.Role  `json:"role"`
	Minutes int           `json:"minutes"` // working minutes allowed
	Product string        `json:"product,omitempty"`
	Asks    []Ask         `json:"asks,omitempty"` // other agencies that are asked when it opens
}

// Step by its number, nil when there is none.
func (v *Version) Step(no int) *Step {
	for i := range v.Steps {
		if v.Steps[i].No == no {
			return &v.Steps[i]
		}
	}
	return nil
}

// Starts are the steps that begin at receipt.
func (v *Version) Starts() (list []*Step) {
	for i := range v.Steps {
		if len(v.Steps[i].After) == 0 {
			list = append(list, &v.Steps[i])
		}
	}
	return list
}

// Follows are the steps that wait for one.
func (v *Version) Follows(no int) (list []*Step) {
	for i := range v.Steps {
		for _, after := range v.Steps[i].After {
			if after == no {
				list = append(list, &v.Steps[i])
			}
		}
	}
	return list
}

// InForce reports whether dossiers may be received under the version on a day.
func (v *Version) InForce(on calendar.Day) bool {
	return v.Status == Published && on >= v.From && (v.Until == 0 || on < v.Until)
}
