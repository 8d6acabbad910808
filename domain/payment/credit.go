package payment

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/refusal"
)

// Source is whose word it is that money came.
type Source string

const (
	FromPlatform Source = "gateway"
	FromBank     Source = "bank"
)

// Title on pages.
func (s Source) Title() string {
	return map[Source]string{FromPlatform: "Cổng thanh toán", FromBank: "Ngân hàng"}[s]
}

// Method that a source's money counts as.
func (s Source) Method() Method {
	if s == FromBank {
		return Transfer
	}
	return Gateway
}

// Notice is what a source says: this much came, under this order. The same reference
// again is the same money.
type Notice struct {
	Source    Source
	Reference string // the source's own number
	Code      string // of the order, "" when none could be read
	Amount    int64
	At        time.Time // by the source's clock
	Text      string    // the purpose as it came
}

// Credit is a notice that was taken in, once.
type Credit struct {
	ID ID
	Notice
	Order   ID // 0 unknown
	Verdict Verdict
	Version int
}

// Verdict is what became of a notice. All but Applied open a difference.
type Verdict string

const (
	Applied     Verdict = "applied"
	Unknown     Verdict = "unknown_order" // parked until somebody finds the order
	WrongAmount Verdict = "wrong_amount"
	AfterCancel Verdict = "after_cancel"
	Twice       Verdict = "paid_already" // the order was paid by other money
	NotOwed     Verdict = "not_owed"     // the dossier owes nothing any more
)

// Judge says what a notice may do to an order; nil is an unknown order. Money by transfer
// is taken as it comes, because it is there; a platform's word with another amount is not.
func Judge(n Notice, o *Order) Verdict {
	switch {
	case o == nil:
		return Unknown
	case o.State == Cancelled:
		return AfterCancel
	case !o.waits():
		return Twice
	case n.Source == FromPlatform && (n.Amount != o.Total || o.Received != 0):
		return WrongAmount
	}
	return Applied
}

// Assign says of parked money which order it is for, and what became of it there.
type Assign struct {
	Order   ID
	Verdict Verdict
}

// Apply wants money that paid nothing yet.
func (a Assign) Apply(c *Credit, _ account.Stamp) (Happened, error) {
	if c.Verdict == Applied {
		return Happened{}, refusal.TooEarlyOrLate("Khoản %s đã ghi vào lệnh thu.", c.Reference)
	}
	c.Order, c.Verdict = a.Order, a.Verdict
	return Happened{Act: "assign"}, nil
}
