package dossier

// Supply hands in what was missing. The limit starts again, or goes on, as the
// procedure version says (NĐ 61/2018, Điều 19.4).
type Supply struct {
	Papers string // what was handed in
}

func (a Supply) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("nhận bổ sung", WaitSupplement); err != nil {
		return Happened{}, err
	}
	d.resume(m)
	return Happened{Act: "supply", Note: a.Papers}, nil
}
