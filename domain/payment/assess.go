package payment

import (
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
)

// Owed is what a dossier owes, line by line, on grounds of reduction by their codes. A sum
// that was fixed in mid-procedure (a State duty) is a line of its own, never reduced here.
func Owed(d *dossier.Dossier, offer *procedure.Offer, codes ...string) ([]Line, error) {
	if !Owes(d) {
		return nil, refusal.TooEarlyOrLate("Hồ sơ %s không còn phí, lệ phí phải thu.", d.Code)
	}
	if offer == nil || d.Fee < offer.Fee { // reduced before, or an offer that is no more
		if len(codes) > 0 {
			return nil, refusal.TooEarlyOrLate("Hồ sơ %s đã được xác định mức thu, không giảm thêm được.", d.Code)
		}
		return []Line{{Name: "Phí, lệ phí", Full: d.Fee, Amount: d.Fee}}, nil
	}
	lines, err := Lines(offer, calendar.DayOf(d.Received), codes...)
	if rest := d.Fee - offer.Fee; err == nil && rest > 0 {
		lines = append(lines, Line{Name: "Nghĩa vụ tài chính khác", Full: rest, Amount: rest})
	}
	return lines, err
}

// Lines are the fees of an offer on a day, reduced on grounds by their codes.
func Lines(offer *procedure.Offer, on calendar.Day, codes ...string) (lines []Line, err error) {
	due, err := offer.Owed(on, codes...)
	for _, one := range due {
		lines = append(lines, Line{Kind: one.Kind, Name: one.Name, Full: one.Amount, Amount: one.Owed, Reason: one.Reason})
	}
	return lines, err
}

// Sum of lines.
func Sum(lines []Line) (total int64) {
	for _, line := range lines {
		total += line.Amount
	}
	return total
}
