package paper

import (
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/qr"
	"cchc/kit/vntext"
)

// Giver is the office that gives a paper, as its head says it.
type Giver struct {
	Above  string // the office above one that writes in its own name, "" for none
	Office string // "UBND huyện Tân Bình"
	Desk   string // "Bộ phận Tiếp nhận và Trả kết quả"; "" when the office writes itself
	Place  string // of the date line, "Tân Bình"
	Clerk  string
}

// Slip is what every paper about one dossier says of itself and of the dossier.
type Slip struct {
	Giver
	Size    Size
	At      time.Time // of the act that the paper tells
	Number  string    // "221230-0047.5/YCBS", "" prints dots
	Code    string    // of the dossier
	Person  dossier.Person
	Content string // what is asked for
	Hotline string
	Check   string // address in the QR code, "" prints none
	Again   string // what a paper printed once more says of itself, "" at first
}

// begin is the top of a slip: heads, name and code.
func (s Slip) begin(title, name string) Sheet {
	sheet := Sheet{Title: title, Size: s.Size, At: s.At}
	sheet.add(s.heads(s.At, "Số: "+or(s.Number)), Name(name))
	if s.Code != "" {
		sheet.add(Centred{regular("Mã hồ sơ: "), bold(s.Code)})
	}
	return sheet
}

// beside puts paragraphs to the right of the QR code, or below each other without one.
func (s Sheet) beside(address string, list []Para) (Sheet, error) {
	if address == "" {
		for _, p := range list {
			s.add(p)
		}
		return s, nil
	}
	squares, err := qr.Matrix(address)
	if err == nil {
		s.add(Beside{squares, list})
	}
	return s, err
}

// end is the foot of a slip.
func (s Slip) end(sheet *Sheet) {
	if s.Check != "" {
		sheet.add(Small("Quét mã QR để kiểm tra giấy này có đúng do cơ quan phát hành hay không."))
	}
	if s.Again != "" {
		sheet.add(Small(s.Again))
	}
}

// contact lists how the person can be reached, leaving out what is not known.
func contact(p dossier.Person) (list []Para) {
	for _, line := range []struct{ label, value string }{
		{"Số giấy tờ: ", p.IDNo}, {"Địa chỉ: ", p.Address}, {"Số điện thoại: ", p.Phone}, {"Email: ", p.Email},
	} {
		if line.value != "" {
			list = append(list, Para{regular(line.label + line.value)})
		}
	}
	return list
}

// erased is how a paper names a person whose data were erased by right.
const erased = "(dữ liệu cá nhân đã xóa theo yêu cầu)"

// named is the person's name, or that it was erased.
func named(p dossier.Person) string {
	if p.Name == "" {
		return erased
	}
	return p.Name
}

// heads of a paper given on a day: NĐ 30/2020, Phụ lục I, cells 1 to 4.
func (g Giver) heads(at time.Time, number string) Heads {
	left := Head{{regular(full(g.Office)), 0}, {bold("BỘ PHẬN TIẾP NHẬN\nVÀ TRẢ KẾT QUẢ"), 38}}
	if g.Desk == "" {
		left = Head{{bold(full(g.Office)), 38}}
		if g.Above != "" {
			left = append(Head{{regular(full(g.Above)), 0}}, left...)
		}
	}
	if number != "" {
		left = append(left, HeadLine{regular(number), 0})
	}
	return Heads{Left: left, Right: g.country(at)}
}

// country is Quốc hiệu, Tiêu ngữ, place and date.
func (g Giver) country(at time.Time) Head {
	return Head{{bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), 0}, {bold("Độc lập - Tự do - Hạnh phúc"), 58},
		{italic(or(g.Place) + ", " + vntext.DateWords(at.In(calendar.Local).Date())), 0}}
}

// full is an office's name in capitals, without the abbreviation that NĐ 30/2020 does not
// allow in a head.
func full(office string) string {
	if rest, is := strings.CutPrefix(office, "UBND "); is {
		return "ỦY BAN NHÂN DÂN\n" + strings.ToUpper(rest)
	}
	return strings.ToUpper(office)
}

func (g Giver) desk() string {
	if g.Desk == "" || strings.EqualFold(g.Desk, g.Office) {
		return deskTitle + " " + g.Office
	}
	return g.Desk
}

const deskTitle = "Bộ phận Tiếp nhận và Trả kết quả"

const signHere = "(Ký và ghi rõ họ tên)"

func signed(person, clerk string) Signatures {
	return Signatures{{"NGƯỜI NỘP HỒ SƠ", signHere, person}, {"NGƯỜI TIẾP NHẬN HỒ SƠ", signHere, clerk}}
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

// moment is an instant in words on the province's clocks.
func moment(at time.Time) string { return vntext.Moment(at.In(calendar.Local)) }

// dayWords is a day in words.
func dayWords(d calendar.Day) string {
	if d == 0 {
		return or("")
	}
	return vntext.DateWords(d.Date())
}

// or is a text, or dots where nothing is known.
func or(text string) string {
	if text == "" {
		return "…"
	}
	return text
}
