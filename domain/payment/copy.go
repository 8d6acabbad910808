package payment

import (
	"cchc/domain/account"
	"cchc/domain/certify"
	"cchc/domain/procedure"
)

// SellCopies is the order of a certified copy, paid in cash as it is made.
func SellCopies(e *certify.Entry, amount int64, code, receipt string, m account.Stamp) (Order, Happened) {
	line := Line{Kind: procedure.ServiceFee, Name: "Chứng thực bản sao: " + e.Kind, Full: amount, Amount: amount}
	return Order{
		Code: code, Copy: e.ID, Unit: e.Unit, Desk: e.Desk, Lines: []Line{line}, Total: amount, State: Paid, Method: Cash,
		Opened: m.At, By: m.By, Received: amount, PaidAt: m.At, Reference: receipt,
	}, Happened{"pay", receipt}
}

// ProposeCopy says what of a copy's order should go back: all of it when the entry was
// struck out, else what is beyond the fee of the entry as it was corrected.
func ProposeCopy(e *certify.Entry, o *Order, waiting int64) Proposal {
	free := o.Left() - waiting
	switch {
	case free <= 0:
	case e.Cancelled:
		return Proposal{free, "Số chứng thực đã hủy"}
	case free > e.Fee:
		return Proposal{free - e.Fee, "Thu thừa so với số đã sửa"}
	}
	return Proposal{}
}
