package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	. "cchc/domain/calendar"
)

var (
	anyInstant = rapid.Custom(func(t *rapid.T) time.Time {
		return MustDay("2020-06-01").Start().Add(time.Duration(rapid.IntRange(0, 8*365*24*3600).Draw(t, "second")) * time.Second)
	})
	anyLimit = rapid.Custom(func(t *rapid.T) Limit {
		unit := LimitUnit(rapid.IntRange(int(WorkDays), int(Months)).Draw(t, "unit"))
		least := 1
		if unit == WorkDays {
			least = 0
		}
		return Limit{rapid.IntRange(least, 60).Draw(t, "n"), unit}
	})
)

func TestALaterReceiptIsNeverDueEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		received, limit := anyInstant.Draw(t, "received"), anyLimit.Draw(t, "limit")
		later := received.Add(time.Duration(rapid.IntRange(0, 20*24*3600).Draw(t, "later")) * time.Second)
		if Standard().DueOnly(later, limit).Before(Standard().DueOnly(received, limit)) {
			t.Fatalf("%v: received %v is due after %v", limit, received, later)
		}
	})
}

func TestALongerLimitIsNeverDueEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		received, limit := anyInstant.Draw(t, "received"), anyLimit.Draw(t, "limit")
		longer := Limit{limit.N + 1, limit.Unit}
		if Standard().DueOnly(received, longer).Before(Standard().DueOnly(received, limit)) {
			t.Fatalf("received %v: %v ends after %v", received, limit, longer)
		}
	})
}

func TestEveryDueDayIsWorkedAndNotBeforeTheReceipt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		received, limit := anyInstant.Draw(t, "received"), anyLimit.Draw(t, "limit")
		due := Standard().DueOnly(received, limit)
		if !Standard().IsWorking(due.Day) || due.Passed(received) {
			t.Fatalf("%v from %v is due %v", limit, received, due)
		}
	})
}

func TestAnEmptyPauseThatResumesChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		received, limit := anyInstant.Draw(t, "received"), anyLimit.Draw(t, "limit")
		at := received.Add(time.Duration(rapid.IntRange(0, 90*24*3600).Draw(t, "after")) * time.Second)
		plain := Standard().DueOnly(received, limit)
		if paused := Standard().DueOnly(received, limit, Pause{at, at, Resume}); paused != plain {
			t.Fatalf("%v from %v is due %v, with an empty pause %v", limit, received, plain, paused)
		}
	})
}

func TestALongerPauseIsNeverDueEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		received, limit := anyInstant.Draw(t, "received"), anyLimit.Draw(t, "limit")
		rule := PauseRule(rapid.IntRange(0, 1).Draw(t, "rule"))
		second := func(name string) time.Duration {
			return time.Duration(rapid.IntRange(0, 20*24*3600).Draw(t, name)) * time.Second
		}
		from := received.Add(second("from"))
		to := from.Add(second("to"))
		shorter := Standard().DueOnly(received, limit, Pause{from, to, rule})
		longer := Standard().DueOnly(received, limit, Pause{from, to.Add(second("longer")), rule})
		if longer.Before(shorter) {
			t.Fatalf("%v from %v paused from %v: %v is before %v", limit, received, from, longer, shorter)
		}
	})
}

func TestALimitHasPassedExactlyAfterItsLastSecond(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		due := Standard().DueOnly(anyInstant.Draw(t, "received"), anyLimit.Draw(t, "limit"))
		if due.Passed(due.Last()) || !due.Passed(due.Last().Add(time.Second)) || DayOf(due.Last()) != due.Day {
			t.Fatalf("%v ends %v", due, due.Last())
		}
	})
}

func TestWorkDaysCountForthAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := DayOf(anyInstant.Draw(t, "day"))
		n := rapid.IntRange(1, 300).Draw(t, "n")
		c := Standard()
		if got := c.WorkDaysBetween(d, c.AddWorkDays(d, n)); got != n {
			t.Fatalf("%d working days after %v there were %d", n, d, got)
		}
		if back := c.AddWorkDays(c.AddWorkDays(d, n), -n); back != c.AddWorkDays(d+1, -1) {
			t.Fatalf("%v and %d working days forth and back is %v", d, n, back)
		}
	})
}

func TestWorkMinutesCountForthAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := anyInstant.Draw(t, "from")
		n := rapid.IntRange(0, 20000).Draw(t, "minutes")
		if got := Standard().WorkMinutes(from, Standard().AddWorkMinutes(from, n)); got != n {
			t.Fatalf("%d minutes after %v there were %d", n, from, got)
		}
	})
}
