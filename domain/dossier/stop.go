package dossier

// Stop ends a dossier before a decision, with a notice (TT 03/2025 Mẫu số 05).
type Stop struct{ Reason string }

func (a Stop) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("dừng giải quyết", Received, Processing, WaitSupplement, WaitPayment); err != nil {
		return Happened{}, err
	}
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	d.close(m.At, Stopped, WasStopped)
	d.Delivery = Ready
	return Happened{Act: "stop", Note: a.Reason}, nil
}
