package payment

import (
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Receipt is a numbered receipt for cash. Numbers of a desk and year have no gap: a
// receipt is cancelled, never removed (NĐ 123/2020, Điều 30 and following).
type Receipt struct {
	ID        ID
	Number    string // "BL-H99.28.05-2026-0000012"
	Desk      orgunit.ID
	Order     ID
	Amount    int64
	Cashier   account.ID
	Drawer    ID
	Issued    time.Time
	Cancelled time.Time
	Reason    string // of the cancelling
	Instead   string // number of the receipt that stands for a cancelled one
	Prints    int
	Version   int
}

// ReceiptNumber of a desk's code, year and serial.
func ReceiptNumber(desk string, year int, serial int64) string {
	return fmt.Sprintf("BL-%s-%d-%07d", desk, year, serial)
}

// CancelReceipt voids a spoilt receipt; another one, with the next number, stands for it.
// Money is given back by a refund, not by this.
type CancelReceipt struct {
	Reason  string
	Instead string
}

func (a CancelReceipt) Apply(r *Receipt, m account.Stamp) (Happened, error) {
	if !r.Cancelled.IsZero() {
		return Happened{}, refusal.TooEarlyOrLate("Biên lai %s đã hủy.", r.Number)
	}
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	r.Cancelled, r.Reason, r.Instead = m.At, a.Reason, a.Instead
	return Happened{"cancel", a.Reason}, nil
}

// Print counts a copy that was printed.
type Print struct{}

func (Print) Apply(r *Receipt, _ account.Stamp) (Happened, error) {
	r.Prints++
	return Happened{Act: "print"}, nil
}
