package dossier

// Refuse ends a dossier because the law does not allow what it asks for. It counts
// neither as on time nor as late.
type Refuse struct{ Reason string }

func (a Refuse) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("từ chối", Received, Processing, WaitSupplement); err != nil {
		return Happened{}, err
	}
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	d.close(m.At, Refused, WasRefused)
	d.Delivery = Ready // the papers go back with the notice
	return Happened{Act: "refuse", Note: a.Reason}, nil
}
