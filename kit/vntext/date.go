package vntext

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Date is "30/12/2022".
func Date(year int, month time.Month, day int) string {
	return fmt.Sprintf("%02d/%02d/%04d", day, month, year)
}

// DateWords is "ngày 30 tháng 12 năm 2022". Days below 10 and the months 1 and 2 carry a zero, as
// NĐ 30/2020, Phụ lục I asks of papers, so that no digit can be put before them.
func DateWords(year int, month time.Month, day int) string {
	monthFormat := "%d"
	if month < time.March {
		monthFormat = "%02d"
	}
	return fmt.Sprintf("ngày %02d tháng "+monthFormat+" năm %04d", day, month, year)
}

// Moment is an instant as a paper says it, in the zone t carries:
// "14 giờ 20 phút, ngày 30 tháng 12 năm 2022".
func Moment(t time.Time) string {
	return fmt.Sprintf("%02d giờ %02d phút, %s", t.Hour(), t.Minute(), DateWords(t.Date()))
}

// Instant is an instant as a screen says it, in the zone t carries: "14:20 30/12/2022".
func Instant(t time.Time) string { return t.Format("15:04 02/01/2006") }

var (
	dayFirst  = regexp.MustCompile(`^(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})(-)(\d{1,2})(-)(\d{1,2})$`)
)

// ParseDate reads the ways in which a day is typed: 30/12/2022, 30-12-2022, 30.12.2022, 1/2/2022, 2022-12-30.
// The parts are the day that was meant, never an instant; a day that does not exist is an error in Vietnamese.
func ParseDate(s string) (year int, month time.Month, day int, err error) {
	s = strings.TrimSpace(s)
	y, m, d := 5, 3, 1
	parts := dayFirst.FindStringSubmatch(s)
	if parts == nil {
		y, m, d = 1, 3, 5
		parts = yearFirst.FindStringSubmatch(s)
	}
	if parts == nil || parts[2] != parts[4] {
		return 0, 0, 0, fmt.Errorf("%q không phải là ngày; viết như 30/12/2022", s)
	}
	// The patterns let only digits through.
	year, _ = strconv.Atoi(parts[y])
	monthNumber, _ := strconv.Atoi(parts[m])
	month = time.Month(monthNumber)
	day, _ = strconv.Atoi(parts[d])
	if t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC); year == 0 || t.Month() != month || t.Day() != day {
		return 0, 0, 0, fmt.Errorf("không có ngày %s", s)
	}
	return year, month, day, nil
}

var (
	clockFirst = regexp.MustCompile(`^(\d{1,2}:\d{2}(?::\d{2})?) +(\S+)$`)
	clockLast  = regexp.MustCompile(`^(\S+?)(?: +|T)(\d{1,2}:\d{2}(?::\d{2})?)$`)
)

// ParseMoment reads a day with the clock before or behind it, on the clocks of a zone: 14:20 30/12/2022,
// 30/12/2022 14:20:05, 2022-12-30T14:20. A day alone is refused: midnight would be a guess.
func ParseMoment(s string, zone *time.Location) (time.Time, error) {
	s = strings.TrimSpace(s)
	date, clock := "", ""
	if parts := clockFirst.FindStringSubmatch(s); parts != nil {
		clock, date = parts[1], parts[2]
	} else if parts := clockLast.FindStringSubmatch(s); parts != nil {
		date, clock = parts[1], parts[2]
	} else {
		return time.Time{}, fmt.Errorf("%q không phải là giờ và ngày; viết như 14:20 30/12/2022", s)
	}
	year, month, day, err := ParseDate(date)
	if err != nil {
		return time.Time{}, err
	}
	if strings.Count(clock, ":") == 1 {
		clock += ":00"
	}
	t, err := time.Parse("15:04:05", clock)
	if err != nil {
		return time.Time{}, fmt.Errorf("không có giờ %s", clock)
	}
	return time.Date(year, month, day, t.Hour(), t.Minute(), t.Second(), 0, zone), nil
}
