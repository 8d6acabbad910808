package quality

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"cchc/domain/calendar"
)

// Limit is how long papers may lie between filing and receipt before somebody should look.
type Limit struct {
	From     calendar.Day
	Workdays int
	Basis    string
}

// workday is how many minutes of work are a day.
const workday = 8 * 60

// Minutes of work that the limit is.
func (l Limit) Minutes() int { return l.Workdays * workday }

//go:embed limits.csv
var limitTable string

var limits = mustLimits(limitTable)

// LimitOn is the limit of the day of a receipt.
func LimitOn(received time.Time) (found Limit) {
	day := calendar.DayOf(received)
	for _, l := range limits {
		if l.From <= day {
			found = l
		}
	}
	return found
}

func mustLimits(table string) []Limit {
	list, err := readLimits(table)
	if err != nil {
		panic("quality: limits.csv: " + err.Error())
	}
	return list
}

// readLimits reads the table: days ascending.
func readLimits(table string) (list []Limit, err error) {
	rows := csv.NewReader(strings.NewReader(table))
	rows.Comment = '#'
	all, err := rows.ReadAll()
	if err != nil || len(all) < 2 {
		return nil, fmt.Errorf("no limits: %w", err)
	}
	for _, row := range all[1:] {
		l := Limit{Basis: row[2]}
		if l.From, err = calendar.ParseDay(row[0]); err != nil {
			return nil, err
		}
		if l.Workdays, err = strconv.Atoi(row[1]); err != nil || l.Workdays < 0 {
			return nil, fmt.Errorf("%q is no number of days", row[1])
		}
		if len(list) > 0 && l.From <= list[len(list)-1].From {
			return nil, fmt.Errorf("%s does not come after %s", l.From, list[len(list)-1].From)
		}
		list = append(list, l)
	}
	return list, nil
}
