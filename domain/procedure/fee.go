package procedure

import (
	"math/big"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// FeeKind tells a fee for a service (phí) from a charge for a State act (lệ phí): Luật Phí
// và lệ phí 2015, Điều 3.
type FeeKind string

const (
	ServiceFee  FeeKind = "phi"
	StateCharge FeeKind = "le_phi"
)

// Title on pages and receipts.
func (k FeeKind) Title() string {
	return map[FeeKind]string{ServiceFee: "Phí", StateCharge: "Lệ phí"}[k]
}

// FeeLine is one fee or charge of an offer.
type FeeLine struct {
	Kind   FeeKind `json:"kind"`
	Name   string  `json:"name"`
	Amount int64   `json:"amount"` // đồng
}

// Ground is a ground of law on which less or nothing is paid: Luật Phí và lệ phí 2015, Điều 10.
type Ground struct {
	Code  string   `json:"code"`
	Name  string   `json:"name"`  // who: "Người thuộc hộ nghèo"
	Basis string   `json:"basis"` // the legal basis, in words
	Off   string   `json:"off"`   // the share not paid, exact: "1/2", "1" for all
	Only  []string `json:"only,omitempty"`

	From  calendar.Day `json:"from,omitzero"`  // first day, 0: since ever
	Until calendar.Day `json:"until,omitzero"` // first day behind, 0: still open
}

// Share is Off as a number, nil when it is not above 0 and at most 1.
func (g Ground) Share() *big.Rat {
	share, ok := new(big.Rat).SetString(g.Off)
	if !ok || share.Sign() <= 0 || share.Cmp(big.NewRat(1, 1)) > 0 {
		return nil
	}
	return share
}

// on says whether the ground covers a line; without a list it covers all.
func (g Ground) on(line string) bool { return len(g.Only) == 0 || slices.Contains(g.Only, line) }

// FeeLines are the offer's fees one by one. Offers of before fees had lines have one sum.
func (o *Offer) FeeLines() []FeeLine {
	if len(o.Lines) > 0 || o.Fee == 0 {
		return slices.Clone(o.Lines)
	}
	return []FeeLine{{Name: "Phí, lệ phí", Amount: o.Fee}}
}

// Ground of a code, nil when the offer has none such.
func (o *Offer) Ground(code string) *Ground {
	for i := range o.Grounds {
		if o.Grounds[i].Code == code {
			return &o.Grounds[i]
		}
	}
	return nil
}

// RoundingRule is how a reduced amount becomes whole đồng, as published beside the fees.
const RoundingRule = "Số phải nộp của từng khoản = mức thu × (1 − tỷ lệ giảm), làm tròn đến đồng, nửa đồng làm tròn lên. Có nhiều căn cứ thì áp dụng mức giảm cao nhất, không cộng dồn."

// Owed is what remains of an amount after a share off, by RoundingRule.
func Owed(amount int64, off *big.Rat) int64 {
	rest := new(big.Rat).Sub(big.NewRat(1, 1), off)
	return vntext.HalfUp.Scaled(rest.Mul(rest, new(big.Rat).SetInt64(amount)), 0).Int64()
}

// Best is the ground that takes most off a line, nil when none covers it.
func Best(line string, grounds []Ground) (best *Ground) {
	for i := range grounds {
		g := &grounds[i]
		if share := g.Share(); share != nil && g.on(line) && (best == nil || share.Cmp(best.Share()) > 0) {
			best = g
		}
	}
	return best
}

// CheckFees refuses lines that do not add up to the fee, and grounds without a basis.
func (o *Offer) CheckFees() error {
	var sum int64
	for _, line := range o.Lines {
		if line.Amount < 0 || line.Name == "" || line.Kind.Title() == "" {
			return refusal.Wrong("fee", "Khoản thu “%s” thiếu loại, tên hoặc có số tiền âm.", line.Name)
		}
		sum += line.Amount
	}
	if len(o.Lines) > 0 && sum != o.Fee {
		return refusal.Wrong("fee", "Các khoản thu cộng lại là %s, mức thu ghi %s.", vntext.Money(sum), vntext.Money(o.Fee))
	}
	for _, g := range o.Grounds {
		if g.Code == "" || g.Name == "" || g.Basis == "" || g.Share() == nil {
			return refusal.Wrong("ground", "Căn cứ miễn, giảm “%s” phải có mã, tên, căn cứ pháp lý và tỷ lệ lớn hơn 0, không quá 1.", g.Name)
		}
		if g.Until != 0 && g.Until <= g.From {
			return refusal.Wrong("ground", "Căn cứ miễn, giảm “%s” hết hiệu lực trước khi có hiệu lực.", g.Name)
		}
	}
	return nil
}

// keepFees takes over what the fee is made of and the grounds from a version before, where
// who wrote this one could say neither and left the fee as it was: nil, not empty. A ground
// that keeps its name keeps its code.
func (o *Offer) keepFees(from *Offer) {
	if from == nil {
		return
	}
	if o.Lines == nil && o.Fee == from.Fee {
		o.Lines = slices.Clone(from.Lines)
	}
	if o.Grounds == nil {
		o.Grounds = slices.Clone(from.Grounds)
	}
	for i := range o.Grounds {
		for _, g := range from.Grounds {
			if g.Name == o.Grounds[i].Name {
				o.Grounds[i].Code = g.Code
			}
		}
	}
}

// keepFees does so for every channel.
func (v *Version) keepFees(from *Version) {
	for i := range v.Offers {
		v.Offers[i].keepFees(from.Offer(v.Offers[i].Channel))
	}
}
