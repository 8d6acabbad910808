package desk

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// readCard reads what the reader types from the QR code of an identity card:
// number|old number|name|ddmmyyyy|sex|address|issued. Anything else is taken for a number
// that was typed.
func readCard(typed string) dossier.Person {
	parts := strings.Split(typed, "|")
	if len(parts) < 6 {
		return dossier.Person{IDNo: digits(typed)}
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(vntext.NFC(parts[i]))
	}
	return dossier.Person{
		IDNo: digits(parts[0]), Name: parts[2], Born: cardDay(parts[3]),
		Sex: sexOf(parts[4]), Address: parts[5],
	}
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// cardDay brings ddmmyyyy to 14/08/1986.
func cardDay(s string) string {
	if len(s) != 8 || digits(s) != s {
		return ""
	}
	return s[:2] + "/" + s[2:4] + "/" + s[4:]
}

func sexOf(s string) string {
	switch vntext.Fold(s) {
	case "nam":
		return "nam"
	case "nu":
		return "nữ"
	}
	return ""
}

// checkPerson refuses what cannot be on a day: every fault at its field.
func checkPerson(p dossier.Person, on calendar.Day) refusal.List {
	faults := tooLong(p)
	if p.Name == "" {
		faults = append(faults, refusal.Wrong("name", "Chưa có họ tên người nộp hồ sơ."))
	}
	if n := len(p.IDNo); n != 0 && n != 12 && n != 9 { // 9 digits: chứng minh nhân dân
		faults = append(faults, refusal.Wrong("card", "Số căn cước phải có 12 chữ số."))
	}
	if p.Born != "" && !isBirth(p.Born) {
		faults = append(faults, refusal.Wrong("born", "Ngày sinh “%s” không đọc được; viết như 14/08/1986 hoặc 1986.", p.Born))
	} else if year, day := birth(p.Born); p.Born != "" && (day > on || year > yearOf(on) || year < 1900) {
		faults = append(faults, refusal.Wrong("born", "Ngày sinh %s không thể có.", shownBirth(p.Born)))
	}
	if n := len(digits(p.Phone)); p.Phone != "" && (n < 9 || n > 12) {
		faults = append(faults, refusal.Wrong("phone", "Số điện thoại phải có 10 chữ số."))
	}
	return faults
}

// checkWish refuses a way of being told by which the person cannot be reached.
func checkWish(tell string, p dossier.Person) refusal.List {
	wish, err := notify.ParseWish(tell)
	if err != nil {
		return refusal.Of(err)
	}
	way := notify.Channel(wish.Way)
	if way.Title() == "" || (notify.Addresses{Phone: p.Phone, Email: p.Email}).At(way) != "" {
		return nil
	}
	if way == notify.Email {
		return refusal.List{refusal.Wrong("email", "Chưa có địa chỉ thư điện tử đúng để báo tin.")}
	}
	return refusal.List{refusal.Wrong("phone", "Chưa có số điện thoại di động để báo tin.")}
}

// tooLong refuses what no paper has room for.
func tooLong(p dossier.Person) (faults refusal.List) {
	for _, f := range []struct {
		field, text string
		most        int
	}{{"name", p.Name, 200}, {"address", p.Address, 500}, {"email", p.Email, 200}, {"note", p.Content, 2000}} {
		if utf8.RuneCountInString(f.text) > f.most {
			faults = append(faults, refusal.Wrong(f.field, "Viết không quá %d ký tự.", f.most))
		}
	}
	return faults
}

// shownBirth is a date of birth as people write it; kept is "1986-08-14" or a year.
func shownBirth(kept string) string {
	if y, m, d, err := vntext.ParseDate(kept); err == nil {
		return vntext.Date(y, m, d)
	}
	return kept
}

// keptBirth is the way back.
func keptBirth(shown string) string {
	if y, m, d, err := vntext.ParseDate(shown); err == nil {
		return calendar.On(y, m, d).String()
	}
	return shown
}

// birth is the year and, where it is known, the day of a readable date of birth.
func birth(s string) (year int, day calendar.Day) {
	if y, m, d, err := vntext.ParseDate(s); err == nil {
		return y, calendar.On(y, m, d)
	}
	year, _ = strconv.Atoi(s)
	return year, 0
}

func yearOf(d calendar.Day) int {
	year, _, _ := d.Date()
	return year
}

// phoneTyped is a number without blanks and dots. What has no digit stays as it is, to be refused.
func phoneTyped(s string) string {
	if number := digits(s); number != "" {
		return number
	}
	return tidy(s)
}

func isBirth(s string) bool {
	if len(s) == 4 && digits(s) == s {
		return true
	}
	_, _, _, err := vntext.ParseDate(s)
	return err == nil
}

// matches says whether birth year and sex are those that a 12-digit number tells: its
// fourth digit is the century and sex, the next two the year (NĐ 137/2015, Điều 7).
func matches(p dossier.Person) bool {
	if len(p.IDNo) != 12 || len(p.Born) < 4 || p.Sex == "" {
		return false
	}
	century := int(p.IDNo[3] - '0')
	year := [...]string{"19", "20", "21", "22", "23"}[century/2] + p.IDNo[4:6]
	return p.Born[len(p.Born)-4:] == year && (century%2 == 1) == (p.Sex == "nữ")
}

// tidy is a text as a person typed it, in one line, without blanks around.
func tidy(s string) string {
	return strings.Join(strings.FieldsFunc(vntext.NFC(s), unicode.IsSpace), " ")
}
