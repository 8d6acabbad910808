package payment

import (
	"cchc/domain/calendar"
	"cchc/domain/dossier"
)

// Owes says whether a dossier is to be paid for: its fee is due, and it did not end
// without what the fee is for.
func Owes(d *dossier.Dossier) bool { return d.Finance == dossier.FeeDue && ended(d) == "" }

// ended is how a dossier ended without a result, in words; "" for every other.
func ended(d *dossier.Dossier) string {
	return map[dossier.State]string{
		dossier.Withdrawn: "Người nộp rút hồ sơ", dossier.Refused: "Hồ sơ bị từ chối", dossier.Stopped: "Hồ sơ dừng giải quyết",
	}[d.State]
}

// Proposal is a refund that a rule proposes; Amount 0 proposes none.
type Proposal struct {
	Amount int64
	Reason string
}

// Propose says what of an order should go back: all of it when the dossier ended without a
// result, else what is beyond the total of an order that was accepted as paid. Waiting is
// what refunds of the order have asked for already.
func Propose(d *dossier.Dossier, o *Order, waiting int64) Proposal {
	free := o.Left() - waiting
	if how := ended(d); how != "" && free > 0 {
		return Proposal{free, how + " ngày " + calendar.DayOf(d.Closed).Vietnamese()}
	}
	if over := free - o.Total; o.State == Paid && over > 0 {
		return Proposal{over, "Nộp thừa"}
	}
	return Proposal{}
}
