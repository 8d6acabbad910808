package dossier

import "cchc/domain/refusal"

// Press urges on a late dossier (đôn đốc). It changes nothing but is told to who has
// it, and stands in the trace.
type Press struct{ Words string }

// Apply refuses for a dossier that is not late.
func (a Press) Apply(d *Dossier, m Moment) (Happened, error) {
	switch {
	case !d.IsOpen():
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s đã đóng, không cần đôn đốc.", d.Code)
	case d.Clock == Paused:
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s đang tạm dừng, chưa đôn đốc được.", d.Code)
	case !d.Due.Passed(m.At):
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s chưa quá hạn.", d.Code)
	}
	return Happened{Act: "press", Note: a.Words}, nil
}
