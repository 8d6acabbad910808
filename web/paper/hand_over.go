package paper

import (
	"fmt"
	"strings"
	"time"
)

// Party is one side of a handing over.
type Party struct{ Unit, Person string }

// HandOverRow is one dossier or result on the list.
type HandOverRow struct {
	Code     string
	Subject  string // what it is: the procedure, or number and symbol of the result
	Person   string // whose it is
	Papers   string // "01 bộ, 5 giấy tờ"
	Tracking string // of the post, "" for none
	Note     string
}

// HandOver is a slip with a list that both sides sign: dossiers between units, results to
// the counter, what the post takes and brings.
type HandOver struct {
	Giver
	Size     Size
	Title    string // "Biên bản bàn giao hồ sơ", "Giấy giao nhận kết quả"
	Number   string
	At       time.Time
	From, To Party
	Rows     []HandOverRow
	Note     string
	Check    string
	Again    string
}

// Sheet lays the slip out.
func (h HandOver) Sheet() (Sheet, error) {
	s := Sheet{Title: h.Title, Size: h.Size, At: h.At}
	s.add(h.heads(h.At, "Số: "+or(h.Number)), Name(strings.ToUpper(h.Title)))
	s, err := s.beside(h.Check, []Para{
		{regular("Bên giao: "), bold(or(h.From.Unit)), regular(by(h.From.Person))},
		{regular("Bên nhận: "), bold(or(h.To.Unit)), regular(by(h.To.Person))},
		{regular("Thời điểm giao nhận: " + moment(h.At) + ".")},
		{regular(fmt.Sprintf("Tổng số: %02d.", len(h.Rows)))},
	})
	s.add(h.table())
	if h.Note != "" {
		s.add(Para{regular("Ghi chú: " + ended(h.Note))})
	}
	s.add(Para{regular("Hai bên đã kiểm đếm đủ và cùng ký tên.")},
		Signatures{{"BÊN GIAO", signHere, h.From.Person}, {"BÊN NHẬN", signHere, h.To.Person}})
	Slip{Check: h.Check, Again: h.Again}.end(&s)
	return s, err
}

// table has a column for the post's numbers only where there are any.
func (h HandOver) table() Table {
	post := false
	for _, r := range h.Rows {
		post = post || r.Tracking != ""
	}
	t := Table{Caption: "Danh sách:", Columns: []Column{{"TT", 12, true}, {"Mã hồ sơ", 30, false}, {"Nội dung", 33, false}, {"Người nộp", 30, false}, {"Giấy tờ", 14, true}}}
	if post {
		t.Columns = append(t.Columns, Column{"Số hiệu bưu gửi", 28, false})
	}
	t.Columns = append(t.Columns, Column{"Ghi chú", 14, false})
	for i, r := range h.Rows {
		row := []string{fmt.Sprint(i + 1), r.Code, r.Subject, r.Person, r.Papers}
		if post {
			row = append(row, r.Tracking)
		}
		t.Rows = append(t.Rows, append(row, r.Note))
	}
	return t
}

func by(person string) string {
	if person == "" {
		return ""
	}
	return ", " + person
}
