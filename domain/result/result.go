// Package result holds the register of results (kết quả giải quyết TTHC): what was issued
// to whom, until when it holds, and where it served again instead of a paper that the
// person would have had to bring (NĐ 45/2020 Điều 16: what the State holds is not asked
// for twice).
package result

import (
	"crypto/rand"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/scan"
)

// The kinds of subjects in the trace.
const (
	Subject     audit.Kind = "result"
	KindSubject audit.Kind = "result_kind"
	UseSubject  audit.Kind = "result_use"
)

// ID identifies a result for ever.
type ID int64

// Result is one entry of the register.
type Result struct {
	ID        ID
	Series    string // its code without the number, "KQ-H99.28.05-2026-{n}"
	Number    int    // within the series
	Code      string // "KQ-H99.28.05-2026-00012"
	Kind      KindID
	Dossier   dossier.ID // 0 for a result on paper from before
	Procedure string     // national code, "" unknown
	Unit      orgunit.ID // that issued it
	Symbol    string     // number that stands on the document itself
	Holder    string     // keyed digest of the holder's identity number, "" unknown
	Seal      string     // over the holder's data
	Issued    calendar.Day
	From      calendar.Day
	Until     calendar.Day // last day, 0 for ever
	State     State
	Reason    string
	Basis     string
	Next      ID      // that replaced it
	Paper     scan.ID // the digitised document, 0 not digitised
	By        account.ID
	At        time.Time // entered
	Version   int
}

// State of a result, besides its days.
type State string

const (
	Valid    State = "valid"
	Revoked  State = "revoked"
	Replaced State = "replaced"
)

// Title of a state on pages.
func (s State) Title() string {
	return map[State]string{Valid: "Có hiệu lực", Revoked: "Đã thu hồi", Replaced: "Đã thay thế"}[s]
}

// Holds says whether the result is good on a day.
func (r *Result) Holds(on calendar.Day) bool {
	return r.State == Valid && on >= r.From && (r.Until == 0 || on <= r.Until)
}

// Standing is the state with its days, in words.
func (r *Result) Standing(on calendar.Day) string {
	switch {
	case r.State != Valid:
		return r.State.Title()
	case on < r.From:
		return "Chưa có hiệu lực"
	case r.Until != 0 && on > r.Until:
		return "Hết hiệu lực"
	}
	return Valid.Title()
}

// Holder is whose result it is: personal data, kept apart with a salt of their own.
type Holder struct {
	Name string
	Born string // "1986-08-14" or a year
	IDNo string
}

// SealedHolder is a holder with the salt that seals them.
type SealedHolder struct {
	Holder
	Salt []byte
}

// Sealed draws a salt.
func (h Holder) Sealed() SealedHolder {
	salt := make([]byte, 16)
	rand.Read(salt) // never fails: see crypto/rand
	return SealedHolder{h, salt}
}

// Seal is what the register's row and its trace hold of the person.
func (h SealedHolder) Seal() string { return audit.Seal(h.Salt, h.Name, h.Born, h.IDNo) }
