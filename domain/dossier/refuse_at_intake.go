package dossier

import (
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
)

// RefuseAtIntake sends a person away with a paper that says why (TT 01/2018 Mẫu số 03).
// The dossier was never received: it has no code, no clock, and stands in no figure of
// handling; the refusal itself is kept and counted.
type RefuseAtIntake struct {
	Unit, Desk orgunit.ID
	Procedure  procedure.ID
	Channel    procedure.Channel
	Seal       string
	Reason     string
}

func (a RefuseAtIntake) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	d.Unit, d.Desk, d.Procedure, d.Channel, d.Seal = a.Unit, a.Desk, a.Procedure, a.Channel, a.Seal
	d.State, d.Clock, d.Delivery, d.Finance = RefusedAtIntake, NotStarted, NoResult, NoFee
	d.Closed = m.At
	return Happened{Act: "refuse_at_intake", Note: a.Reason}, nil
}
