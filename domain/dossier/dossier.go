// Package dossier holds the life of a dossier (hồ sơ) at the one-stop shop: the acts
// of law that may be done to it, in which state, and what each does to its deadline.
//
// Each act is a file and a struct with Apply. Nothing here knows a database or a
// page; the calendar, the procedures and the workflows come in with the Moment.
package dossier

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// ID identifies a dossier for ever; it grows with the time of receipt.
type ID int64

// Dossier is one dossier as it stands: one flat row. The five axes State, Clock,
// Delivery, Finance and the sync of each destination are independent of each other.
type Dossier struct {
	ID        ID
	Code      string     // "H99.28-221205-0031", "" when it was refused at intake
	Unit      orgunit.ID // with competence: whose figure it is
	Desk      orgunit.ID // where it was officially received
	Helped    orgunit.ID // where the citizen was helped, 0: at the desk
	Moves     []Move     // from one competent unit to the next, when units were merged or ended
	Procedure procedure.ID
	Case      int
	Workflow  workflow.ID
	Channel   procedure.Channel

	State    State
	Clock    Clock
	Delivery Delivery
	Finance  Finance

	Filed    Filing // before the receipt
	Received time.Time
	Limit    calendar.Limit
	Due      calendar.Due // by law, after lawful pauses; what lateness is judged by
	Original calendar.Due // as promised at receipt; zero while it equals Due
	Promised calendar.Day // the one new date of an apology, 0 without
	Pauses   []Pause
	Open     []Work    // steps that somebody has to do now
	Requests []Request // to other agencies, by number
	Asked    int       // supplements asked for

	Fee      int64 // đồng
	ResultBy ResultBy
	Papers   string // components handed in, where they differ from the case's list

	Closed  time.Time // finished, refused, stopped or withdrawn
	Outcome Outcome   // decided at closing, never computed again
	First   Outcome   // the same judged by Original; "" where that equals Outcome
	Kept    Kept      // was the promise of the apology kept
	Brought time.Time // the result came back to the place of receipt, where that is another office
	Handed  time.Time

	Seal    string // over the person's data, which live in a row of their own
	Version int    // rises by one with each act
}

// State is the professional axis.
type State string

const (
	RefusedAtIntake State = "refused_at_intake"
	Received        State = "received"
	Processing      State = "processing"
	WaitSupplement  State = "supplement"
	WaitPayment     State = "payment"
	Approved        State = "approved" // the result is ready
	Refused         State = "refused"
	Stopped         State = "stopped"
	Withdrawn       State = "withdrawn"
	Issued          State = "issued" // the result was handed over
)

// Clock is the axis of the legal time.
type Clock string

const (
	NotStarted Clock = "not_started"
	Running    Clock = "running"
	Paused     Clock = "paused"
	ClockEnded Clock = "stopped"
)

// Delivery is the axis of the result.
type Delivery string

const (
	NoResult   Delivery = "none"
	Ready      Delivery = "ready"
	HandedOver Delivery = "handed"
)

// Finance is the axis of the money.
type Finance string

const (
	NoFee    Finance = "none"
	FeeDue   Finance = "due"
	FeePaid  Finance = "paid"
	Exempt   Finance = "exempt"
	Refunded Finance = "refunded"
)

// ResultBy is how the person wants the result.
type ResultBy string

const (
	AtCounter  ResultBy = "counter"
	ByPost     ResultBy = "post"
	Electronic ResultBy = "electronic"
)

// Title on pages and papers.
func (r ResultBy) Title() string {
	return map[ResultBy]string{AtCounter: "tại quầy", ByPost: "bưu chính", Electronic: "điện tử"}[r]
}

// check refuses a way that is none; "" is as it was before.
func (r ResultBy) check() error {
	if r != "" && r.Title() == "" {
		return refusal.Wrong("how", "Không có cách nhận kết quả “%s”: hãy chọn tại quầy, bưu chính hoặc điện tử.", string(r))
	}
	return nil
}

// Outcome is what a closed dossier counts as. Withdrawn, refused and stopped are
// columns of their own, never on time nor late.
type Outcome string

const (
	Pending      Outcome = ""
	Early        Outcome = "early"
	OnTime       Outcome = "on_time"
	Late         Outcome = "late"
	WasRefused   Outcome = "refused"
	WasStopped   Outcome = "stopped"
	WasWithdrawn Outcome = "withdrawn"
)

// Kept says whether the date promised with the apology was kept.
type Kept string

const (
	NoPromise Kept = ""
	KeptIt    Kept = "kept"
	BrokeIt   Kept = "broken"
)

// Pause is a time in which the clock stood, with its reason.
type Pause struct {
	calendar.Pause
	Why PauseReason
}

// PauseReason is why a clock may lawfully stand. Another agency's opinion, a system
// fault or waiting for a signature are none.
type PauseReason string

const (
	ForSupplement PauseReason = "supplement"
	ForPayment    PauseReason = "payment"
)

// Work is a step that is open: who has it, since when, until when.
type Work struct {
	Step   int
	Role   account.Role
	Unit   orgunit.ID
	Holder account.ID // 0 until somebody takes it over
	Since  time.Time
	Due    time.Time // by the workflow; zero when the step has no time of its own
}

// IsOpen reports whether the dossier is still owed.
func (d *Dossier) IsOpen() bool { return d.Outcome == Pending && d.State != RefusedAtIntake }

// Move is a dossier going from a unit that ended to the one that took over.
type Move struct {
	From, To orgunit.ID
	At       time.Time
}

// ReceivedBy is the unit that had the competence at receipt.
func (d *Dossier) ReceivedBy() orgunit.ID {
	if len(d.Moves) > 0 {
		return d.Moves[0].From
	}
	return d.Unit
}

// HeldBy is the unit that had the competence at an instant.
func (d *Dossier) HeldBy(at time.Time) orgunit.ID {
	for _, m := range d.Moves {
		if at.Before(m.At) {
			return m.From
		}
	}
	return d.Unit
}

// FirstDue is the date promised at receipt.
func (d *Dossier) FirstDue() calendar.Due {
	if d.Original.IsZero() {
		return d.Due
	}
	return d.Original
}

// Concerns lists the units whose people the dossier is in the hands of: those asked only
// while their answer is owed, where the citizen was helped until the result is handed over.
func (d *Dossier) Concerns() []orgunit.ID {
	units := []orgunit.ID{d.Unit, d.Desk}
	if d.Helped != 0 && d.Delivery != HandedOver {
		units = append(units, d.Helped)
	}
	for _, w := range d.Open {
		units = append(units, w.Unit)
	}
	for _, r := range d.Requests {
		if r.Waits() {
			units = append(units, r.Unit)
		}
	}
	return units
}
