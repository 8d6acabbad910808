package dossier

import (
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/procedure"
)

// fee is what a dossier owes at its receipt, how that stands, and on which grounds it is
// less than the procedure's.
func (a Receive) fee(offer *procedure.Offer, on calendar.Day) (amount int64, how Finance, why string, err error) {
	amount = offer.Fee
	if len(a.Grounds) > 0 {
		due, err := offer.Owed(on, a.Grounds...)
		if err != nil {
			return 0, "", "", err
		}
		amount, why = sum(due)
	}
	switch {
	case offer.Fee == 0:
		how = NoFee
	case a.Exempt || amount == 0:
		how = Exempt
	case a.Paid:
		how = FeePaid
	default:
		how = FeeDue
	}
	return amount, how, why, nil
}

func sum(due []procedure.Due) (total int64, why string) {
	var reasons []string
	for _, one := range due {
		total += one.Owed
		if one.Reason != "" {
			reasons = append(reasons, one.Name+" – "+one.Reason)
		}
	}
	return total, strings.Join(reasons, "; ")
}
