package dossier

import "cchc/domain/refusal"

// RemindRequest urges an agency that has not answered; how often is on record.
type RemindRequest struct {
	Request int
	Words   string
}

// Apply refuses every unit but the one that asked, and a request that was answered.
func (a RemindRequest) Apply(d *Dossier, m Moment) (Happened, error) {
	r, err := d.requestOn(a.Request)
	if err != nil {
		return Happened{}, err
	}
	if err := m.sameOffice(r.By, "đôn đốc yêu cầu này"); err != nil {
		return Happened{}, err
	}
	if !r.Waits() {
		return Happened{}, refusal.TooEarlyOrLate("Yêu cầu %d của hồ sơ %s không còn chờ trả lời.", r.No, d.Code)
	}
	r.Reminded++
	return Happened{Act: "remind_request", Note: a.Words}, nil
}
