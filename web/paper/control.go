package paper

import (
	"fmt"
	"strings"
	"time"

	"cchc/domain/calendar"
)

// Passing is one handing over of a dossier between two units or people.
type Passing struct {
	From, To Party
	At       time.Time
	Result   string // of the step that ended: "Trước hạn", "Đúng hạn", "Quá hạn", "" where it had no time
	Note     string
}

// Control is the slip that goes with a dossier: phiếu kiểm soát quá trình giải quyết hồ sơ
// (form 05 of TT 01/2018, form 06 of TT 03/2025).
type Control struct {
	Slip
	Unit     string   // that decides
	Others   []string // that work on it besides
	Received time.Time
	Due      calendar.Due
	Passings []Passing
}

// Sheet lays the slip out.
func (c Control) Sheet() (Sheet, error) {
	s := c.begin("Phiếu kiểm soát quá trình giải quyết hồ sơ", "PHIẾU KIỂM SOÁT\nQUÁ TRÌNH GIẢI QUYẾT HỒ SƠ")
	facts := []Para{{regular("Nội dung yêu cầu giải quyết: " + or(ended(c.Content)))}, {regular("Cơ quan (bộ phận) giải quyết hồ sơ: " + or(c.Unit))}}
	if len(c.Others) > 0 {
		facts = append(facts, Para{regular("Cơ quan phối hợp giải quyết hồ sơ: " + strings.Join(c.Others, "; ") + ".")})
	}
	facts = append(facts, Para{regular("Thời gian nhận hồ sơ: " + moment(c.Received) + ".")},
		Para{regular("Thời gian hẹn trả kết quả: "), bold(dueWords(c.Due)), regular(".")})
	s, err := s.beside(c.Check, facts)
	t := Table{Caption: "Giao, nhận hồ sơ:", Columns: []Column{
		{"TT", 8, true}, {"Bên giao", 30, false}, {"Bên nhận", 30, false}, {"Thời gian giao, nhận", 23, true}, {"Kết quả", 15, true}, {"Ghi chú", 22, false}}}
	for i, p := range c.Passings {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), p.From.Unit + by(p.From.Person), p.To.Unit + by(p.To.Person), clockTime(p.At), p.Result, p.Note})
	}
	s.add(t, Small("Giao, nhận trên hệ thống: người giao và người nhận đăng nhập bằng tài khoản của mình, ghi trong nhật ký; bản in không cần ký từng dòng."))
	c.end(&s)
	return s, err
}

// clockTime is "14 giờ 20 phút, ngày 30/12/2022".
func clockTime(at time.Time) string {
	local := at.In(calendar.Local)
	return fmt.Sprintf("%02d giờ %02d phút, ngày %s", local.Hour(), local.Minute(), calendar.DayOf(at).Vietnamese())
}
