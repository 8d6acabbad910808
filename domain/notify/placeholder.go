package notify

import (
	"regexp"
	"slices"
	"strings"
)

// Placeholder is a name in a template that a fact takes the place of.
type Placeholder string

const (
	Name      Placeholder = "ho_ten"
	Code      Placeholder = "ma_ho_so"
	Procedure Placeholder = "thu_tuc"
	Day       Placeholder = "ngay_nhan"
	Due       Placeholder = "ngay_hen"
	NewDue    Placeholder = "hen_lai"
	Reason    Placeholder = "ly_do"
	Amount    Placeholder = "so_tien"
	Place     Placeholder = "noi_nhan"
	Tracking  Placeholder = "ma_van_don"
	Link      Placeholder = "tra_cuu"
	StopLink  Placeholder = "ngung_nhan"
	Notice    Placeholder = "noi_dung"
)

// About is what a designer is told of a placeholder, and what previews are filled with.
type About struct {
	Placeholder
	Title   string
	Sample  string
	Content bool // tells what the dossier is about
}

// Placeholders is the closed list. The samples are long ones, so that what fits in a
// preview fits in most lives.
var Placeholders = []About{
	{Name, "Họ tên người nộp", "Công Tằng Tôn Nữ Thị Hồng Nhung", false},
	{Code, "Mã hồ sơ", "H99.28-221205-0031", false},
	{Procedure, "Tên thủ tục, rút gọn trong SMS", "Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở", true},
	{Day, "Ngày tiếp nhận", "05/12/2022", false},
	{Due, "Ngày hẹn trả", "19/12/2022", false},
	{NewDue, "Ngày hẹn lại", "26/12/2022", false},
	{Reason, "Lý do hoặc giấy tờ còn thiếu", "Thiếu bản sao Giấy khai sinh; đơn chưa ký", true},
	{Amount, "Số tiền", "150.000 đ", false},
	{Place, "Nơi nhận kết quả", "UBND huyện Tân Bình", false},
	{Tracking, "Mã vận đơn bưu chính", "EB123456789VN", false},
	{Link, "Địa chỉ tra cứu hồ sơ", "https://motcua.anson.example/track/H99.28-221205-0031", false},
	{StopLink, "Địa chỉ ngừng nhận thư", "https://motcua.anson.example/stop/8sJ2xQmVb0PqUeT1yZrC3A", false},
	{Notice, "Nội dung thông báo cho cán bộ", "Hồ sơ H99.28-221205-0031 sắp quá hạn", false},
}

func about(p Placeholder) *About {
	if i := slices.IndexFunc(Placeholders, func(a About) bool { return a.Placeholder == p }); i >= 0 {
		return &Placeholders[i]
	}
	return nil
}

// Facts is what placeholders stand for in one message.
type Facts map[Placeholder]string

// Samples are facts for a preview.
func Samples() Facts {
	facts := Facts{}
	for _, a := range Placeholders {
		facts[a.Placeholder] = a.Sample
	}
	return facts
}

var braces = regexp.MustCompile(`\{([^{}\s]*)\}`)

// used lists the names in braces of a text, known or not, each once.
func used(text string) (list []Placeholder) {
	for _, m := range braces.FindAllStringSubmatch(text, -1) {
		if p := Placeholder(m[1]); !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// Fill puts facts in the places of their names. What a fact says is never read as a name.
// A line that has names, and a fact for none of them, is left out.
func Fill(text string, facts Facts) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		names, some := used(line), false
		filled := braces.ReplaceAllStringFunc(line, func(s string) string {
			fact := facts[Placeholder(s[1:len(s)-1])]
			some = some || fact != ""
			return fact
		})
		if len(names) == 0 || some {
			lines = append(lines, filled)
		}
	}
	return strings.Join(lines, "\n")
}
