package calendar

import (
	"strconv"
	"strings"

	"cchc/domain/refusal"
)

// LimitUnit is what a limit counts.
type LimitUnit int

const (
	WorkDays  LimitUnit = iota + 1 // ngày làm việc; 0 of them is a same-day procedure
	Days                           // calendar days
	WorkHours                      // hours of the sessions of working days
	Months                         // calendar months
)

// Limit is the time a procedure may take.
type Limit struct {
	N    int
	Unit LimitUnit
}

// unitWords are the words of each unit: English singular and plural, Vietnamese,
// and the largest number that is not certainly a slip of the pen.
var unitWords = map[LimitUnit]struct {
	one, many, vietnamese string
	most                  int
}{
	WorkDays:  {"workday", "workdays", "ngày làm việc", 9999},
	Days:      {"day", "days", "ngày", 9999},
	WorkHours: {"workhour", "workhours", "giờ làm việc", 9999},
	Months:    {"month", "months", "tháng", 1200},
}

const sameDayWords = "trong ngày làm việc"

// ParseLimit reads "5 workdays", "1 day", "8 workhours", "2 months", and the
// Vietnamese form of the same. Anything else is refused on the field "limit".
func ParseLimit(s string) (Limit, error) {
	words := strings.Join(strings.Fields(s), " ")
	if words == sameDayWords {
		return Limit{0, WorkDays}, nil
	}
	number, word, _ := strings.Cut(words, " ")
	n, err := strconv.Atoi(number)
	if err != nil || strings.HasPrefix(number, "+") {
		return Limit{}, notALimit(s)
	}
	for unit, w := range unitWords {
		if word == w.one || word == w.many || word == w.vietnamese {
			l := Limit{n, unit}
			return l, l.check()
		}
	}
	return Limit{}, notALimit(s)
}

func notALimit(s string) error {
	return refusal.Wrong("limit", "Thời hạn %q không đọc được; ví dụ đúng: “5 workdays”, “10 days”, “8 workhours”, “2 months”.", s)
}

// check refuses a limit that cannot be counted: only working days may be 0.
func (l Limit) check() error {
	words, known := unitWords[l.Unit]
	switch {
	case !known:
		return refusal.Wrong("limit", "Thời hạn chưa có đơn vị tính.")
	case l.N < 0 || l.N == 0 && l.Unit != WorkDays:
		return refusal.Wrong("limit", "Thời hạn phải từ 1 %s trở lên.", words.vietnamese)
	case l.N > words.most:
		return refusal.Wrong("limit", "Thời hạn dài quá %d %s.", words.most, words.vietnamese)
	}
	return nil
}

// SameDay says that the result is owed on the working day of receipt.
func (l Limit) SameDay() bool { return l.Unit == WorkDays && l.N == 0 }

// String is the form that ParseLimit reads, "5 workdays", "" for no limit.
func (l Limit) String() string {
	words, known := unitWords[l.Unit]
	switch {
	case !known:
		return ""
	case l.N == 1:
		return "1 " + words.one
	}
	return strconv.Itoa(l.N) + " " + words.many
}

// MarshalText and UnmarshalText are String and ParseLimit, for flags and JSON; no
// limit is the empty text.
func (l Limit) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText is the way back; see MarshalText.
func (l *Limit) UnmarshalText(text []byte) (err error) {
	*l = Limit{}
	if len(text) > 0 {
		*l, err = ParseLimit(string(text))
	}
	return err
}

// Vietnamese is "5 ngày làm việc"; "trong ngày làm việc" for a same-day procedure.
func (l Limit) Vietnamese() string {
	words, known := unitWords[l.Unit]
	switch {
	case !known:
		return ""
	case l.SameDay():
		return sameDayWords
	}
	return strconv.Itoa(l.N) + " " + words.vietnamese
}
