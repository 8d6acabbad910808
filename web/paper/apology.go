package paper

import (
	"time"

	"cchc/domain/calendar"
)

// Signer is who signs in an office's name, as NĐ 30/2020, Phụ lục I writes it: the lines
// above the name and the name. TM, KT and TL make the lines.
type Signer struct {
	Lines []string
	Name  string
}

// TM signs for a body that decides together: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH.
func TM(body, office, name string) Signer {
	return Signer{[]string{"TM. " + full(body), full(office)}, name}
}

// KT signs as a deputy for the head: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH.
func KT(head, deputy, name string) Signer {
	return Signer{[]string{"KT. " + full(head), full(deputy)}, name}
}

// TL signs by order of the head: TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG.
func TL(head, office, name string) Signer {
	return Signer{[]string{"TL. " + full(head), full(office)}, name}
}

// Head signs as head of an office whose title is not known.
func headOf(name string) Signer {
	return Signer{[]string{"THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"}, name}
}

// Apology is what form 04 says: phiếu xin lỗi và hẹn lại ngày trả kết quả; since TT 03/2025
// văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết. Leave Desk empty: the office
// itself apologises.
type Apology struct {
	Slip
	Received time.Time
	Due      calendar.Due // promised before
	Reason   string
	To       calendar.Day // the one new date
	Signer   Signer       // no lines: head of the office
}

// Sheet lays the apology out by the set of its day.
func (a Apology) Sheet() (Sheet, error) {
	set := SetAt(a.At)
	form, _ := set.Form(ApologyForm)
	extends := set.Wider
	name := "PHIẾU XIN LỖI VÀ HẸN LẠI\nNGÀY TRẢ KẾT QUẢ"
	if extends {
		name = "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ\nGIA HẠN THỜI GIAN GIẢI QUYẾT"
	}
	s := a.begin(form.Title, name)
	you := title(a.Person.Sex)
	s, err := s.beside(a.Check, append([]Para{{regular("Kính gửi " + you + ": "), bold(named(a.Person))}}, contact(a.Person)...))
	promise := "sẽ trả kết quả giải quyết hồ sơ vào "
	if extends {
		promise = "đề nghị gia hạn thời gian giải quyết hồ sơ đến "
	}
	s.add(
		Body{regular("Ngày " + calendar.DayOf(a.Received).Vietnamese() + ", " + a.Office + " tiếp nhận giải quyết hồ sơ của " + you + "; mã số: " + or(a.Code) + ".")},
		Body{regular("Nội dung yêu cầu giải quyết: " + or(ended(a.Content)))},
		Body{regular("Thời gian hẹn trả kết quả giải quyết hồ sơ: " + dueWords(a.Due) + ".")},
		Body{regular("Tuy nhiên, " + a.Office + " chưa trả được kết quả giải quyết hồ sơ đúng thời gian ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả. Lý do: " + or(ended(a.Reason)))},
		Body{regular("Sự chậm trễ này đã gây phiền hà, tốn kém chi phí, công sức của " + you + ". " + a.Office + " xin lỗi " + you + " và " + promise), bold(dayWords(a.To)), regular(".")},
		Body{regular("Mong nhận được sự thông cảm của " + you + " vì sự chậm trễ này./.")},
		a.Signer.closing("- Như trên;", "- Lưu: VT, hồ sơ "+or(a.Code)+"."),
	)
	a.end(&s)
	return s, err
}

// closing is the foot of an office's letter: Nơi nhận at the left, who signs at the right.
func (s Signer) closing(to ...string) Closing {
	if len(s.Lines) == 0 {
		s = headOf(s.Name)
	}
	return Closing{To: to, Signer: s}
}
