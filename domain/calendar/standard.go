package calendar

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/working_calendar.csv
var standardCSV string

// Standard is the national calendar that comes with the program: the years
// 2021–2026, each day with its source, and the usual hours. Its version is 0.
var Standard = sync.OnceValue(func() *Calendar {
	c, err := ParseCSV(0, strings.NewReader(standardCSV))
	if err != nil {
		panic(err) // the tests read the same table
	}
	return c
})
