package web

import (
	"strconv"
	"strings"

	"cchc/domain/calendar"
)

// Today is the local day of the visit.
func (v *Visit) Today() calendar.Day { return calendar.DayOf(v.At) }

// Number is a whole number of an address or a hidden field, 0 for anything else: what a
// person types into a field is read where it can be refused.
func Number[T ~int | ~int64](text string) T {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n < 0 || int64(T(n)) != n {
		return 0
	}
	return T(n)
}
