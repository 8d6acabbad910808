package payment

import (
	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// Beneficiary is the bank account into which a unit's fees are transferred; units without
// one use that of the nearest unit above.
type Beneficiary struct {
	ID      ID // the unit's number
	Unit    orgunit.ID
	Bank    string // BIN, six digits
	Name    string // of the bank
	Number  string // of the account
	Holder  string
	Version int
}

// SetBeneficiary writes the account of a unit.
type SetBeneficiary struct{ Bank, Name, Number, Holder string }

// Apply wants a BIN of six digits and an account of at most 19 letters and digits.
func (a SetBeneficiary) Apply(b *Beneficiary, _ account.Stamp) (Happened, error) {
	var wrong refusal.List
	if !plain(a.Bank, 6, 6, false) {
		wrong = append(wrong, refusal.Wrong("bank", "Mã BIN của ngân hàng có 6 chữ số, ví dụ 970436."))
	}
	if !plain(a.Number, 1, 19, true) {
		wrong = append(wrong, refusal.Wrong("number", "Số tài khoản có từ 1 đến 19 chữ số hoặc chữ cái không dấu."))
	}
	if len(vntext.Words(a.Holder)) == 0 || a.Name == "" {
		wrong = append(wrong, refusal.Wrong("holder", "Ghi tên ngân hàng và tên chủ tài khoản."))
	}
	b.Bank, b.Name, b.Number, b.Holder = a.Bank, a.Name, a.Number, a.Holder
	return Happened{Act: "set"}, wrong.OrNil()
}

func plain(s string, least, most int, letters bool) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if digit := '0' <= s[i] && s[i] <= '9'; !digit && !(letters && 'a' <= c && c <= 'z') {
			return false
		}
	}
	return least <= len(s) && len(s) <= most
}
