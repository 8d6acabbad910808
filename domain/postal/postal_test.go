package postal

import (
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
)

var noon = time.Date(2026, 3, 5, 5, 0, 0, 0, time.UTC)

func after(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }

func TestThePostsOwnClockTellsWhichNoticeIsNewer(t *testing.T) {
	for name, c := range map[string]struct {
		state  State
		at     int // minute of the state, 0 for none
		notice Notice
		want   Verdict
	}{
		"the first":                           {Sending, 0, Notice{Status: Transit, At: after(5)}, Applied},
		"a newer one":                         {Accepted, 1, Notice{Status: Transit, At: after(5)}, Applied},
		"an older one":                        {Transit, 5, Notice{Status: Accepted, At: after(1)}, Stale},
		"the same once more":                  {Transit, 5, Notice{Status: Transit, At: after(5)}, Stale},
		"the next in the same minute":         {Accepted, 5, Notice{Status: Transit, At: after(5)}, Applied},
		"a second try after a failed one":     {Undelivered, 5, Notice{Status: Transit, At: after(60)}, Applied},
		"a delivery told late":                {Undelivered, 9, Notice{Status: Delivered, At: after(7)}, Applied},
		"delivered twice":                     {Delivered, 9, Notice{Status: Delivered, At: after(9)}, Stale},
		"on its way after the delivery":       {Delivered, 9, Notice{Status: Transit, At: after(30)}, Stale},
		"returned after the delivery":         {Delivered, 9, Notice{Status: Returned, At: after(30)}, Clashes},
		"another parcel's number":             {Transit, 5, Notice{Status: Delivered, At: after(9), Tracking: "RR2"}, Clashes},
		"of an order that was cancelled here": {Cancelled, 0, Notice{Status: Delivered, At: after(9)}, Clashes},
		"a status that is none":               {Transit, 5, Notice{Status: Waiting, At: after(9)}, Clashes},
	} {
		o := Order{State: c.state, Tracking: "RR1"}
		if c.at != 0 {
			o.StatusAt = after(c.at)
		}
		if c.notice.Tracking == "" {
			c.notice.Tracking = "RR1"
		}
		if got := o.Judge(&c.notice); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestAListIsClosedWhenAllIsAnsweredFor(t *testing.T) {
	m := account.Stamp{By: 7, At: noon}
	var l List
	for _, step := range []struct {
		act  ListAct
		kind refusal.Kind
	}{
		{Draw{Way: "up"}, refusal.Invalid}, {Draw{Way: In, Point: 1, Desk: 2, Number: "BK-1"}, 0}, {Give{}, refusal.NotNow}, {Put{}, 0}, {Put{}, 0}, {Abandon{"nhầm"}, refusal.NotNow},
		{Drop{}, 0}, {Answered{}, refusal.NotNow}, {Give{}, 0}, {Put{}, refusal.NotNow}, {Answered{}, 0}, {Answered{}, refusal.NotNow},
	} {
		if _, err := step.act.Apply(&l, m); refusal.KindOf(err) != step.kind {
			t.Errorf("%T: %v", step.act, err)
		}
	}
	if l.State != Closed || l.Items != 1 || l.Left != 0 || l.Last != 2 {
		t.Errorf("%+v", l)
	}
}

func TestAListCarriesOnlyWhatBelongsOnIt(t *testing.T) {
	papers := dossier.Dossier{Helped: 1, Desk: 2}
	result := dossier.Dossier{Desk: 2, Delivery: dossier.Ready}
	live := &Order{State: Accepted}
	for name, c := range map[string]struct {
		way  Way
		file dossier.Dossier
		o    *Order
		fits bool
	}{
		"papers received at the point":     {In, papers, nil, true},
		"papers received elsewhere":        {In, dossier.Dossier{Helped: 3, Desk: 2}, nil, false},
		"a result with its order":          {Out, result, live, true},
		"a result without an order":        {Out, result, nil, false},
		"a result whose order is over":     {Out, result, &Order{State: Returned}, false},
		"a dossier without a result":       {Out, dossier.Dossier{Desk: 2}, live, false},
		"a result that lies at other desk": {Out, dossier.Dossier{Desk: 9, Delivery: dossier.Ready}, live, false},
	} {
		l := List{Way: c.way, Point: 1, Desk: 2}
		if err := l.Fits(&c.file, c.o); (err == nil) != c.fits {
			t.Errorf("%s: %v", name, err)
		}
	}
}
