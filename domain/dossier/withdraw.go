package dossier

// Withdraw gives the papers back at the person's wish.
type Withdraw struct{ Reason string }

func (a Withdraw) Apply(d *Dossier, m Moment) (Happened, error) {
	if err := d.require("rút hồ sơ", Received, Processing, WaitSupplement, WaitPayment); err != nil {
		return Happened{}, err
	}
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	d.close(m.At, Withdrawn, WasWithdrawn)
	d.Delivery = Ready
	return Happened{Act: "withdraw", Note: a.Reason}, nil
}
