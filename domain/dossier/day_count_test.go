package dossier_test

import (
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
)

func local(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

func TestTheRulerCountsTheDaysThatTheLimitCounts(t *testing.T) {
	c := calendar.Standard()
	base := dossier.Dossier{Received: local("2024-03-04 09:00"), Limit: calendar.Limit{N: 5, Unit: calendar.WorkDays}, Due: calendar.Due{Day: calendar.MustDay("2024-03-11")}}
	paused := func(rule calendar.PauseRule, due string) func(*dossier.Dossier) {
		return func(d *dossier.Dossier) {
			d.Pauses = []dossier.Pause{{Pause: calendar.Pause{From: local("2024-03-06 10:00"), To: local("2024-03-12 10:00"), Rule: rule}}}
			d.Due.Day = calendar.MustDay(due)
		}
	}
	for name, k := range map[string]struct {
		change              func(*dossier.Dossier)
		now                 string
		days, allowed, used int
	}{
		"on the day of receipt nothing is used": {now: "2024-03-04 16:00", days: 5, allowed: 5},
		"weekends do not count":                 {now: "2024-03-10 16:00", days: 5, allowed: 5, used: 4},
		"late":                                  {now: "2024-03-14 08:00", days: 8, allowed: 5, used: 8},
		"closed early":                          {change: func(d *dossier.Dossier) { d.Closed = local("2024-03-07 08:00") }, now: "2024-03-20 08:00", days: 5, allowed: 5, used: 3},
		"an apology reaches further":            {change: func(d *dossier.Dossier) { d.Promised = calendar.MustDay("2024-03-13") }, now: "2024-03-08 08:00", days: 7, allowed: 5, used: 4},
		"a pause that goes on is left out":      {change: paused(calendar.Resume, "2024-03-15"), now: "2024-03-13 08:00", days: 5, allowed: 5, used: 3},
		"a pause that starts anew":              {change: paused(calendar.Restart, "2024-03-19"), now: "2024-03-13 08:00", days: 5, allowed: 5, used: 1},
	} {
		d := base
		if k.change != nil {
			k.change(&d)
		}
		count, ok := d.CountDays(c, local(k.now))
		if !ok || len(count.Days) != k.days || count.Allowed != k.allowed || count.Used != k.used {
			t.Errorf("%s: %d days, %d allowed, %d used", name, len(count.Days), count.Allowed, count.Used)
		}
		if count.Late() != max(0, k.used-k.allowed) || count.Left() != max(0, k.allowed-k.used) {
			t.Errorf("%s: late %d, left %d", name, count.Late(), count.Left())
		}
	}
	hours := base
	hours.Limit = calendar.Limit{N: 8, Unit: calendar.WorkHours}
	if _, ok := hours.CountDays(c, local("2024-03-05 08:00")); ok {
		t.Error("hours were counted as days")
	}
}
