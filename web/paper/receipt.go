package paper

import (
	"fmt"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/vntext"
)

// Receipt is what form 01 says: giấy tiếp nhận hồ sơ và hẹn trả kết quả.
type Receipt struct {
	Giver
	Size      Size
	Code      string // "" before the dossier is received
	Received  time.Time
	Person    dossier.Person
	Procedure string // "1.001193 (bản 3)", for the sets that name it
	Content   string
	Papers    []Document
	Limit     calendar.Limit
	Due       calendar.Due
	Fee       int64
	Finance   dossier.Finance
	ResultBy  dossier.ResultBy
	Hotline   string
	Site      string // address of the portal, as a person types it
	Track     string // address in the QR code, "" before the dossier is received
	Again     string // what a receipt printed once more says of itself, "" at first
}

// Document is a component that was handed in.
type Document struct{ Name, Kind, Count string }

// Sheet lays the receipt out.
func (r Receipt) Sheet() (Sheet, error) {
	s := Sheet{Title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", Size: r.Size, At: r.Received}
	s.add(r.heads(r.Received, r.number()), Name("GIẤY TIẾP NHẬN HỒ SƠ\nVÀ HẸN TRẢ KẾT QUẢ"),
		Centred{regular("Mã hồ sơ: "), bold(r.code())})
	s, err := s.beside(r.Track, r.who())
	s.add(Para{regular("Nội dung yêu cầu giải quyết: " + or(ended(r.Content)))}, papers(r.Papers))
	for _, p := range r.terms() {
		s.add(p)
	}
	s.add(signed(r.Person.Name, r.Clerk))
	Slip{Again: r.Again}.end(&s)
	return s, err
}

// who handed the dossier in.
func (r Receipt) who() []Para {
	name := r.Person.Name
	if r.Code != "" { // before that the name may be missing because it is not typed yet
		name = named(r.Person)
	}
	list := []Para{{regular(r.desk())}, {regular("Tiếp nhận hồ sơ của " + title(r.Person.Sex) + ": "), bold(name)}}
	return append(list, contact(r.Person)...)
}

// terms are what is promised.
func (r Receipt) terms() []Para {
	list := []Para{{regular("Số lượng hồ sơ: 01 (bộ). " + r.fee())}}
	if SetAt(r.Received).Wider && r.Procedure != "" {
		list = append(list, Para{regular("Thủ tục: " + r.Procedure + ".")})
	}
	return append(list,
		Para{regular("Thời gian giải quyết hồ sơ theo quy định: " + or(r.Limit.Vietnamese()) + ".")},
		Para{regular("Thời gian nhận hồ sơ: " + moment(r.Received) + ".")},
		Para{regular("Thời gian trả kết quả giải quyết hồ sơ: "), bold(dueWords(r.Due)), regular(".")},
		Para{regular("Đăng ký nhận kết quả: " + r.resultBy())},
		Para{regular(r.follow())})
}

func (r Receipt) fee() string {
	switch r.Finance {
	case dossier.FeeDue:
		return "Phí, lệ phí: " + vntext.Number(r.Fee) + " đồng, chưa nộp."
	case dossier.FeePaid:
		return "Phí, lệ phí: " + vntext.Number(r.Fee) + " đồng, đã nộp."
	case dossier.Exempt:
		return "Phí, lệ phí: được miễn."
	}
	return "Phí, lệ phí: không."
}

func (r Receipt) resultBy() string {
	switch r.ResultBy {
	case dossier.ByPost:
		return "qua dịch vụ bưu chính công ích."
	case dossier.Electronic:
		return "bản điện tử."
	}
	return "tại " + r.desk() + "."
}

// follow says how to ask. The register's number is the code's serial.
func (r Receipt) follow() string {
	ways := []string{}
	if r.Track != "" {
		ways = append(ways, "quét mã QR")
	}
	if r.Site != "" {
		ways = append(ways, "vào "+r.Site)
	}
	if r.Hotline != "" {
		ways = append(ways, "gọi "+r.Hotline)
	}
	text := "Theo dõi hồ sơ: " + strings.Join(ways, ", ") + "."
	if at := strings.LastIndex(r.Code, "-"); at >= 0 {
		text += " Vào sổ theo dõi hồ sơ, số thứ tự " + r.Code[at+1:] + "."
	}
	return text
}

func (r Receipt) code() string {
	if r.Code == "" {
		return "(cấp khi tiếp nhận)"
	}
	return r.Code
}

func (r Receipt) number() string {
	if at := strings.LastIndex(r.Code, "-"); at >= 0 {
		return "Số: " + r.Code[at+1:] + "/TNHS"
	}
	return "Số: …/TNHS"
}

func papers(list []Document) Table {
	t := Table{Caption: "Thành phần hồ sơ nộp gồm:", Columns: []Column{{"TT", 1, true}, {"Tên giấy tờ", 9, false}, {"Hình thức", 3, true}, {"Số bản", 2, true}}}
	for i, d := range list {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), d.Name, d.Kind, d.Count})
	}
	return t
}

func dueWords(d calendar.Due) string {
	if d.IsZero() {
		return or("")
	}
	if d.At.IsZero() {
		return dayWords(d.Day)
	}
	return moment(d.At)
}
