package dossier

import "cchc/domain/refusal"

// Resume goes on after the payment was made.
type Resume struct{ Receipt string }

func (a Resume) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("tiếp tục", WaitPayment); err != nil {
		return Happened{}, err
	}
	if a.Receipt == "" {
		return Happened{}, refusal.Wrong("receipt", "Phải ghi số biên lai hoặc mã giao dịch.")
	}
	d.resume(m)
	d.Finance = FeePaid
	return Happened{Act: "resume", Note: a.Receipt}, nil
}
