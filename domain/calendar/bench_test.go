package calendar_test

import (
	"testing"
	"time"

	. "cchc/domain/calendar"
)

func benchmarkDue(b *testing.B, l Limit) {
	c := Standard()
	received := MustDay("2022-01-04").At(9 * 60)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if c.DueOnly(received.Add(time.Duration(i%300)*24*time.Hour), l).IsZero() {
			b.Fatal("no due")
		}
	}
}

func BenchmarkDueOnlyTenWorkdays(b *testing.B)  { benchmarkDue(b, Limit{10, WorkDays}) }
func BenchmarkDueOnlySameDay(b *testing.B)      { benchmarkDue(b, Limit{0, WorkDays}) }
func BenchmarkDueOnlySixteenHours(b *testing.B) { benchmarkDue(b, Limit{16, WorkHours}) }
func BenchmarkDueOnlyTwoMonths(b *testing.B)    { benchmarkDue(b, Limit{2, Months}) }

func BenchmarkDueExplained(b *testing.B) {
	received := MustDay("2022-01-04").At(9 * 60)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, _, err := Standard().Due(received.Add(time.Duration(i%300)*24*time.Hour), Limit{10, WorkDays}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWorkMinutesOfAMonth(b *testing.B) {
	from := MustDay("2022-01-04").At(9 * 60)
	to := from.Add(30 * 24 * time.Hour)
	for b.Loop() {
		Standard().WorkMinutes(from, to)
	}
}
