package result

import (
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/scan"
)

// Moment is the who and when of an act.
type Moment struct {
	By account.ID
	At time.Time // whole seconds
}

func (m Moment) today() calendar.Day { return calendar.DayOf(m.At) }

// Act is something done to an entry of the register.
type Act interface {
	Apply(*Result, Moment) (dossier.Happened, error)
}

// Issue enters a result: of a dossier, or one on paper from before. The store gives it
// its number.
type Issue struct {
	Kind      Kind
	Dossier   dossier.ID
	Procedure string
	Unit      *orgunit.Unit
	Symbol    string
	Issued    calendar.Day
	From      calendar.Day // 0: the day of issue
	Until     calendar.Day // 0: by the kind
	Holder    string       // keyed digest
	Seal      string
	Paper     scan.ID
	Number    int
}

// Apply enters it.
func (a Issue) Apply(r *Result, m Moment) (dossier.Happened, error) {
	if a.From == 0 {
		a.From = a.Issued
	}
	if a.Until == 0 {
		a.Until = a.Kind.Last(a.From)
	}
	var faults refusal.List
	switch {
	case a.Kind.ID == 0:
		faults = append(faults, refusal.Wrong("kind", "Hãy chọn loại kết quả."))
	case a.Issued == 0:
		faults = append(faults, refusal.Wrong("issued", "Chưa có ngày cấp."))
	case a.Issued > m.today():
		faults = append(faults, refusal.Wrong("issued", "Ngày cấp %s ở tương lai.", a.Issued.Vietnamese()))
	case !a.Kind.InForce(m.today()):
		faults = append(faults, refusal.Wrong("kind", "Loại kết quả “%s” không còn áp dụng.", a.Kind.Name))
	}
	if a.Until != 0 && a.Until < a.From {
		faults = append(faults, refusal.Wrong("until", "Ngày hết hiệu lực trước ngày bắt đầu."))
	}
	if a.Dossier == 0 && a.Symbol == "" {
		faults = append(faults, refusal.Wrong("symbol", "Kết quả giấy có trước phải ghi số, ký hiệu trên bản giấy."))
	}
	if len(faults) > 0 {
		return dossier.Happened{}, faults
	}
	r.Series, r.Number = a.Kind.Series(a.Unit, a.Issued), a.Number
	r.Code = CodeOf(r.Series, r.Number)
	r.Kind, r.Dossier, r.Procedure, r.Unit, r.Symbol = a.Kind.ID, a.Dossier, a.Procedure, a.Unit.ID, a.Symbol
	r.Holder, r.Seal, r.Issued, r.From, r.Until = a.Holder, a.Seal, a.Issued, a.From, a.Until
	r.State, r.Paper, r.By, r.At = Valid, a.Paper, m.By, m.At
	return dossier.Happened{Act: "issue"}, nil
}

// Digitise gives an entry its document.
type Digitise struct{ Paper scan.ID }

// Apply puts it there.
func (a Digitise) Apply(r *Result, _ Moment) (dossier.Happened, error) {
	r.Paper = a.Paper
	return dossier.Happened{Act: "digitise"}, nil
}

// Revoke ends a result, with the document that says so.
type Revoke struct{ Reason, Basis string }

// Apply revokes it.
func (a Revoke) Apply(r *Result, _ Moment) (dossier.Happened, error) {
	if err := ending(r, a.Reason, a.Basis); err != nil {
		return dossier.Happened{}, err
	}
	r.State, r.Reason, r.Basis = Revoked, a.Reason, a.Basis
	return dossier.Happened{Act: "revoke", Note: a.Reason + " (" + a.Basis + ")"}, nil
}

// Replace ends a result because a newer one stands in its place.
type Replace struct {
	Reason, Basis string
	With          *Result
}

// Apply replaces it.
func (a Replace) Apply(r *Result, _ Moment) (dossier.Happened, error) {
	if err := ending(r, a.Reason, a.Basis); err != nil {
		return dossier.Happened{}, err
	}
	if a.With.ID == r.ID || a.With.State != Valid {
		return dossier.Happened{}, refusal.Wrong("with", "Kết quả thay thế phải là một kết quả khác, đang có hiệu lực.")
	}
	r.State, r.Reason, r.Basis, r.Next = Replaced, a.Reason, a.Basis, a.With.ID
	return dossier.Happened{Act: "replace", Note: a.Reason + " (" + a.Basis + ")"}, nil
}

func ending(r *Result, reason, basis string) error {
	var faults refusal.List
	if r.State != Valid {
		return refusal.TooEarlyOrLate("Kết quả %s: %s.", r.Code, strings.ToLower(r.State.Title()))
	}
	if reason == "" {
		faults = append(faults, refusal.Wrong("reason", "Phải ghi lý do."))
	}
	if basis == "" {
		faults = append(faults, refusal.Wrong("basis", "Phải ghi căn cứ: số và ngày của văn bản thu hồi, thay thế."))
	}
	return faults.OrNil()
}
