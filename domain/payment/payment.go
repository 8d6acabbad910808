// Package payment holds the money of a dossier: what is owed and why, the order under
// which it is paid, receipts, the cash drawer, money that arrives from outside, refunds,
// and the comparison with the platform's and the bank's books. Amounts are whole đồng.
//
// The dossier's own Finance axis stays the truth of the dossier; an order is paid in the
// same commit in which the dossier's fee is taken, or not at all.
package payment

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/certify"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
)

// ID identifies an order, a receipt, a drawer, a credit, a difference, a refund, a run.
type ID int64

// The kinds of subjects of this package.
const (
	OrderKind       audit.Kind = "payment_order"
	ReceiptKind     audit.Kind = "payment_receipt"
	DrawerKind      audit.Kind = "payment_drawer"
	CreditKind      audit.Kind = "payment_credit"
	DifferenceKind  audit.Kind = "payment_difference"
	RefundKind      audit.Kind = "payment_refund"
	RunKind         audit.Kind = "payment_run"
	BeneficiaryKind audit.Kind = "payment_beneficiary"
)

// Order is what a dossier owes at one time, as it is to be paid: in cash, by transfer or
// through the platform, whichever comes first.
type Order struct {
	ID        ID
	Code      string     // "PT26000001238", in the purpose of a transfer
	Dossier   dossier.ID // 0: a certified copy's
	Copy      certify.ID // 0: a dossier's
	Unit      orgunit.ID // with competence: whose figure it is
	Desk      orgunit.ID // where cash would be taken
	Lines     []Line
	Total     int64
	State     State
	Method    Method // by which it was paid, "" before
	Opened    time.Time
	By        account.ID // 0: the person at home
	Received  int64      // money that arrived, also when it is not the total
	PaidAt    time.Time
	Reference string // of what paid it: receipt number, the platform's or the bank's
	Link      string // the platform's page where it can be paid, "" none
	Refunded  int64
	Reason    string // of its end without payment
	Version   int
}

// Line is one fee or charge of an order.
type Line struct {
	Kind   procedure.FeeKind `json:"kind,omitempty"`
	Name   string            `json:"name"`
	Full   int64             `json:"full"`   // before a reduction
	Amount int64             `json:"amount"` // to be paid
	Reason string            `json:"reason,omitempty"`
}

// State of an order.
type State string

const (
	Open         State = "open"
	Paid         State = "paid"
	Short        State = "short" // less arrived than is owed
	Over         State = "over"  // more arrived than is owed
	Cancelled    State = "cancelled"
	PartRefunded State = "part_refunded"
	Refunded     State = "refunded"
)

// States in the order of an order's life.
var States = []State{Open, Short, Over, Paid, PartRefunded, Refunded, Cancelled}

// Title on pages.
func (s State) Title() string {
	return map[State]string{Open: "Chờ nộp", Paid: "Đã nộp", Short: "Nộp thiếu", Over: "Nộp thừa", Cancelled: "Đã hủy",
		PartRefunded: "Đã hoàn một phần", Refunded: "Đã hoàn"}[s]
}

// Method is the way in which money came.
type Method string

const (
	Cash     Method = "cash"
	Transfer Method = "transfer"
	Gateway  Method = "gateway"
)

// Methods in the order of pages.
var Methods = []Method{Cash, Transfer, Gateway}

// Title on pages and receipts.
func (m Method) Title() string {
	return map[Method]string{Cash: "Tiền mặt", Transfer: "Chuyển khoản QR", Gateway: "Cổng thanh toán"}[m]
}

// Online says whether a payment counts as made online.
func (m Method) Online() bool { return m == Transfer || m == Gateway }

// Happened is an act as the trace tells it.
type Happened struct {
	Act  string
	Note string // the reason, in the words of the person
}

// waits says whether money may still come under the order.
func (o *Order) waits() bool { return o.State == Open || o.State == Short || o.State == Over }

// Waits is the states in which money may still come.
var Waits = []State{Open, Short, Over}

// Left is what may still be given back.
func (o *Order) Left() int64 { return o.Received - o.Refunded }
