package dossier

// TakeOver makes a person the owner of an open step. One owner each.
type TakeOver struct{ Step int }

func (a TakeOver) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("nhận xử lý", Received, Processing); err != nil {
		return Happened{}, err
	}
	d.Open = cloneWork(d.Open)
	w, err := d.workOn(a.Step)
	if err != nil {
		return Happened{}, err
	}
	if err := w.holdBy(m); err != nil {
		return Happened{}, err
	}
	d.State = Processing
	return Happened{Act: "take_over"}, nil
}
