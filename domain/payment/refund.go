package payment

import (
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Refund is money that is to go back, followed until it has.
type Refund struct {
	ID        ID
	Order     ID
	Credit    ID // money that never paid its order, 0: of the order's own
	Unit      orgunit.ID
	Desk      orgunit.ID
	Amount    int64
	Reason    string
	Way       Method // in cash, or the way the money came
	State     RefundState
	AskedBy   account.ID
	Asked     time.Time
	DecidedBy account.ID
	Decided   time.Time
	Answer    string // why it was refused or failed
	Reference string // the platform's or the bank's
	Drawer    ID     // from which cash was given
	Done      time.Time
	Version   int
}

// RefundState is where a refund stands.
type RefundState string

const (
	RefundAsked    RefundState = "asked"
	RefundApproved RefundState = "approved"
	RefundDone     RefundState = "done"
	RefundRefused  RefundState = "refused"
)

// Title on pages.
func (s RefundState) Title() string {
	return map[RefundState]string{RefundAsked: "Chờ duyệt", RefundApproved: "Đã duyệt, chờ chi", RefundDone: "Đã hoàn", RefundRefused: "Không duyệt"}[s]
}

// Code names the refund towards the platform, the same at every attempt.
func (r *Refund) Code() string { return fmt.Sprintf("HT%d", int64(r.ID)) }

// AskRefund begins a refund; waiting is what other refunds of the order have asked for.
func AskRefund(o *Order, amount, waiting int64, reason string, m account.Stamp) (Refund, Happened, error) {
	if err := needReason(reason); err != nil {
		return Refund{}, Happened{}, err
	}
	if amount <= 0 || amount > o.Left()-waiting {
		return Refund{}, Happened{}, tooMuch(o, amount)
	}
	return Refund{
		Order: o.ID, Unit: o.Unit, Desk: o.Desk, Amount: amount, Reason: reason, Way: o.Method,
		State: RefundAsked, AskedBy: m.By, Asked: m.At,
	}, Happened{"ask", reason}, nil
}

// AskReturn begins the refund of money that came and paid nothing.
func AskReturn(c *Credit, o *Order, reason string, m account.Stamp) (Refund, Happened, error) {
	if c.Verdict == Applied {
		return Refund{}, Happened{}, refusal.TooEarlyOrLate("Khoản %s đã ghi vào lệnh thu: hãy hoàn từ lệnh thu.", c.Reference)
	}
	if err := needReason(reason); err != nil {
		return Refund{}, Happened{}, err
	}
	return Refund{
		Order: o.ID, Credit: c.ID, Unit: o.Unit, Desk: o.Desk, Amount: c.Amount, Reason: reason, Way: c.Source.Method(),
		State: RefundAsked, AskedBy: m.By, Asked: m.At,
	}, Happened{"ask", reason}, nil
}

// Decide approves or refuses a refund: a second person.
type Decide struct {
	Approve bool
	Reason  string // of a refusal
}

func (a Decide) Apply(r *Refund, m account.Stamp) (Happened, error) {
	switch {
	case r.State != RefundAsked:
		return Happened{}, r.wrongState()
	case r.AskedBy == m.By:
		return Happened{}, refusal.Forbidden("Người đề nghị hoàn tiền không tự duyệt được: phải là người thứ hai.")
	case !a.Approve && a.Reason == "":
		return Happened{}, needReason("")
	}
	r.DecidedBy, r.Decided, r.Answer = m.By, m.At, a.Reason
	if !a.Approve {
		r.State = RefundRefused
		return Happened{"refuse", a.Reason}, nil
	}
	r.State = RefundApproved
	return Happened{Act: "approve"}, nil
}

// CarryOut says that the money went back.
type CarryOut struct {
	Reference string
	Drawer    ID        // for cash
	At        time.Time // by the platform's clock, zero for now
}

func (a CarryOut) Apply(r *Refund, m account.Stamp) (Happened, error) {
	if r.State != RefundApproved {
		return Happened{}, r.wrongState()
	}
	if a.Reference == "" && a.Drawer == 0 {
		return Happened{}, refusal.Wrong("reference", "Phải ghi số giao dịch hoàn tiền.")
	}
	r.State, r.Reference, r.Drawer, r.Done = RefundDone, a.Reference, a.Drawer, a.At
	if a.At.IsZero() {
		r.Done = m.At
	}
	return Happened{"carry_out", a.Reference}, nil
}

func (r *Refund) wrongState() error {
	return refusal.TooEarlyOrLate("Đề nghị hoàn tiền đang ở trạng thái “%s”.", r.State.Title())
}
