package figure

import (
	"fmt"
	"strconv"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

var zone = calendar.Local

// Period is what a figure covers: the days from From until Until, without Until, cut at
// the instant AsOf. What happened in the second of AsOf is counted, what happened after
// it is not, and what was open then is open. An instant at the edge of two periods that
// follow each other belongs to the later one only.
type Period struct {
	From, Until calendar.Day
	AsOf        time.Time
}

// Start is the first instant of the period.
func (p Period) Start() time.Time { return p.From.Start() }

// End is the first instant that is not counted any more: Until, or the second after AsOf.
func (p Period) End() time.Time {
	end := p.Until.Start()
	if cut := p.AsOf.Truncate(time.Second).Add(time.Second); cut.Before(end) {
		end = cut
	}
	if end.Before(p.Start()) {
		return p.Start()
	}
	return end
}

// LastSecond is the last second counted: the instant at which what is open is judged.
func (p Period) LastSecond() time.Time { return p.End().Add(-time.Second) }

// Month is the period of the month that a day is in.
func Month(day calendar.Day, asOf time.Time) Period {
	year, month, _ := day.Date()
	first := calendar.On(year, month, 1)
	return Period{first, first.AddMonths(1), asOf}
}

// Year is the period of a year.
func Year(year int, asOf time.Time) Period {
	return Period{calendar.On(year, time.January, 1), calendar.On(year+1, time.January, 1), asOf}
}

// Title is the period in words: "năm 2022", "tháng 12/2022", "01/12/2022–15/12/2022".
func (p Period) Title() string {
	year, month, _ := p.From.Date()
	switch {
	case p == Year(year, p.AsOf):
		return fmt.Sprintf("năm %d", year)
	case p == Month(p.From, p.AsOf):
		return fmt.Sprintf("tháng %02d/%d", int(month), year)
	case p.Until == p.From+1:
		return "ngày " + p.From.Vietnamese()
	}
	return p.From.Vietnamese() + "–" + (p.Until - 1).Vietnamese()
}

// Words are a period as flags and addresses write it: a year, a month or two days of which
// the second is the last one counted ("--to 2022-12-31" includes that day).
type Words struct {
	Year, Month, From, To string
	AsOf                  string // "2022-12-30T16:35", local, "" for now
}

// Period reads the words. It refuses a mixture, days in the wrong order, and an instant
// before the period or in the future.
func (w Words) Period(now time.Time) (p Period, err error) {
	asOf, err := w.instant(now)
	if err != nil {
		return p, err
	}
	switch {
	case w.Year != "" && w.Month+w.From+w.To == "":
		p, err = w.year(asOf)
	case w.Month != "" && w.Year+w.From+w.To == "":
		p, err = w.month(asOf)
	case w.From != "" && w.To != "" && w.Year+w.Month == "":
		p, err = w.days(asOf)
	default:
		return p, refusal.Wrong("year", "Chọn một kỳ: một năm, một tháng, hoặc từ ngày và đến ngày.")
	}
	if err == nil && asOf.Before(p.Start()) {
		err = refusal.Wrong("as_of", "Kỳ %s bắt đầu sau thời điểm chốt số liệu %s.", p.Title(), vntext.Instant(asOf.In(zone)))
	}
	return p, err
}

func (w Words) year(asOf time.Time) (Period, error) {
	n, err := strconv.Atoi(w.Year)
	if err != nil || n < 2000 || n > 2999 {
		return Period{}, refusal.Wrong("year", "“%s” không phải là năm, ví dụ đúng: 2022.", w.Year)
	}
	return Year(n, asOf), nil
}

func (w Words) month(asOf time.Time) (Period, error) {
	first, err := calendar.ParseDay(w.Month + "-01")
	if err != nil {
		return Period{}, refusal.Wrong("month", "“%s” không phải là tháng, ví dụ đúng: 2022-12.", w.Month)
	}
	return Month(first, asOf), nil
}

func (w Words) days(asOf time.Time) (Period, error) {
	from, err := day("from", w.From)
	if err != nil {
		return Period{}, err
	}
	to, err := day("to", w.To)
	if err != nil {
		return Period{}, err
	}
	if to < from {
		return Period{}, refusal.Wrong("to", "Ngày cuối %s trước ngày đầu %s.", to.Vietnamese(), from.Vietnamese())
	}
	return Period{from, to + 1, asOf}, nil
}

func day(field, text string) (calendar.Day, error) {
	y, m, d, err := vntext.ParseDate(text)
	if err != nil {
		return 0, refusal.Wrong(field, "Ngày “%s” không đọc được; ví dụ đúng: 31/12/2022 hoặc 2022-12-31.", text)
	}
	return calendar.On(y, m, d), nil
}

func (w Words) instant(now time.Time) (time.Time, error) {
	if w.AsOf == "" {
		return now, nil
	}
	for _, form := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339} {
		if t, err := time.ParseInLocation(form, w.AsOf, zone); err == nil {
			if t.After(now) {
				return t, refusal.Wrong("as_of", "Thời điểm chốt số liệu ở tương lai.")
			}
			return t, nil
		}
	}
	return now, refusal.Wrong("as_of", "Thời điểm “%s” không đọc được; ví dụ đúng: 2022-12-30T16:35.", w.AsOf)
}
