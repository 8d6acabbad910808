package calendar

import "slices"

// Diff lists, in order, the days that one calendar works and the other does not:
// the days for which open deadlines have to be counted again. Opening hours are
// compared by SameHours.
func Diff(a, b *Calendar) []Day {
	var days []Day
	for _, m := range a.marks {
		days = append(days, m.Day)
	}
	for _, m := range b.marks {
		days = append(days, m.Day)
	}
	slices.Sort(days)
	return slices.DeleteFunc(slices.Compact(days), func(d Day) bool { return a.IsWorking(d) == b.IsWorking(d) })
}

// SameHours says whether two calendars were given the same opening hours; if not,
// open limits in hours have to be counted again.
func SameHours(a, b *Calendar) bool {
	return slices.EqualFunc(a.hours, b.hours, func(x, y Hours) bool {
		return x.Unit == y.Unit && x.From == y.From && x.To == y.To && slices.Equal(x.Sessions, y.Sessions)
	})
}
