package paper

import "cchc/kit/vntext"

// Refusal is what form 03 says: phiếu từ chối tiếp nhận giải quyết hồ sơ.
type Refusal struct {
	Slip
	Reason string
}

// Sheet lays the refusal out.
func (r Refusal) Sheet() (Sheet, error) {
	s := r.begin("Phiếu từ chối tiếp nhận giải quyết hồ sơ", "PHIẾU TỪ CHỐI\nTIẾP NHẬN GIẢI QUYẾT HỒ SƠ")
	who := append([]Para{{regular(r.desk())}, {regular("Tiếp nhận hồ sơ của " + title(r.Person.Sex) + ": "), bold(named(r.Person))}}, contact(r.Person)...)
	s, err := s.beside(r.Check, who)
	s.add(
		Para{regular("Nội dung yêu cầu giải quyết: " + or(ended(r.Content)))},
		Para{regular("Qua xem xét, " + r.desk() + " thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:")},
		Para{regular(or(vntext.Capital(ended(r.Reason))))},
		Para{regular("Xin thông báo cho " + title(r.Person.Sex) + " được biết và thực hiện.")},
		signed(r.Person.Name, r.Clerk),
	)
	r.end(&s)
	return s, err
}
