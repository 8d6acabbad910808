package procedure

import (
	"fmt"
	"strings"

	"cchc/domain/calendar"
	"cchc/kit/vntext"
)

// Difference is one point in which two versions differ, in words. Before or After is ""
// where one of them does not have it.
type Difference struct {
	What          string // "Thời hạn, kênh %s"
	Of            string // the argument of What, "" for none
	Before, After string
}

// Differences lists what a version changes against an earlier one, in the order of the
// form; before may be nil for a first version.
func Differences(before, after *Version) (list []Difference) {
	if before == nil {
		before = &Version{}
	}
	add := func(what, of, a, b string) {
		if a != b {
			list = append(list, Difference{what, of, a, b})
		}
	}
	add("Tên", "", before.Name, after.Name)
	add("Lĩnh vực", "", before.Field, after.Field)
	add("Cấp thực hiện", "", before.levels(), after.levels())
	for _, c := range Channels {
		a, b := before.offered(c), after.offered(c)
		add("Thời hạn, kênh %s", c.Title(), a.limit, b.limit)
		add("Phí, lệ phí, kênh %s", c.Title(), a.fee, b.fee)
		add("Các khoản thu, kênh %s", c.Title(), a.lines, b.lines)
		add("Căn cứ miễn, giảm, kênh %s", c.Title(), a.grounds, b.grounds)
		add("Ghi chú, kênh %s", c.Title(), a.note, b.note)
	}
	for _, no := range caseNumbers(before, after) {
		a, b := before.Case(no), after.Case(no)
		name := caseName(b)
		if b == nil {
			name = caseName(a)
		}
		add("Trường hợp %s", name, caseName(a), caseName(b))
		add("Thời hạn riêng, trường hợp %s", name, caseLimit(a), caseLimit(b))
		for _, d := range componentDifferences(a, b) {
			add("Thành phần hồ sơ, trường hợp %s", name, d.Before, d.After)
		}
	}
	add("Đối tượng", "", before.Applicants, after.Applicants)
	add("Kết quả", "", before.Result, after.Result)
	add("Yêu cầu, điều kiện", "", before.Conditions, after.Conditions)
	add("Căn cứ pháp lý", "", strings.Join(before.Basis, "; "), strings.Join(after.Basis, "; "))
	add("Mức độ trực tuyến", "", GradeTitle(before.OnlineGrade), GradeTitle(after.OnlineGrade))
	add("Sau khi bổ sung", "", SupplementTitle(before.OnSupplement), SupplementTitle(after.OnSupplement))
	return list
}

// SupplementTitle says what a supplement does to the limit.
func SupplementTitle(r calendar.PauseRule) string {
	if r == calendar.Resume {
		return "tính tiếp phần còn lại"
	}
	return "tính lại từ đầu"
}

// GradeTitle is the online level in the words of its time.
func GradeTitle(grade string) string {
	switch grade {
	case "toan-trinh":
		return "Toàn trình"
	case "mot-phan":
		return "Một phần"
	case "":
		return ""
	}
	return "Mức độ " + grade
}

func (v *Version) levels() string {
	names := make([]string, len(v.Levels))
	for i, l := range v.Levels {
		names[i] = l.Name()
	}
	return strings.Join(names, ", ")
}

type offered struct{ limit, fee, note, lines, grounds string }

func (v *Version) offered(c Channel) offered {
	offer := v.Offer(c)
	if offer == nil {
		return offered{}
	}
	return offered{LimitWords(offer.Limit), vntext.Number(offer.Fee) + " đồng", offer.Note, offer.FeesText(), offer.GroundsText()}
}

// LimitWords is a stored limit as people say it: "5 ngày làm việc".
func LimitWords(text string) string {
	if limit, err := calendar.ParseLimit(text); err == nil {
		return limit.Vietnamese()
	}
	return text
}

// caseNumbers of both versions, those of the later one first.
func caseNumbers(before, after *Version) (list []int) {
	for _, c := range after.Cases {
		list = append(list, c.No)
	}
	for _, c := range before.Cases {
		if after.Case(c.No) == nil {
			list = append(list, c.No)
		}
	}
	return list
}

func caseName(c *Case) string {
	if c == nil {
		return ""
	}
	return c.Name
}

func caseLimit(c *Case) string {
	if c == nil || c.Limit == "" {
		return ""
	}
	return LimitWords(c.Limit)
}

// componentDifferences are the papers that go, that come, and that are asked for otherwise.
func componentDifferences(a, b *Case) (list []Difference) {
	before, after := papers(a), papers(b)
	for _, name := range before.names {
		if before.words[name] != after.words[name] {
			list = append(list, Difference{Before: before.words[name], After: after.words[name]})
		}
	}
	for _, name := range after.names {
		if before.words[name] == "" {
			list = append(list, Difference{After: after.words[name]})
		}
	}
	return list
}

type paperList struct {
	names []string
	words map[string]string
}

func papers(c *Case) paperList {
	list := paperList{words: map[string]string{}}
	if c == nil {
		return list
	}
	for _, p := range c.Components {
		list.names = append(list.names, p.Name)
		list.words[p.Name] = p.String()
	}
	return list
}

// String is "Tờ khai (Mẫu 01): 1 bản chính, 2 bản sao, nếu có".
func (p Component) String() string {
	text := p.Name
	if p.Form != "" {
		text += " (" + p.Form + ")"
	}
	var counts []string
	if p.Originals > 0 {
		counts = append(counts, fmt.Sprintf("%d bản chính", p.Originals))
	}
	if p.Copies > 0 {
		counts = append(counts, fmt.Sprintf("%d bản sao", p.Copies))
	}
	if p.Optional {
		counts = append(counts, "nếu có")
	}
	if len(counts) > 0 {
		text += ": " + strings.Join(counts, ", ")
	}
	return text
}
