package queue

import (
	"math/big"
	"testing"
	"time"

	"cchc/domain/refusal"
)

var morning = time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)

// life applies acts a minute apart and gives the first refusal.
func life(t *Ticket, h *Hall, acts ...Act) error {
	for i, a := range acts {
		if _, err := a.Apply(t, Moment{By: 7, At: morning.Add(time.Duration(i) * time.Minute), Hall: h}); err != nil {
			return err
		}
	}
	return nil
}

func TestATicketIsTakenCalledServedAndDone(t *testing.T) {
	var k Ticket
	if err := life(&k, Usual(3), Take{Series: "A", Number: 12}, Call{Station: 2}, CallAgain{}, Serve{}, Received{Dossier: 9}, Finish{}); err != nil {
		t.Fatal(err)
	}
	wait, _ := k.Wait()
	service, _ := k.Service()
	if k.Code() != "A012" || k.Announcement() != "Mời số A012 đến quầy 2" || k.State != Done || k.Calls != 2 || wait != 60 || service != 120 || len(k.Dossiers) != 1 {
		t.Errorf("the ticket is %+v, waited %d, served %d", k, wait, service)
	}
}

func TestWhoIsAbsentOrSkippedComesBackAndWaitsAgain(t *testing.T) {
	for _, absent := range []bool{true, false} {
		var k Ticket
		if err := life(&k, Usual(3), Take{Series: "A", Number: 1}, Call{Station: 2}, Leave{Absent: absent}, Back{}, Call{Station: 1}); err != nil || k.Station != 1 {
			t.Errorf("absent %v: %+v, %v", absent, k, err)
		}
		if wait, _ := k.Wait(); wait != 60 {
			t.Errorf("the waiting ends with the first call, not after %d s", wait)
		}
	}
}

func TestATicketHandedOverIsForThatStationOnly(t *testing.T) {
	var k Ticket
	h := Usual(3)
	if err := life(&k, h, Take{Series: "A", Number: 1}, Call{Station: 2}, Transfer{Station: 3}); err != nil || k.Wanted != 3 {
		t.Fatalf("%+v, %v", k, err)
	}
	if err := life(&k, h, Call{Station: 1}); refusal.KindOf(err) != refusal.NotNow {
		t.Errorf("another station called it: %v", err)
	}
	if err := life(&k, h, Call{Station: 3}); err != nil {
		t.Error(err)
	}
}

func TestAStationCallsOnlyWhatItServes(t *testing.T) {
	h := Usual(3)
	h.Stations = []Station{{No: 1, Series: []string{"B"}}, {No: 2, First: true}, {No: 3, Shut: true}}
	take := func(series, class string) *Ticket {
		k := new(Ticket)
		if err := life(k, h, Take{Series: series, Class: class, Number: 1}); err != nil {
			t.Fatal(err)
		}
		return k
	}
	if err := life(take("A", ""), h, Call{Station: 1}); err == nil {
		t.Error("station 1 called series A")
	}
	if err := life(take("A", ""), h, Call{Station: 2}); err == nil {
		t.Error("station 2 called somebody who does not go first")
	}
	if err := life(take("A", "old"), h, Call{Station: 2}); err != nil {
		t.Error(err)
	}
	if err := life(take("A", "old"), h, Call{Station: 3}); err == nil {
		t.Error("a station that is shut called")
	}
}

func TestWhatIsNotInTheHallIsRefused(t *testing.T) {
	h := Usual(3)
	for _, a := range []Act{Take{Series: "Z", Number: 1}, Take{Series: "A", Class: "king", Number: 1}} {
		if _, err := a.Apply(new(Ticket), Moment{Hall: h, At: morning}); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%+v: %v", a, err)
		}
	}
	for field, a := range map[string]SetUp{
		"letter":  {Stations: []Station{{No: 1}}},
		"class":   {Series: h.Series, Classes: []Class{{"x", ""}}, Stations: h.Stations},
		"station": {Series: h.Series, Stations: []Station{{No: 1, Series: []string{"X"}}}},
	} {
		if _, err := a.Apply(h, Moment{}); len(refusal.Of(err)) != 1 || refusal.Of(err)[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestTheMedianOfAnEvenNumberIsTheExactHalf(t *testing.T) {
	tickets := func(waits ...int) (list []*Ticket) {
		for _, w := range waits {
			list = append(list, &Ticket{Station: 1, Taken: morning, First: morning.Add(time.Duration(w) * time.Second)})
		}
		return list
	}
	for _, c := range []struct {
		waits []int
		want  *big.Rat
	}{{[]int{90}, big.NewRat(90, 1)}, {[]int{7, 1, 3}, big.NewRat(3, 1)}, {[]int{10, 3, 4, 1}, big.NewRat(7, 2)}} {
		f := FiguresOf(tickets(c.waits...))
		if len(f) != 2 || f[0].Wait().Cmp(c.want) != 0 || f[1].Wait().Cmp(c.want) != 0 {
			t.Errorf("%v: %+v", c.waits, f)
		}
	}
	if none := FiguresOf(nil); none[0].Wait() != nil || none[0].Service() != nil {
		t.Error("nobody waited some time")
	}
}

func TestADraftEndsOnceAndNotBeforeItsTime(t *testing.T) {
	var d Draft
	at := Moment{By: 7, At: morning, Hall: Usual(3)}
	if _, err := (Keep{Procedure: "1.001193", Form: "f"}).Apply(&d, at); err != nil || d.Expires.Sub(morning) != DraftLife {
		t.Fatalf("%+v, %v", d, err)
	}
	if _, err := (Expire{}).Apply(&d, at); refusal.KindOf(err) != refusal.NotNow {
		t.Errorf("expired at once: %v", err)
	}
	if _, err := (Use{Dossier: 9}).Apply(&d, at); err != nil || d.State != DraftUsed || d.Dossier != 9 {
		t.Errorf("%+v, %v", d, err)
	}
	for _, again := range []DraftAct{Use{}, Discard{}, Keep{}} {
		if _, err := again.Apply(&d, at); refusal.KindOf(err) != refusal.NotNow {
			t.Errorf("%T after the end: %v", again, err)
		}
	}
}
