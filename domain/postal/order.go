package postal

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// State of an order; those from Accepted to Returned are also what the post says.
type State string

const (
	Waiting     State = "waiting" // to be told to the post
	Sending     State = "sending" // told, no answer yet: the post is asked before it is told again
	Accepted    State = "accepted"
	Transit     State = "transit"
	Undelivered State = "undelivered"
	Delivered   State = "delivered"
	Returned    State = "returned" // back at the desk
	Rejected    State = "rejected" // the post does not take it
	Cancelled   State = "cancelled"
)

// Title on pages.
func (s State) Title() string {
	return map[State]string{
		Waiting: "Chờ gửi đơn", Sending: "Đang gửi đơn", Accepted: "Bưu chính đã nhận đơn", Transit: "Đang chuyển", Undelivered: "Phát chưa được",
		Delivered: "Đã phát", Returned: "Đã hoàn về Một cửa", Rejected: "Bưu chính từ chối", Cancelled: "Đã hủy",
	}[s]
}

// Statuses are what the post may say, in the order in which they follow each other.
var Statuses = []State{Accepted, Transit, Undelivered, Returned, Delivered}

// rank of a status, for two of the same instant.
func (s State) rank() int {
	for i, known := range Statuses {
		if s == known {
			return i + 1
		}
	}
	return 0
}

// final says whether nothing comes after a status.
func (s State) final() bool { return s == Delivered || s == Returned }

// Order asks the post to carry a result to its owner. Who that is and where stands with
// the dossier only.
type Order struct {
	ID        ID
	Number    string // the post knows it by this, once
	Dossier   dossier.ID
	Desk      orgunit.ID
	State     State
	COD       int64  // đồng that the postman collects: the fee that is owed
	Tracking  string // the post's own number, "" until it is known
	By        account.ID
	Opened    time.Time
	Accepted  time.Time // by the post's clock
	StatusAt  time.Time // of the last status, by the post's clock
	Collected int64
	Taker     string // who took the result
	Reason    string // why it was not delivered, not taken in, or cancelled
	Version   int
}

// OnItsWay says whether the order may still end with a delivery.
func (o *Order) OnItsWay() bool {
	switch o.State {
	case Waiting, Sending, Accepted, Transit, Undelivered:
		return true
	}
	return false
}

// ToTell says whether the post's answer to the order is still wanted. A notice may come
// before the answer.
func (o *Order) ToTell() bool {
	return o.Accepted.IsZero() && o.State != Rejected && o.State != Cancelled
}

// OrderAct changes an order.
type OrderAct interface {
	Apply(*Order, account.Stamp) (Happened, error)
}

// OpenFor makes the order of a dossier whose result waits and is to go by post.
func OpenFor(d *dossier.Dossier, number string, m account.Stamp) (Order, Happened, error) {
	switch {
	case d.Delivery != dossier.Ready:
		return Order{}, Happened{}, refusal.TooEarlyOrLate("Hồ sơ %s không có kết quả đang chờ trả.", d.Code)
	case d.ResultBy != dossier.ByPost:
		return Order{}, Happened{}, refusal.TooEarlyOrLate("Người nộp hồ sơ %s không nhận kết quả qua bưu chính.", d.Code)
	}
	o := Order{Number: number, Dossier: d.ID, Desk: d.Desk, State: Waiting, By: m.By, Opened: m.At}
	if d.Finance == dossier.FeeDue && d.State == dossier.Approved {
		o.COD = d.Fee
	}
	return o, Happened{Act: "open"}, nil
}

// Tell marks that the post is being told.
type Tell struct{}

// Apply refuses what needs no telling.
func (Tell) Apply(o *Order, _ account.Stamp) (Happened, error) {
	if o.State != Waiting {
		return Happened{}, refusal.TooEarlyOrLate("Đơn %s đã gửi bưu chính.", o.Number)
	}
	o.State = Sending
	return Happened{Act: "tell"}, nil
}

// Accept keeps the post's answer: its tracking number and when it took the order in.
type Accept struct {
	Tracking string
	At       time.Time
}

// Apply leaves the state alone that a quicker notice brought.
func (a Accept) Apply(o *Order, _ account.Stamp) (Happened, error) {
	if !o.ToTell() {
		return Happened{}, refusal.TooEarlyOrLate("Đơn %s đã có trả lời của bưu chính.", o.Number)
	}
	if o.Tracking != "" && o.Tracking != a.Tracking {
		return Happened{}, refusal.Clash("Bưu chính trả lời đơn %s bằng hai số hiệu: %s và %s.", o.Number, o.Tracking, a.Tracking)
	}
	o.Tracking, o.Accepted = a.Tracking, a.At
	if o.State == Waiting || o.State == Sending {
		o.State, o.StatusAt = Accepted, a.At
	}
	return Happened{"accept", a.Tracking}, nil
}

// Reject keeps that the post does not take the order, with its words.
type Reject struct{ Reason string }

// Apply refuses when the post accepted meanwhile.
func (a Reject) Apply(o *Order, _ account.Stamp) (Happened, error) {
	if !o.ToTell() || o.Tracking != "" {
		return Happened{}, refusal.TooEarlyOrLate("Đơn %s đã có trả lời của bưu chính.", o.Number)
	}
	o.State, o.Reason = Rejected, a.Reason
	return Happened{"reject", a.Reason}, nil
}

// Cancel ends an order of which the post does not know.
type Cancel struct{ Reason string }

// Apply refuses once the post was told.
func (a Cancel) Apply(o *Order, _ account.Stamp) (Happened, error) {
	if o.State != Waiting {
		return Happened{}, refusal.TooEarlyOrLate("Đơn %s đã gửi bưu chính, không hủy ở đây được.", o.Number)
	}
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	o.State, o.Reason = Cancelled, a.Reason
	return Happened{"cancel", a.Reason}, nil
}

// Day on which the post took the order in, 0 before.
func (o *Order) Day() calendar.Day {
	if o.Accepted.IsZero() {
		return 0
	}
	return calendar.DayOf(o.Accepted)
}
