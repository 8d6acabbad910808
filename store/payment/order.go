package payment

import (
	"context"
	"errors"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// Order reads one by its code.
func (s Payments) Order(ctx context.Context, code string) (payment.Order, error) {
	return get(ctx, s.db(), orders, "WHERE code = $1", code)
}

// Get reads one by its identifier.
func (s Payments) Get(ctx context.Context, which payment.ID) (payment.Order, error) {
	return get(ctx, s.db(), orders, "WHERE id = $1", which)
}

// Waiting is the order of a dossier under which money may still come; not found for none.
func (s Payments) Waiting(ctx context.Context, of dossier.ID) (payment.Order, error) {
	return get(ctx, s.db(), orders, "WHERE dossier = $1 AND state IN ('open', 'short', 'over')", of)
}

// Of lists the orders of a dossier, newest first.
func (s Payments) Of(ctx context.Context, of dossier.ID) (list []*payment.Order, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = orders.List(ctx, tx, "WHERE dossier = $1 ORDER BY id DESC", of)
		return err
	})
	return list, err
}

// Open opens the order of a dossier for what it owes, on grounds of reduction by their
// codes. The order that waits already is given again while nothing changes. A dossier
// that owes nothing on these grounds is exempted: then the order has no code.
func (s Payments) Open(ctx context.Context, of dossier.ID, grounds []string, m account.Stamp) (o payment.Order, err error) {
	done, err := s.do(ctx, m, func(d *deed) error {
		o, err = s.open(ctx, d, of, grounds)
		return err
	})
	if err != nil || done == 0 {
		return o, err
	}
	if o, err = s.Get(ctx, payment.ID(done)); refusal.KindOf(err) == refusal.NotFound {
		return s.ifWaiting(ctx, of) // the first event was the reduction's
	}
	return o, err
}

func (s Payments) ifWaiting(ctx context.Context, of dossier.ID) (payment.Order, error) {
	o, err := s.Waiting(ctx, of)
	if refusal.KindOf(err) == refusal.NotFound {
		return payment.Order{}, nil
	}
	return o, err
}

func (s Payments) open(ctx context.Context, d *deed, of dossier.ID, grounds []string) (o order, err error) {
	file, err := s.Dossiers.Hold(ctx, d.tx, of)
	if errors.Is(err, db.ErrNotFound) {
		return o, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	if err != nil {
		return o, err
	}
	was, err := waiting(ctx, d.tx, of)
	if err != nil {
		return o, err
	}
	if was != 0 {
		k, err := orders.Load(ctx, d.tx, int64(was))
		if err != nil || len(grounds) == 0 || k.State.State != payment.Open {
			return k.State, err
		}
		if _, err := d.change(ctx, k, payment.Cancel{Reason: "Lập lại theo căn cứ miễn, giảm"}); err != nil {
			return o, err
		}
	}
	lines, err := payment.Owed(&file, offerOf(d.refs.Procedure(file.Procedure), file.Channel), grounds...)
	if err != nil {
		return o, err
	}
	if err := s.assess(ctx, d, &file, lines); err != nil || file.Finance != dossier.FeeDue {
		return o, err
	}
	return d.order(ctx, &file, lines)
}

func offerOf(v *procedure.Version, c procedure.Channel) *procedure.Offer {
	if v == nil {
		return nil
	}
	return v.Offer(c)
}

// assess fixes a reduction in the dossier.
func (s Payments) assess(ctx context.Context, d *deed, file *dossier.Dossier, lines []payment.Line) (err error) {
	total := payment.Sum(lines)
	if total >= file.Fee {
		return nil
	}
	var why []string
	for _, line := range lines {
		if line.Reason != "" {
			why = append(why, line.Name+" – "+line.Reason)
		}
	}
	*file, err = s.Dossiers.DoIn(ours(ctx), d.tx, file.ID, dossier.AssessFee{Amount: total, Basis: strings.Join(why, "; ")}, d.moment())
	return err
}

// order keeps a new order.
func (d *deed) order(ctx context.Context, file *dossier.Dossier, lines []payment.Line) (order, error) {
	year, _, _ := calendar.DayOf(d.stamp.At).Date()
	n, err := serial(ctx, d.tx, 0, year)
	if err != nil {
		return order{}, err
	}
	o, happened, err := payment.OpenFor(file, lines, payment.Code(year, n), d.stamp)
	if err != nil {
		return o, err
	}
	o.ID = d.newID()
	return o, orders.Add(ctx, d.tx, &o, d.event(happened))
}

// Change does one act to an order that leaves its dossier as it is.
func (s Payments) change(ctx context.Context, which id, act payment.Act, m account.Stamp) (o order, err error) {
	done, err := s.do(ctx, m, func(d *deed) error {
		before, _, err := s.hold(ctx, d, which)
		if err != nil {
			return err
		}
		o, err = d.change(ctx, before, act)
		return err
	})
	if err == nil && done != 0 {
		return s.Get(ctx, which)
	}
	return o, err
}

// Cancel ends an order to which no money came.
func (s Payments) Cancel(ctx context.Context, which payment.ID, reason string, m account.Stamp) (payment.Order, error) {
	return s.change(ctx, which, payment.Cancel{Reason: reason}, m)
}

// Offered keeps the platform's page of an order.
func (s Payments) Offered(ctx context.Context, which payment.ID, link string, m account.Stamp) (payment.Order, error) {
	return s.change(ctx, which, payment.Offered{Link: link}, m)
}

// Accept takes an order as paid to which too much came, and takes its dossier's fee.
func (s Payments) Accept(ctx context.Context, which payment.ID, reason string, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		before, file, err := s.hold(ctx, d, which)
		if err != nil {
			return err
		}
		o, err := d.change(ctx, before, payment.Accept{Reason: reason})
		if err != nil {
			return err
		}
		if err := s.fee(ctx, d, &file, o.Reference); err != nil {
			return err
		}
		return d.settleOf(ctx, o.ID, payment.Settle{How: payment.ByReason, Reason: reason})
	})
	return err
}
