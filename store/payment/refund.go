package payment

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/job"
)

// SendRefund is the job that has the platform give money back; its payload is the refund.
const SendRefund = "payment.refund"

// AskRefund asks for money of an order to go back; a second person approves it.
func (s Payments) AskRefund(ctx context.Context, of payment.ID, amount int64, reason string, m account.Stamp) (r payment.Refund, err error) {
	done, err := s.do(ctx, m, func(d *deed) error {
		before, _, err := s.hold(ctx, d, of)
		if err != nil {
			return err
		}
		waiting, err := asked(ctx, d.tx, of)
		if err != nil {
			return err
		}
		var happened payment.Happened
		if r, happened, err = payment.AskRefund(&before.State, amount, waiting, reason, d.stamp); err != nil {
			return err
		}
		return d.refund(ctx, &r, happened)
	})
	if err == nil && done != 0 {
		return s.Refund(ctx, payment.ID(done))
	}
	return r, err
}

// asked is what refunds of an order's own money have asked for and not got.
func asked(ctx context.Context, tx *db.Tx, of id) (int64, error) {
	return db.Value[int64](ctx, tx, `SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM payment_refund
		WHERE order_id = $1 AND credit = 0 AND state IN ('asked', 'approved')`, of)
}

// Asked is what refunds of an order have asked for and not got, in đồng.
func (s Payments) Asked(ctx context.Context, of payment.ID) (sum int64, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		sum, err = asked(ctx, tx, of)
		return err
	})
	return sum, err
}

func (d *deed) refund(ctx context.Context, r *refund, h payment.Happened) error {
	r.ID = d.newID()
	return refunds.Add(ctx, d.tx, r, d.event(h))
}

// giveBack asks for the return of money that paid nothing.
func (s Payments) giveBack(ctx context.Context, d *deed, seen *difference, reason string) error {
	if seen.Credit == 0 || seen.Order == 0 {
		return refusal.TooEarlyOrLate("Khoản %s chưa rõ lệnh thu: ngân hàng hoặc cổng thanh toán phải hoàn, rồi giải trình ở đây.", seen.Reference)
	}
	k, err := db.One(ctx, d.tx, credits.Scan, credits.SelectFrom()+"WHERE id = $1", seen.Credit)
	if err != nil {
		return err
	}
	o, err := db.One(ctx, d.tx, orders.Scan, orders.SelectFrom()+"WHERE id = $1", seen.Order)
	if err != nil {
		return err
	}
	r, happened, err := payment.AskReturn(&k.State, &o.State, reason, d.stamp)
	if err != nil {
		return err
	}
	return d.refund(ctx, &r, happened)
}

// Refund reads one.
func (s Payments) Refund(ctx context.Context, which payment.ID) (payment.Refund, error) {
	return get(ctx, s.db(), refunds, "WHERE id = $1", which)
}

// DecideRefund approves or refuses; what the platform is to give back is put into the queue.
func (s Payments) DecideRefund(ctx context.Context, which payment.ID, act payment.Decide, m account.Stamp) error {
	return s.refund(ctx, which, m, func(d *deed, r *refund) (payment.Happened, error) {
		happened, err := act.Apply(r, d.stamp)
		if err == nil && act.Approve && r.Way == payment.Gateway {
			err = job.Put(ctx, d.tx, job.Job{Kind: SendRefund, Unique: r.Code(), Payload: fmt.Sprint(int64(r.ID))})
		}
		return happened, err
	})
}

// PayRefund gives an approved refund in cash out of the drawer of who acts.
func (s Payments) PayRefund(ctx context.Context, which payment.ID, m account.Stamp) error {
	return s.carryOut(ctx, which, m, func(d *deed) (payment.CarryOut, error) {
		box, err := d.drawer(ctx)
		return payment.CarryOut{Drawer: box.ID}, err
	})
}

// Refunded says that the platform or the bank gave the money back, under its own number.
func (s Payments) Refunded(ctx context.Context, which payment.ID, act payment.CarryOut, m account.Stamp) error {
	return s.carryOut(ctx, which, m, func(*deed) (payment.CarryOut, error) { return act, nil })
}

// carryOut ends a refund and keeps it in the order and, when all of the fee went back, in
// the dossier.
func (s Payments) carryOut(ctx context.Context, which id, m account.Stamp, how func(*deed) (payment.CarryOut, error)) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		asked, err := db.One(ctx, d.tx, refunds.Scan, refunds.SelectFrom()+"WHERE id = $1", which)
		if errors.Is(err, db.ErrNotFound) {
			return refusal.Missing("Không tìm thấy đề nghị hoàn tiền.")
		}
		if err != nil {
			return err
		}
		before, file, err := s.hold(ctx, d, asked.State.Order)
		if err != nil {
			return err
		}
		k, err := refunds.Load(ctx, d.tx, int64(which))
		if err != nil {
			return err
		}
		act, err := how(d)
		if err != nil {
			return err
		}
		r := k.State
		happened, err := act.Apply(&r, d.stamp)
		if err != nil {
			return err
		}
		if err := refunds.Save(ctx, d.tx, k, &r, d.event(happened)); err != nil || r.Credit != 0 {
			return err
		}
		if _, err := d.change(ctx, before, payment.GiveBack{Amount: r.Amount, Reason: r.Reason}); err != nil || file.Finance != dossier.FeePaid {
			return err
		}
		left, err := db.Value[int64](ctx, d.tx, `SELECT CAST(coalesce(sum(received - refunded), 0) AS BIGINT) FROM payment_order WHERE dossier = $1`, file.ID)
		if err != nil || left > 0 {
			return err
		}
		_, err = s.Dossiers.DoIn(ours(ctx), d.tx, file.ID, dossier.RefundFee{Reason: r.Reason}, d.moment())
		return err
	})
	return err
}

func (s Payments) refund(ctx context.Context, which id, m account.Stamp, act func(*deed, *refund) (payment.Happened, error)) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		k, err := refunds.Load(ctx, d.tx, int64(which))
		if errors.Is(err, db.ErrNotFound) {
			return refusal.Missing("Không tìm thấy đề nghị hoàn tiền.")
		}
		if err != nil {
			return err
		}
		after := k.State
		happened, err := act(d, &after)
		if err != nil {
			return err
		}
		return refunds.Save(ctx, d.tx, k, &after, d.event(happened))
	})
	return err
}

// ToSend reads the refund of a job's payload and the platform's number of the payment that
// it gives back.
func (s Payments) ToSend(ctx context.Context, payload string) (r payment.Refund, paid string, err error) {
	which, err := strconv.ParseInt(payload, 10, 64)
	if err != nil {
		return r, "", err
	}
	if r, err = s.Refund(ctx, payment.ID(which)); err != nil {
		return r, "", err
	}
	if r.Credit != 0 {
		c, err := get(ctx, s.db(), credits, "WHERE id = $1", r.Credit)
		return r, c.Reference, err
	}
	o, err := s.Get(ctx, r.Order)
	return r, o.Reference, err
}
