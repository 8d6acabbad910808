package rehearsal

import (
	"encoding/json"
	"hash/fnv"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// Asked is a rehearsal that somebody wanted, and what came of it so far.
type Asked struct {
	Workflow workflow.ID
	Month    Month
	At       time.Time
	By       account.ID
	Mapping  map[int]string // see New
	Steps    int64          // fingerprint of the steps that were played
	Total    int            // dossiers to play, 0 until they are counted
	Done     int
	Ended    time.Time // zero while it runs
	Result   Result
}

// Fingerprint of a workflow's steps: another number when any of them changed.
func Fingerprint(v *workflow.Version) int64 {
	text, err := json.Marshal(v.Steps)
	if err != nil {
		panic(err) // impossible: steps are plain values
	}
	sum := fnv.New64a()
	sum.Write(text)
	return int64(sum.Sum64())
}

// Month is a calendar month, "2022-12".
type Month string

// MonthOf is the month of a day.
func MonthOf(d calendar.Day) Month { return Month(d.String()[:7]) }

// ParseMonth refuses what is no month.
func ParseMonth(text string) (Month, error) {
	if _, err := calendar.ParseDay(text + "-01"); err != nil || len(text) != 7 {
		return "", refusal.Wrong("month", "Chưa chọn tháng.")
	}
	return Month(text), nil
}

// First day of the month, and the first of the next.
func (m Month) First() calendar.Day { return calendar.MustDay(string(m) + "-01") }

// Next month.
func (m Month) Next() Month { return MonthOf(m.First().AddMonths(1)) }

// Before is the month before.
func (m Month) Before() Month { return MonthOf(m.First().AddMonths(-1)) }

// Vietnamese is "12/2022".
func (m Month) Vietnamese() string { return string(m)[5:] + "/" + string(m)[:4] }
