package payment

import (
	"fmt"
	"math/big"

	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
)

// Owed is what a dossier owes, line by line, on grounds of reduction by their codes. A sum
// that was fixed in mid-procedure (a State duty) is a line of its own, never reduced here.
func Owed(d *dossier.Dossier, offer *procedure.Offer, codes ...string) ([]Line, error) {
	if d.Finance != dossier.FeeDue {
		return nil, refusal.TooEarlyOrLate("Hồ sơ %s không còn phí, lệ phí phải thu.", d.Code)
	}
	if offer == nil || d.Fee < offer.Fee { // reduced before, or an offer that is no more
		if len(codes) > 0 {
			return nil, refusal.TooEarlyOrLate("Hồ sơ %s đã được xác định mức thu, không giảm thêm được.", d.Code)
		}
		return []Line{{Name: "Phí, lệ phí", Full: d.Fee, Amount: d.Fee}}, nil
	}
	grounds, err := chosen(offer, codes)
	if err != nil {
		return nil, err
	}
	var lines []Line
	for _, fee := range offer.FeeLines() {
		lines = append(lines, reduced(fee, procedure.Best(fee.Name, grounds)))
	}
	if rest := d.Fee - offer.Fee; rest > 0 {
		lines = append(lines, Line{Name: "Nghĩa vụ tài chính khác", Full: rest, Amount: rest})
	}
	return lines, nil
}

func chosen(offer *procedure.Offer, codes []string) (grounds []procedure.Ground, err error) {
	for _, code := range codes {
		g := offer.Ground(code)
		if g == nil {
			return nil, refusal.Wrong("ground", "Thủ tục không có căn cứ miễn, giảm “%s”.", code)
		}
		grounds = append(grounds, *g)
	}
	return grounds, nil
}

func reduced(fee procedure.FeeLine, ground *procedure.Ground) Line {
	line := Line{Kind: fee.Kind, Name: fee.Name, Full: fee.Amount, Amount: fee.Amount}
	if ground != nil {
		line.Amount = procedure.Owed(fee.Amount, ground.Share())
		line.Reason = fmt.Sprintf("%s: giảm %s (%s)", ground.Name, part(ground.Share()), ground.Basis)
	}
	return line
}

// part is a share in words: "toàn bộ", "50 %", "1/3".
func part(share *big.Rat) string {
	hundred := new(big.Rat).Mul(share, big.NewRat(100, 1))
	switch {
	case share.Cmp(big.NewRat(1, 1)) == 0:
		return "toàn bộ"
	case hundred.IsInt():
		return hundred.Num().String() + " %"
	}
	return share.RatString()
}

// Sum of lines.
func Sum(lines []Line) (total int64) {
	for _, line := range lines {
		total += line.Amount
	}
	return total
}
