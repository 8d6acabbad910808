package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cchc/domain/refusal"
)

// Session is a stretch of opening, in minutes of the day: 07:30–11:30 is {450, 690}.
type Session struct{ From, To int }

// String is "07:30-11:30".
func (s Session) String() string { return clockText(s.From) + "-" + clockText(s.To) }

func clockText(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// MonthDay is a day of every year, month × 100 + day: 415 is 15/4; 0 is none.
type MonthDay int

// Hours are the sessions of a day: of one unit or of all (Unit 0), the whole
// year or in a season. A season may run over the new year; both its ends belong
// to it, and both are 0 for the whole year.
type Hours struct {
	Unit     int64
	From, To MonthDay
	Sessions []Session
}

// usualSessions hold wherever nothing else was decided: 07:30–11:30, 13:30–17:30.
var usualSessions = []Session{{7*60 + 30, 11*60 + 30}, {13*60 + 30, 17*60 + 30}}

// ParseSessions reads "07:30-11:30, 13:30-17:30" (or with a dash –). They come in
// order, do not touch and end before midnight; else they are refused.
func ParseSessions(s string) ([]Session, error) {
	var list []Session
	for part := range strings.SplitSeq(strings.ReplaceAll(s, "–", "-"), ",") {
		from, to, _ := strings.Cut(part, "-")
		a, errA := time.Parse("15:04", strings.TrimSpace(from))
		b, errB := time.Parse("15:04", strings.TrimSpace(to))
		if errA != nil || errB != nil {
			return nil, refusal.Wrong("sessions", "Giờ làm việc %q không đọc được; ví dụ đúng: “07:30-11:30, 13:30-17:30”.", s)
		}
		list = append(list, Session{a.Hour()*60 + a.Minute(), b.Hour()*60 + b.Minute()})
	}
	return list, checkSessions(list)
}

func checkSessions(list []Session) error {
	last := -1
	for _, s := range list {
		if s.From <= last || s.To <= s.From || s.To >= minutesPerDay {
			return refusal.Wrong("sessions", "Buổi làm việc %s không hợp lệ: các buổi phải nối tiếp nhau, không chồng lên nhau, trong một ngày.", s)
		}
		last = s.To
	}
	if len(list) == 0 {
		return refusal.Wrong("sessions", "Giờ làm việc phải có ít nhất một buổi.")
	}
	return nil
}

const minutesPerDay = 24 * 60

// check refuses sessions or a season that cannot be.
func (h Hours) check() error {
	if (h.From == 0) != (h.To == 0) || !h.From.real() || !h.To.real() {
		return refusal.Wrong("season", "Mùa áp dụng giờ làm việc phải có ngày đầu và ngày cuối đúng.")
	}
	return checkSessions(h.Sessions)
}

// real says whether the day exists, in a leap year at least; none is real too.
func (m MonthDay) real() bool {
	if m == 0 {
		return true
	}
	_, month, day := On(2024, time.Month(m/100), int(m%100)).Date()
	return int(month) == int(m/100) && day == int(m%100) && m > 0
}

// covers says whether a day of the year is in the season.
func (h Hours) covers(m MonthDay) bool {
	switch {
	case h.From == 0:
		return true
	case h.From <= h.To:
		return h.From <= m && m <= h.To
	}
	return m >= h.From || m <= h.To
}

// shift is a day's sessions, with its length in seconds.
type shift struct {
	sessions []Session
	seconds  int
}

func newShift(sessions []Session) *shift {
	s := &shift{sessions: slices.Clone(sessions)}
	for _, part := range s.sessions {
		s.seconds += (part.To - part.From) * 60
	}
	return s
}

// before is how many seconds of the shift lie before a second of the day.
func (s *shift) before(second int) int {
	sum := 0
	for _, part := range s.sessions {
		sum += max(0, min(second, part.To*60)-part.From*60)
	}
	return sum
}
