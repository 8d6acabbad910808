package payment

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// OpenFor opens the order of a dossier for what it owes, or at its receipt for what was
// paid there and then.
func OpenFor(d *dossier.Dossier, lines []Line, code string, m account.Stamp) (Order, Happened, error) {
	total := Sum(lines)
	owes := d.Finance == dossier.FeeDue || d.Finance == dossier.FeePaid && d.Received.Equal(m.At)
	if total <= 0 || total != d.Fee || !owes {
		return Order{}, Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s không còn phí, lệ phí phải thu.", d.Code)
	}
	return Order{
		Code: code, Dossier: d.ID, Unit: d.Unit, Desk: d.Desk, Lines: lines, Total: total,
		State: Open, Opened: m.At, By: m.By,
	}, Happened{Act: "open"}, nil
}

// Act is something done to an order.
type Act interface {
	Apply(*Order, account.Stamp) (Happened, error)
}

// Receive is money that arrived. Only the exact sum pays the order; by transfer it may
// come in parts.
type Receive struct {
	Method    Method
	Amount    int64
	Reference string
	At        time.Time // by the source's clock, zero for now
}

// Apply refuses money for an order that is over, and a platform's or a till's amount
// that is not the total.
func (a Receive) Apply(o *Order, m account.Stamp) (Happened, error) {
	if !o.waits() {
		return Happened{}, refusal.TooEarlyOrLate("Lệnh thu %s đang ở trạng thái “%s”, không nhận thêm tiền.", o.Code, o.State.Title())
	}
	if a.Amount <= 0 || a.Method != Transfer && (a.Amount != o.Total || o.Received != 0) {
		return Happened{}, refusal.Wrong("amount", "Lệnh thu %s phải nộp %s, không phải %s.", o.Code, vntext.Money(o.Total-o.Received), vntext.Money(a.Amount))
	}
	o.Received += a.Amount
	o.Method, o.Reference, o.PaidAt = a.Method, a.Reference, a.At
	if a.At.IsZero() {
		o.PaidAt = m.At
	}
	switch {
	case o.Left() < o.Total: // what went back already is not there
		o.State = Short
		return Happened{"underpay", a.Reference}, nil
	case o.Left() > o.Total:
		o.State = Over
		return Happened{"overpay", a.Reference}, nil
	}
	o.State = Paid
	return Happened{"pay", a.Reference}, nil
}

// Accept takes an order as paid to which too much came; the rest is refunded.
type Accept struct{ Reason string }

func (a Accept) Apply(o *Order, _ account.Stamp) (Happened, error) {
	if o.State != Over || o.Left() < o.Total {
		return Happened{}, refusal.TooEarlyOrLate("Lệnh thu %s không phải lệnh nộp thừa.", o.Code)
	}
	o.State = Paid
	return Happened{"accept", a.Reason}, needReason(a.Reason)
}

// Cancel ends an order to which no money came.
type Cancel struct{ Reason string }

func (a Cancel) Apply(o *Order, _ account.Stamp) (Happened, error) {
	switch {
	case o.State != Open:
		return Happened{}, refusal.TooEarlyOrLate("Lệnh thu %s đang ở trạng thái “%s”, không hủy được.", o.Code, o.State.Title())
	case a.Reason == "":
		return Happened{}, needReason(a.Reason)
	}
	o.State, o.Reason = Cancelled, a.Reason
	return Happened{"cancel", a.Reason}, nil
}

// Offered keeps the platform's page on which the order can be paid.
type Offered struct{ Link string }

func (a Offered) Apply(o *Order, _ account.Stamp) (Happened, error) {
	if o.State != Open {
		return Happened{}, refusal.TooEarlyOrLate("Lệnh thu %s đang ở trạng thái “%s”.", o.Code, o.State.Title())
	}
	o.Link = a.Link
	return Happened{Act: "offer"}, nil
}

// GiveBack is a refund that was carried out.
type GiveBack struct {
	Amount int64
	Reason string
}

func (a GiveBack) Apply(o *Order, _ account.Stamp) (Happened, error) {
	if a.Amount <= 0 || a.Amount > o.Left() {
		return Happened{}, tooMuch(o, a.Amount)
	}
	o.Refunded += a.Amount
	if o.Left() == 0 {
		o.State = Refunded
	} else if o.State == Paid && o.Refunded > 0 && o.Left() < o.Total {
		o.State = PartRefunded
	}
	return Happened{"refund", a.Reason}, nil
}

func tooMuch(o *Order, amount int64) error {
	return refusal.Wrong("amount", "Chỉ hoàn được từ 1 đến %s của lệnh thu %s, không phải %s.", vntext.Money(o.Left()), o.Code, vntext.Money(amount))
}

func needReason(reason string) error {
	if reason == "" {
		return refusal.Wrong("reason", "Phải ghi lý do.")
	}
	return nil
}
