package paper

import (
	"fmt"
	"iter"
	"time"

	"cchc/domain/calendar"
)

// Entry is one line of the register.
type Entry struct {
	Code      string
	Procedure string
	Person    string
	Contact   string // address and telephone
	Unit      string // that decides
	Received  time.Time
	Due       calendar.Due
	Ready     time.Time // the result, or the end without one; zero while open
	Handed    time.Time
	How       string // the result was given
	State     string
	Note      string
}

// Register is the book of dossiers, sổ theo dõi hồ sơ (form 06 of TT 01/2018, form 07 of TT
// 03/2025): A4 landscape, its header on every page. Entries come while they are drawn, so a
// long register needs little memory.
type Register struct {
	Giver
	At      time.Time // of printing
	Period  string    // "từ 01/01/2026 đến 31/01/2026", "" for all
	Entries iter.Seq[Entry]
}

// Sheet lays the register out by the set of the day of printing.
func (r Register) Sheet() Sheet {
	s := Sheet{Title: "Sổ theo dõi hồ sơ", Size: Wide, At: r.At}
	s.add(r.heads(r.At, ""), Name("SỔ THEO DÕI HỒ SƠ"))
	if r.Period != "" {
		s.add(Centred{italic(r.Period)})
	}
	columns, cells := registerOf2018, Entry.cells2018
	if SetAt(r.At).Wider {
		columns, cells = registerOf2025, Entry.cells2025
	}
	s.add(Table{Caption: "Nguồn: " + SetAt(r.At).Source(RegisterForm) + ".", Columns: columns, Type: 9, Each: func(yield func([]string) bool) {
		n := 0
		for e := range r.Entries {
			n++
			if !yield(append([]string{fmt.Sprint(n)}, cells(e)...)) {
				return
			}
		}
	}})
	return s
}

// The columns of TT 01/2018, Mẫu số 06: the list is not verified against its text.
var registerOf2018 = []Column{
	{"TT", 8, true}, {"Mã hồ sơ", 24, false}, {"Tên TTHC", 34, false}, {"Số bộ", 8, true}, {"Tên cá nhân, tổ chức", 26, false}, {"Địa chỉ, số điện thoại", 30, false},
	{"Cơ quan chủ trì giải quyết", 24, false}, {"Nhận hồ sơ", 20, true}, {"Hẹn trả kết quả", 20, true}, {"Nhận kết quả", 20, true}, {"Ngày trả", 20, true},
	{"Phương thức nhận", 16, true}, {"Ký nhận", 12, true}, {"Ghi chú", 14, false},
}

func (e Entry) cells2018() []string {
	return []string{e.Code, e.Procedure, "01", e.Person, e.Contact, e.Unit, stamp(e.Received), dueShort(e.Due), stamp(e.Ready), stamp(e.Handed), e.How, "", e.Note}
}

// The columns of TT 03/2025, Mẫu số 07, from what it asks for: receipt, handling, return, state.
var registerOf2025 = []Column{
	{"TT", 8, true}, {"Mã hồ sơ", 24, false}, {"Tên thủ tục hành chính", 34, false}, {"Tên cá nhân, tổ chức", 28, false}, {"Địa chỉ, số điện thoại", 30, false},
	{"Cơ quan giải quyết", 26, false}, {"Tiếp nhận", 20, true}, {"Hẹn trả", 20, true}, {"Có kết quả", 20, true}, {"Trả kết quả", 20, true}, {"Hình thức trả", 16, true},
	{"Trạng thái", 18, true}, {"Ghi chú", 14, false},
}

func (e Entry) cells2025() []string {
	return []string{e.Code, e.Procedure, e.Person, e.Contact, e.Unit, stamp(e.Received), dueShort(e.Due), stamp(e.Ready), stamp(e.Handed), e.How, e.State, e.Note}
}

// stamp is an instant as a narrow column says it, "" for none.
func stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(calendar.Local).Format("15:04 02/01/2006")
}

func dueShort(d calendar.Due) string {
	if !d.At.IsZero() {
		return stamp(d.At)
	}
	return d.Day.Vietnamese()
}
