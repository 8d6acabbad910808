package dossier

import "cchc/domain/refusal"

// BringBack takes the result, or the papers, in at the place of receipt when another
// office made it: who gave it is who closed the dossier, who took it does this.
type BringBack struct{ Note string }

// Apply refuses everybody but the place of receipt.
func (a BringBack) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("nhận kết quả về", Approved, Refused, Stopped, Withdrawn); err != nil {
		return Happened{}, err
	}
	if err := m.sameOffice(d.Desk, "nhận kết quả về"); err != nil {
		return Happened{}, err
	}
	switch units := m.Rules.Units(); {
	case units.Office(d.Desk) == units.Office(d.Unit):
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s được giải quyết ngay tại cơ quan tiếp nhận.", d.Code)
	case !d.Brought.IsZero() || d.Delivery != Ready:
		return Happened{}, refusal.TooEarlyOrLate("Kết quả của hồ sơ %s đã về nơi tiếp nhận.", d.Code)
	}
	d.Brought = m.At
	return Happened{Act: "bring_back", Note: a.Note}, nil
}
