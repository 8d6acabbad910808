package quality

import (
	"slices"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
)

func TestEachFaultOfARowIsNamedAndASoundRowHasNone(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 1, day, hour, 0, 0, 0, calendar.Local) }
	due := calendar.Due{Day: calendar.MustDay("2026-01-12")}
	sound := dossier.Dossier{Received: at(5, 8), Due: due, Limit: calendar.Limit{N: 5, Unit: calendar.WorkDays},
		State: dossier.Issued, Outcome: dossier.Early, Closed: at(7, 9), Handed: at(7, 10), Finance: dossier.FeePaid}
	pause := func(from, to time.Time) []dossier.Pause {
		return []dossier.Pause{{Pause: calendar.Pause{From: from, To: to}, Why: dossier.ForSupplement}}
	}
	for name, c := range map[string]struct {
		change func(*dossier.Dossier)
		want   []Kind
	}{
		"sound":                         {func(*dossier.Dossier) {}, nil},
		"refused at intake":             {func(d *dossier.Dossier) { *d = dossier.Dossier{State: dossier.RefusedAtIntake, Closed: at(5, 8)} }, nil},
		"no due date":                   {func(d *dossier.Dossier) { d.Due = calendar.Due{} }, []Kind{NoDue}},
		"closed before received":        {func(d *dossier.Dossier) { d.Closed = at(5, 7) }, []Kind{OutOfOrder}},
		"handed over before closed":     {func(d *dossier.Dossier) { d.Handed = at(7, 8) }, []Kind{OutOfOrder}},
		"brought back before closed":    {func(d *dossier.Dossier) { d.Brought = at(6, 8) }, []Kind{OutOfOrder}},
		"pause before the receipt":      {func(d *dossier.Dossier) { d.Pauses = pause(at(4, 8), at(6, 8)) }, []Kind{OutOfOrder}},
		"supplement asked when closed":  {func(d *dossier.Dossier) { d.Pauses = pause(at(8, 8), time.Time{}) }, []Kind{OutOfOrder}},
		"pause that ends after closing": {func(d *dossier.Dossier) { d.Pauses = pause(at(6, 8), at(8, 8)) }, []Kind{OutOfOrder}},
		"pause within its life":         {func(d *dossier.Dossier) { d.Pauses = pause(at(6, 8), at(6, 9)) }, nil},
		"filed a day before":            {func(d *dossier.Dossier) { d.Filed = dossier.Filing{At: at(2, 8), Lag: 480} }, nil},
		"filed more than a day before":  {func(d *dossier.Dossier) { d.Filed = dossier.Filing{At: at(2, 7), Lag: 481} }, []Kind{FiledLong}},
		"done in the same second":       {func(d *dossier.Dossier) { d.Closed = d.Received }, []Kind{SameInstant}},
		"a procedure of the same day":   {func(d *dossier.Dossier) { d.Closed, d.Limit.N = d.Received, 0 }, nil},
		"withdrawn in the same second":  {func(d *dossier.Dossier) { d.Closed, d.Outcome = d.Received, dossier.WasWithdrawn }, nil},
		"fee due though handed over":    {func(d *dossier.Dossier) { d.Finance = dossier.FeeDue }, []Kind{FeeOwed}},
		"several at once":               {func(d *dossier.Dossier) { d.Due, d.Finance = calendar.Due{}, dossier.FeeDue }, []Kind{NoDue, FeeOwed}},
	} {
		d := sound
		c.change(&d)
		if got := Of(&d); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestEveryKindHasWordsAndComesBackFromItsAddress(t *testing.T) {
	for _, k := range Kinds {
		if got, err := ParseKind(k.Name()); err != nil || got != k || k.Title() == "" || k.Remedy() == "" {
			t.Errorf("%d: %q %q, %v %v", k, k.Title(), k.Remedy(), got, err)
		}
	}
	if _, err := ParseKind("x"); err == nil {
		t.Error("an unknown kind is known")
	}
}

func TestLimitsAreReadInOrderAndTheDayOfTheReceiptDecides(t *testing.T) {
	list, err := readLimits("from,workdays,basis\n2020-01-01,1,a\n2026-01-05,2,b\n")
	if err != nil || len(list) != 2 || list[1].Minutes() != 960 {
		t.Errorf("%+v, %v", list, err)
	}
	for _, bad := range []string{"", "from,workdays,basis\n", "from,workdays,basis\n2020-01-01,x,a\n", "from,workdays,basis\n2020-01-01,1,a\n2020-01-01,2,a\n"} {
		if _, err := readLimits(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	if l := LimitOn(time.Date(2026, 1, 5, 0, 0, 0, 0, calendar.Local)); l.Workdays != 1 {
		t.Errorf("%+v", l)
	}
}

func TestTheMedianOfCountedLengthsIsTheLengthInTheMiddle(t *testing.T) {
	for _, c := range []struct {
		lengths []int
		times   []int64
		want    int
	}{{nil, nil, 0}, {[]int{5}, []int64{1}, 5}, {[]int{1, 9}, []int64{1, 1}, 1}, {[]int{1, 9}, []int64{1, 2}, 9}, {[]int{1, 2, 3}, []int64{5, 1, 4}, 1}, {[]int{1, 2, 3}, []int64{4, 2, 5}, 2}} {
		var l Lags
		for i := range c.lengths {
			l.Add(c.lengths[i], c.times[i])
		}
		if got := l.Of(0, 0); got.Median != c.want {
			t.Errorf("%v × %v: %+v, want %d", c.lengths, c.times, got, c.want)
		}
	}
}
