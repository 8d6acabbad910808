package dossier

import (
	"cchc/domain/audit"
	"cchc/domain/refusal"
)

// ErasePerson takes the person's data out of a closed dossier by right (law 91/2025).
// The store deletes them with their salt; the trace keeps holding.
type ErasePerson struct{ Basis string }

func (a ErasePerson) Apply(d *Dossier, _ Moment) (Happened, error) {
	if err := needReason(a.Basis); err != nil {
		return Happened{}, err
	}
	if d.IsOpen() {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s đang giải quyết, chưa thể xóa dữ liệu cá nhân.", d.Code)
	}
	if d.Seal == audit.ErasedSeal {
		return Happened{}, refusal.TooEarlyOrLate("Dữ liệu cá nhân của hồ sơ %s đã xóa rồi.", d.Code)
	}
	d.Seal = audit.ErasedSeal
	return Happened{Act: "erase_person", Note: a.Basis}, nil
}
