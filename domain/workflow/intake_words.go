package workflow

import (
	"math/big"
	"regexp"
	"strings"

	"cchc/domain/account"
	"cchc/domain/intake"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// minutes reads the time of a step: days in quarters, or hours where the measure says so.
func minutes(r intake.Reader) int {
	text := r.Need(ColumnTime)
	if text == "" {
		return 0
	}
	per := int64(WorkdayMinutes)
	if vntext.Fold(r.Get(ColumnMeasure)) == "gio" {
		per = 60
	}
	n, err := quarters(text, per)
	if err != nil {
		r.Faults.At(r.Row, ColumnTime, "Thời gian “%s” phải là số từ 0, theo bước 0,25.", text)
	}
	return n
}

// ParseDays reads working days in quarters, "0,25" or "3", as working minutes.
func ParseDays(text string) (minutes int, err error) { return quarters(text, WorkdayMinutes) }

// ParseTime reads working days in quarters, or hours where it says so: "0,25", "4 giờ".
func ParseTime(text string) (minutes int, err error) {
	number, hours := strings.CutSuffix(strings.ReplaceAll(vntext.Fold(text), " ", ""), "gio")
	if !hours {
		number, hours = strings.CutSuffix(number, "h")
	}
	if minutes, err = quarters(number, WorkdayMinutes); hours {
		minutes, err = quarters(number, 60)
	}
	if err != nil {
		return 0, refusal.Wrong("time", "Thời gian “%s” phải là số ngày từ 0, theo bước 0,25, hoặc số giờ, ví dụ “4 giờ”.", text)
	}
	return minutes, nil
}

// TimeText is a time as ParseTime reads it: days where they come out even, else hours.
func TimeText(minutes int) string {
	number := func(per int) string {
		return strings.TrimSuffix(Days(minutes*WorkdayMinutes/per), " ngày làm việc")
	}
	if minutes%(WorkdayMinutes/4) == 0 {
		return number(WorkdayMinutes)
	}
	return number(60) + " giờ"
}

// quarters reads a number with a grain of a quarter, in units of so many minutes.
func quarters(text string, per int64) (int, error) {
	text = strings.ReplaceAll(text, ",", ".")
	n, ok := new(big.Rat).SetString(text)
	if !ok || !plainNumber.MatchString(text) || !new(big.Rat).Mul(n, big.NewRat(4, 1)).IsInt() {
		return 0, refusal.Wrong("time", "Thời gian “%s” phải là số từ 0, theo bước 0,25.", text)
	}
	return int(n.Mul(n, big.NewRat(per, 1)).Num().Int64()), nil
}

var plainNumber = regexp.MustCompile(`^\d{1,4}(\.\d{1,2})?$`)

// roleOf reads a role, or the office that approved tables write in its place: "LĐ phòng",
// "TTPVHCC", "Chủ tịch UBND tỉnh". What names nobody else is an official's.
func roleOf(text string) (account.Role, Place) {
	for _, role := range account.Roles {
		if vntext.Fold(text) == vntext.Fold(role.Title()) || text == string(role) {
			if role == account.Counter {
				return role, AtDesk
			}
			return role, AtUnit
		}
	}
	folded := " " + strings.Join(vntext.Words(text), " ") + " "
	for _, word := range []string{" ttpvhcc ", " bpmc ", " mot cua ", " ttpvhcc bcci "} {
		if strings.Contains(folded, word) {
			return account.Counter, AtDesk
		}
	}
	for _, word := range []string{" ld ", " lanh dao ", " chu tich ", " giam doc "} {
		if strings.Contains(folded, word) {
			return account.Leader, AtUnit
		}
	}
	if strings.TrimSpace(folded) == "" {
		return "", AtUnit
	}
	return account.Official, AtUnit
}
