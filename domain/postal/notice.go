package postal

import (
	"time"

	"cchc/domain/account"
)

// Notice is what the post says became of an order, kept once for each of its references.
type Notice struct {
	ID        ID
	Reference string // the post's number of the notice
	Number    string // of our order
	Tracking  string
	Status    State
	At        time.Time // by the post's clock
	Taker     string
	Reason    string
	Collected int64
	Order     ID // 0 while unknown
	Verdict   Verdict
	Version   int
}

// Verdict is what a notice did.
type Verdict string

const (
	Applied Verdict = "applied"
	Stale   Verdict = "stale"   // older than what is known, or told before
	Unknown Verdict = "unknown" // parked: no order has the number
	Clashes Verdict = "clashes" // parked: against what is known
)

// Title on pages.
func (v Verdict) Title() string {
	return map[Verdict]string{Applied: "Đã ghi nhận", Stale: "Cũ hoặc báo lại", Unknown: "Không rõ đơn", Clashes: "Trái với sổ"}[v]
}

// Judge says what a notice does to an order. Notices come more than once and in any order:
// the post's own clock tells which is newer, and after the last status none counts.
func (o *Order) Judge(n *Notice) Verdict {
	older := n.At.Before(o.StatusAt) || n.At.Equal(o.StatusAt) && n.Status.rank() <= o.State.rank()
	switch {
	case n.Status.rank() == 0, o.State == Cancelled, o.State == Rejected, o.Tracking != "" && n.Tracking != o.Tracking:
		return Clashes
	case o.State.final() && n.Status.final() && n.Status != o.State:
		return Clashes
	case o.State.final():
		return Stale
	case n.Status.final():
		return Applied
	case o.StatusAt.IsZero():
		return Applied
	case older:
		return Stale
	}
	return Applied
}

// Hear has a notice that was judged to apply take effect.
type Hear struct{ Notice *Notice }

// Apply follows the post.
func (a Hear) Apply(o *Order, _ account.Stamp) (Happened, error) {
	n := a.Notice
	o.State, o.StatusAt, o.Tracking, o.Reason = n.Status, n.At, n.Tracking, n.Reason
	if n.Status == Accepted && o.Accepted.IsZero() {
		o.Accepted = n.At
	}
	if n.Status == Delivered {
		o.Taker, o.Collected, o.Reason = n.Taker, n.Collected, ""
	}
	return Happened{string(n.Status), n.Reason}, nil
}
