package dossier

import (
	"cchc/domain/audit"
	"cchc/domain/refusal"
)

// Correct mends an entry, with the reason; what it was stays in the trace. The due
// date, the times and the outcome cannot be corrected: they follow from acts.
type Correct struct {
	ResultBy ResultBy // "" as it is
	Papers   string   // "" as they are
	Seal     string   // of the person's corrected data, "" as it is
	Reason   string
}

func (a Correct) Apply(d *Dossier, _ Moment) (Happened, error) {
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	if err := a.ResultBy.check(); err != nil {
		return Happened{}, err
	}
	if a.Seal != "" && d.Seal == audit.ErasedSeal {
		return Happened{}, refusal.TooEarlyOrLate("Dữ liệu cá nhân của hồ sơ %s đã xóa theo yêu cầu, không ghi lại được.", d.Code)
	}
	before := *d
	if a.ResultBy != "" {
		d.ResultBy = a.ResultBy
	}
	if a.Papers != "" {
		d.Papers = a.Papers
	}
	if a.Seal != "" {
		d.Seal = a.Seal
	}
	if d.ResultBy == before.ResultBy && d.Papers == before.Papers && d.Seal == before.Seal {
		return Happened{}, refusal.Wrong("reason", "Không có gì thay đổi.")
	}
	return Happened{Act: "correct", Note: a.Reason}, nil
}
