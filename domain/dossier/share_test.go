package dossier_test

import (
	"math/big"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
)

// story is a random life with the events it leaves.
type story struct {
	t      rapid.TB
	draw   *rapid.T
	w      *world
	d      dossier.Dossier
	now    time.Time
	events []audit.Event
}

func (s *story) do(act dossier.Act) {
	after := s.d
	m := dossier.Moment{By: 9, Unit: 4, At: s.now, Rules: s.w}
	happened, err := act.Apply(&after, m)
	if err != nil {
		return
	}
	var b audit.Builder // by name, as the book does
	if is := string(after.Clock); is != string(s.d.Clock) {
		b.Text("clock", is)
	}
	if is := dossier.WorkText(after.Open); is != dossier.WorkText(s.d.Open) {
		b.Text("open", is)
	}
	if is := dossier.RequestText(after.Requests); is != dossier.RequestText(s.d.Requests) {
		b.Text("requests", is)
	}
	change, err := b.Change()
	if err != nil {
		s.t.Fatal(err)
	}
	s.d = after
	s.events = append(s.events, audit.Event{Act: happened.Act, At: s.now, Change: change})
}

func (s *story) act() dossier.Act {
	units := []orgunit.ID{tax, building, division, 1}
	pick := func(name string, n int) int { return rapid.IntRange(0, n).Draw(s.draw, name) }
	step, no := pick("step", 4), 1+pick("request", 5)
	switch pick("act", 14) {
	case 0, 1:
		asks := []workflow.Ask{ask(units[pick("unit", 3)], pick("must", 2) > 0), ask(units[pick("other", 3)], true)}
		return dossier.Consult{Step: step, Asks: asks[:1+pick("both", 1)]}
	case 2, 3, 4:
		return from{units[pick("by", 3)], 30, dossier.GiveAnswer{Request: no, Verdict: dossier.Agree}}
	case 5:
		return dossier.RecallRequest{Request: no, Reason: "x"}
	case 6:
		return from{units[pick("by", 3)], 30, dossier.HandBackRequest{Request: no, Reason: "x"}}
	case 7:
		return dossier.RequestSupplement{Missing: "x"}
	case 8:
		return dossier.Supply{}
	case 9:
		return dossier.SendBack{Step: step, To: 1 + pick("to", 2), Reason: "x"}
	case 10:
		return dossier.Finish{}
	case 11:
		return dossier.Transfer{From: building, To: tax, Basis: "x"}
	}
	return dossier.CompleteStep{Step: step}
}

func TestTheSharesOfAllAgenciesAddUpToTheWholeWhateverHappens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &story{t: t, draw: t, w: newWorld(), now: on("2024-03-04T09:00").UTC(), d: dossier.Dossier{ID: 1, Code: "X"}}
		s.do(intake())
		for range rapid.IntRange(0, 40).Draw(t, "acts") {
			s.now = s.now.Add(time.Duration(rapid.IntRange(0, 30*3600).Draw(t, "seconds")) * time.Second)
			s.do(s.act())
			s.check()
		}
		list, whole, err := dossier.Shares(&s.d, s.events, s.w, s.now)
		if err != nil {
			t.Fatal(err)
		}
		sum := new(big.Rat)
		for _, share := range list {
			sum.Add(sum, share.Part)
		}
		if !sum.IsInt() || sum.Num().Int64() != int64(whole) {
			t.Fatalf("shares add up to %s of %d", sum, whole)
		}
		if whole != s.running() {
			t.Fatalf("the whole is %d, the clock ran %d", whole, s.running())
		}
		shown := 0
		for _, n := range dossier.WholeMinutes(list, whole) {
			shown += n
		}
		if shown != whole {
			t.Fatalf("%d minutes are shown of %d", shown, whole)
		}
	})
}

// running is the working time of the legal clock, said in another way.
func (s *story) running() int {
	end := s.now
	if !s.d.Closed.IsZero() {
		end = s.d.Closed
	}
	since := func(t time.Time) int { return s.w.days.WorkMinutes(s.d.Received, t) }
	sum := since(end)
	for _, p := range s.d.Pauses {
		to := p.To
		if to.IsZero() {
			to = end
		}
		sum -= since(to) - since(p.From)
	}
	return sum
}

// check is what must hold after every act.
func (s *story) check() {
	for _, r := range s.d.Waiting() {
		if !slices.ContainsFunc(s.d.Open, func(w dossier.Work) bool { return w.Step == r.Step }) {
			s.t.Fatalf("request %d waits for a step that is not open", r.No)
		}
	}
	again, err := dossier.ParseRequests(dossier.RequestText(s.d.Requests))
	if err != nil || dossier.RequestText(again) != dossier.RequestText(s.d.Requests) {
		s.t.Fatalf("requests do not come back: %v", err)
	}
	for _, r := range s.d.Requests {
		if r.Compulsory && r.End == dossier.Passed && s.d.IsOpen() && s.events[len(s.events)-1].Act == "complete_step" && r.Ended.Equal(s.now) && len(r.Answers) == 0 &&
			!slices.ContainsFunc(s.events, func(e audit.Event) bool { return e.Act == "send_back" && e.At.Equal(s.now) }) {
			s.t.Fatalf("step %d went on without the compulsory request %d", r.Step, r.No)
		}
	}
}

func TestTwoAgenciesThatAreWaitedForHaveHalfOfTheTimeEach(t *testing.T) {
	s := &story{t: t, w: newWorld(), now: on("2024-03-04T09:00").UTC(), d: dossier.Dossier{ID: 1}}
	s.do(intake())
	s.now = on("2024-03-04T10:00").UTC() // an hour of its own
	s.do(dossier.Consult{Asks: []workflow.Ask{ask(tax, true), ask(building, true)}})
	s.now = on("2024-03-05T10:00").UTC() // 480 minutes for two
	s.do(from{tax, 30, dossier.GiveAnswer{Request: 1, Verdict: dossier.Agree}})
	s.now = on("2024-03-07T08:30").UTC() // 870 minutes for one, an hour of them past its due
	list, whole, err := dossier.Shares(&s.d, s.events, s.w, s.now)
	if err != nil || whole != 60+480+870 || len(list) != 3 {
		t.Fatalf("%d, %+v, %v", whole, list, err)
	}
	want := map[orgunit.ID]int64{4: 60, tax: 240, building: 240 + 870}
	for _, share := range list {
		if share.Part.Cmp(big.NewRat(want[share.Unit], 1)) != 0 {
			t.Errorf("unit %d has %s", share.Unit, share.Part)
		}
	}
	if list[0].Unit != building || list[0].Gross != 480+870 || list[0].Late != 1 || list[0].Over != 60 {
		t.Errorf("the one that still owes: %+v", list[0])
	}
}
