package procedure

import (
	"fmt"
	"math/big"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Due is one fee of an offer with what is to be paid of it.
type Due struct {
	FeeLine
	Owed   int64
	Reason string // of a reduction, "" for none
}

// Owed lists what is to be paid on a day, line by line, on grounds of reduction by their
// codes. A ground that the offer has not, or not on that day, is refused.
func (o *Offer) Owed(on calendar.Day, codes ...string) (list []Due, err error) {
	var grounds []Ground
	for _, code := range codes {
		g := o.Ground(code)
		if g == nil {
			return nil, refusal.Wrong("ground", "Thủ tục không có căn cứ miễn, giảm “%s”.", code)
		}
		if !g.Lives(on) {
			return nil, refusal.Wrong("ground", "Căn cứ miễn, giảm “%s” không có hiệu lực vào ngày %s.", g.Name, on.Vietnamese())
		}
		grounds = append(grounds, *g)
	}
	for _, fee := range o.FeeLines() {
		list = append(list, reduced(fee, Best(fee.Name, grounds)))
	}
	return list, nil
}

// Lives says whether a ground may be relied on on a day.
func (g *Ground) Lives(on calendar.Day) bool {
	return on >= g.From && (g.Until == 0 || on < g.Until)
}

// Living are the grounds that may be relied on on a day.
func (o *Offer) Living(on calendar.Day) (list []Ground) {
	for _, g := range o.Grounds {
		if g.Lives(on) {
			list = append(list, g)
		}
	}
	return list
}

func reduced(fee FeeLine, ground *Ground) Due {
	if ground == nil {
		return Due{FeeLine: fee, Owed: fee.Amount}
	}
	share := ground.Share()
	return Due{fee, Owed(fee.Amount, share), fmt.Sprintf("%s: giảm %s (%s)", ground.Name, part(share), ground.Basis)}
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

// OffWords is how much a ground takes off, in words.
func (g *Ground) OffWords() string {
	if share := g.Share(); share != nil {
		return part(share)
	}
	return g.Off
}

// All says whether a ground leaves nothing to pay.
func (g *Ground) All() bool {
	share := g.Share()
	return share != nil && share.Cmp(big.NewRat(1, 1)) == 0
}
