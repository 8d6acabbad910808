package dossier

import "cchc/domain/refusal"

// RecallRequest takes a request back, with the reason: it was not needed, or an agency
// never answers and the leader goes on without it.
type RecallRequest struct {
	Request int
	Reason  string
}

// Apply refuses every unit but the one that asked, and a request that was answered.
func (a RecallRequest) Apply(d *Dossier, m Moment) (Happened, error) {
	return d.endRequest(a.Request, requestEnding{Recalled, a.Reason, "recall_request", "thu hồi yêu cầu này"}, m)
}

// HandBackRequest gives a request back unanswered: the unit asked is not competent.
type HandBackRequest struct {
	Request int
	Reason  string
}

// Apply refuses every unit but the one asked, and a request that was answered.
func (a HandBackRequest) Apply(d *Dossier, m Moment) (Happened, error) {
	return d.endRequest(a.Request, requestEnding{HandedBack, a.Reason, "hand_back_request", "trả lại yêu cầu này"}, m)
}

// requestEnding is how a request ends without an answer.
type requestEnding struct {
	end         RequestEnd
	reason      string
	act, inWord string
}

func (d *Dossier) endRequest(no int, e requestEnding, m Moment) (Happened, error) {
	r, err := d.requestOn(no)
	if err != nil {
		return Happened{}, err
	}
	unit := r.Unit
	if e.end == Recalled {
		unit = r.By
	}
	if err := m.sameOffice(unit, e.inWord); err != nil {
		return Happened{}, err
	}
	if err := needReason(e.reason); err != nil {
		return Happened{}, err
	}
	if !r.Waits() {
		return Happened{}, refusal.TooEarlyOrLate("Yêu cầu %d của hồ sơ %s không còn chờ trả lời.", r.No, d.Code)
	}
	r.End, r.Ended, r.Why = e.end, m.At, e.reason
	d.moveSteps(m)
	return Happened{Act: e.act, Note: e.reason}, nil
}
