package sheet

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"

	"cchc/kit/vntext"
)

// formulaSigns open a formula in one spreadsheet or another, also after a save as CSV.
const formulaSigns = "=+-@\t\r"

// Neutral is a text that no spreadsheet takes for a formula: what a citizen types into a form must not run
// on an officer's machine. It puts an apostrophe before, which Read takes away again.
func Neutral(s string) string {
	if s != "" && strings.ContainsRune(formulaSigns, rune(s[0])) {
		return "'" + s
	}
	return s
}

// bare takes the apostrophe of Neutral away.
func bare(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune(formulaSigns, rune(s[1])) {
		return s[1:]
	}
	return s
}

// cellValue is what the workbook takes for a value of a kind, nil for an empty cell.
func cellValue(kind Kind, v any) (any, error) {
	if v == nil || v == "" {
		return nil, nil
	}
	switch kind {
	case Number:
		switch v.(type) {
		case int, int64, int32, uint32, uint64:
			return v, nil
		}
	case Decimal:
		return decimal(v)
	case Date:
		if d, ok := v.(interface{ Date() (int, time.Month, int) }); ok {
			return day(d.Date()), nil
		}
	case Instant:
		if t, ok := v.(time.Time); ok {
			return wallClock(t), nil
		}
	default:
		return Neutral(vntext.NFC(fmt.Sprint(v))), nil
	}
	return nil, fmt.Errorf("%T does not go there", v)
}

// decimal gives the nearest number a spreadsheet can hold; its own arithmetic is no better.
func decimal(v any) (any, error) {
	switch v := v.(type) {
	case *big.Rat:
		if v == nil {
			return nil, nil
		}
		nearest, _ := v.Float64()
		return nearest, nil
	case string:
		return strconv.ParseFloat(v, 64)
	}
	return nil, fmt.Errorf("%T does not go there", v)
}

// day is a date for the workbook, nil for none and for what spreadsheets do not know: they begin in 1900.
func day(year int, month time.Month, d int) any {
	if year < 2 {
		return nil
	}
	if year < 1900 {
		return vntext.Date(year, month, d)
	}
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// wallClock drops the zone, which a spreadsheet does not have.
func wallClock(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}
