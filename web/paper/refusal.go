package paper

import (
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/vntext"
)

// Refusal is what form 03 says: phiếu từ chối tiếp nhận giải quyết hồ sơ.
type Refusal struct {
	Giver
	Size    Size
	At      time.Time
	Person  dossier.Person
	Content string
	Reason  string
}

// Sheet lays the refusal out.
func (r Refusal) Sheet() Sheet {
	s := Sheet{Title: "Phiếu từ chối tiếp nhận giải quyết hồ sơ", Size: r.Size, At: r.At}
	s.Parts = []Part{
		r.heads(r.At, "Số: …/TNHS"), Name("PHIẾU TỪ CHỐI\nTIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
		Para{regular(r.desk())},
		Para{regular("Tiếp nhận hồ sơ của " + title(r.Person.Sex) + ": "), bold(r.Person.Name)},
		Para{regular("Địa chỉ: " + r.Person.Address)},
		Para{regular("Số điện thoại: " + r.Person.Phone)},
		Para{regular("Nội dung yêu cầu giải quyết: " + ended(r.Content))},
		Para{regular("Qua xem xét, " + r.desk() + " thông báo không tiếp nhận hồ sơ này với lý do cụ thể như sau:")},
		Para{regular(ended(r.Reason))},
		Para{regular("Xin thông báo cho " + title(r.Person.Sex) + " được biết.")},
		signed(r.Person.Name, r.Clerk),
	}
	return s
}

// heads of a paper given on a day.
func (g Giver) heads(at time.Time, number string) Heads {
	year, month, day := at.In(calendar.Local).Date()
	return Heads{
		Left: Head{{regular(strings.ToUpper(g.Office)), 0}, {bold("BỘ PHẬN TIẾP NHẬN\nVÀ TRẢ KẾT QUẢ"), 38}, {regular(number), 0}},
		Right: Head{{bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), 0}, {bold("Độc lập - Tự do - Hạnh phúc"), 58},
			{italic(g.Place + ", " + vntext.DateWords(year, month, day)), 0}},
	}
}

func (g Giver) desk() string {
	if g.Desk == "" || strings.EqualFold(g.Desk, g.Office) {
		return deskTitle + " " + g.Office
	}
	return g.Desk
}

func signed(person, clerk string) Signatures {
	const note = "(Ký và ghi rõ họ tên)"
	return Signatures{{"NGƯỜI NỘP HỒ SƠ", note, person}, {"NGƯỜI TIẾP NHẬN HỒ SƠ", note, clerk}}
}

// title is how a paper calls a person.
func title(sex string) string {
	switch sex {
	case "nam":
		return "ông"
	case "nữ":
		return "bà"
	}
	return "ông/bà"
}

// ended is a text that ends with a full stop.
func ended(text string) string {
	text = strings.TrimRight(text, " ;,\n\t")
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "./.") {
		return text
	}
	return text + "."
}
