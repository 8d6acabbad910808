package paper

import (
	"time"

	"cchc/domain/calendar"
)

// Kind of a printed form; it also stands in addresses, so it never changes.
type Kind string

// The forms of the one-stop mechanism, and the notice of a refusal after receipt, which no
// circular draws.
const (
	ReceiptForm    Kind = "receipt"
	SupplementForm Kind = "supplement"
	RefusalForm    Kind = "refusal"
	ApologyForm    Kind = "apology"
	StopForm       Kind = "stop"
	RejectionForm  Kind = "rejection"
	ControlForm    Kind = "control"
	RegisterForm   Kind = "register"
	FeeForm        Kind = "fee"
	HandOverForm   Kind = "hand-over"
)

// Form is one form of a set.
type Form struct {
	Kind  Kind
	No    string // "Mẫu số 02"; "" when the set has no such form and NĐ 30/2020 alone draws it
	Title string
	Mark  string // of its number: "YCBS" in "Số: 221230-0047.5/YCBS"
}

// Set is the forms as one circular lays them down.
type Set struct {
	Basis string
	Title string       // of the circular's appendix, in words
	From  calendar.Day // first day in force
	Until calendar.Day // first day no longer in force, 0 while it is
	Wider bool         // names the procedure's version and the stage, asks for more time: since TT 03/2025
	forms []Form
}

// sets, the newest first. A paper keeps the form of the day of its act.
var sets = []Set{
	{
		Basis: "TT 03/2025/TT-VPCP", Title: "Phụ lục I Thông tư 03/2025/TT-VPCP ngày 15/9/2025, hướng dẫn Nghị định 118/2025/NĐ-CP",
		From: calendar.MustDay("2025-09-15"), Wider: true, // in use from the day it was signed
		forms: []Form{
			{ReceiptForm, "Mẫu số 01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "TNHS"},
			{SupplementForm, "Mẫu số 02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "YCBS"},
			{RefusalForm, "Mẫu số 03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "TCTN"},
			{ApologyForm, "Mẫu số 04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", "XLGH"},
			{StopForm, "Mẫu số 05", "Thông báo dừng giải quyết hồ sơ", "TBD"},
			{ControlForm, "Mẫu số 06", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "PKS"},
			{RegisterForm, "Mẫu số 07", "Sổ theo dõi hồ sơ", ""},
		},
	},
	{
		Basis: "TT 01/2018/TT-VPCP", Title: "Phụ lục Thông tư 01/2018/TT-VPCP ngày 23/11/2018, hướng dẫn Nghị định 61/2018/NĐ-CP",
		From: calendar.MustDay("2018-11-23"), Until: calendar.MustDay("2025-09-15"),
		forms: []Form{
			{ReceiptForm, "Mẫu số 01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "TNHS"},
			{SupplementForm, "Mẫu số 02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "YCBS"},
			{RefusalForm, "Mẫu số 03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "TCTN"},
			{ApologyForm, "Mẫu số 04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "XLHL"},
			{StopForm, "", "Thông báo dừng giải quyết hồ sơ", "TBD"},
			{ControlForm, "Mẫu số 05", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "PKS"},
			{RegisterForm, "Mẫu số 06", "Sổ theo dõi hồ sơ", ""},
		},
	},
}

// common are papers that no circular on the mechanism draws.
var common = []Form{
	{RejectionForm, "", "Thông báo không giải quyết hồ sơ", "TBKGQ"},
	{FeeForm, "", "Biên lai thu phí, lệ phí", "BLTP"},
	{HandOverForm, "", "Giấy giao nhận kết quả", "GGN"},
}

// Sets lists all of them, the newest first.
func Sets() []Set { return sets }

// SetOn is the set in use on a day; before the first one the first one serves.
func SetOn(day calendar.Day) Set {
	for _, s := range sets {
		if day >= s.From {
			return s
		}
	}
	return sets[len(sets)-1]
}

// SetAt is the set in use at an instant.
func SetAt(at time.Time) Set { return SetOn(calendar.DayOf(at)) }

// Forms are the set's own, in the order of their numbers.
func (s Set) Forms() []Form { return s.forms }

// Form of a kind; with an unknown kind ok is false.
func (s Set) Form(kind Kind) (form Form, ok bool) {
	for _, list := range [][]Form{s.forms, common} {
		for _, f := range list {
			if f.Kind == kind {
				return f, true
			}
		}
	}
	return Form{}, false
}

// Source is the form's number and circular: "Mẫu số 02, TT 03/2025/TT-VPCP"; for one
// without a number it names the decree whose layout it has.
func (s Set) Source(kind Kind) string {
	if f, _ := s.Form(kind); f.No != "" {
		return f.No + ", " + s.Basis
	}
	return "Thể thức theo NĐ 30/2020/NĐ-CP"
}
