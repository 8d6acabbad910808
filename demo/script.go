package demo

import (
	"math/rand/v2"
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/ident"
	"cchc/store"
)

// writer makes scripts of sketches.
type writer struct {
	*era
	crew *crew
}

// telling is one script on its way.
type telling struct {
	*writer
	k     *sketch
	r     *rand.Rand
	seat  *seat
	item  *item
	flow  *workflow.Version
	owes  bool // the fee, until the result is handed over
	asked int  // requests to other agencies so far
	deeds []store.Deed
}

// script is the life of a sketch, up to now.
func (w *writer) script(k *sketch) store.Script {
	t := telling{writer: w, k: k, r: rand.New(rand.NewPCG(seed, uint64(k.number)<<8|1)), seat: &w.seats[k.seat], item: &w.items[k.item]}
	edition := &t.item.editions[w.edition]
	t.flow = &edition.flow
	at := time.Unix(k.at, 0).UTC()
	channel := edition.version.Offers[k.offer].Channel
	counter := w.crew.at[t.seat.desk].counter
	s := store.Script{
		ID: dossier.ID(ident.First(at)) + 1 + dossier.ID(k.twin), Serial: int64(k.serial),
		At: store.Moment{By: counter, Unit: t.seat.desk, At: at}, Person: t.person(channel),
	}
	if k.ending == notReceived {
		s.Receive = dossier.RefuseAtIntake{
			Unit: t.seat.unit, Desk: t.seat.desk, Procedure: edition.version.ID, Channel: channel, Reason: pick(t.r, intakeReasons),
		}
		return s
	}
	paid, exempt := t.r.IntN(40) > 0, t.r.IntN(30) == 0
	t.owes = !paid && !exempt && !k.payment && edition.version.Offers[k.offer].Fee > 0
	s.Receive = dossier.Receive{
		Unit: t.seat.unit, Desk: t.seat.desk, Procedure: edition.version.ID, Case: edition.version.Cases[k.caseNo].No,
		Workflow: t.flow.ID, Channel: channel, ResultBy: t.resultBy(channel), Paid: paid, Exempt: exempt,
	}
	t.tell(at)
	slices.SortStableFunc(t.deeds, func(a, b store.Deed) int { return a.At.At.Compare(b.At.At) })
	for len(t.deeds) > 0 && t.deeds[len(t.deeds)-1].At.At.After(w.now) {
		t.deeds = t.deeds[:len(t.deeds)-1]
	}
	s.Deeds = t.deeds
	return s
}

func (t *telling) person(channel procedure.Channel) dossier.Person {
	local := t.seat.local
	if local == "" {
		local = "tỉnh An Sơn"
	}
	p := t.crew.names.person(t.r, local)
	if channel == procedure.Online && t.r.IntN(4) == 0 {
		p.Email = ascii(p.Name) + "@anson.example"
	}
	if t.edition == 1 {
		p.Content = t.item.name
	}
	return p
}

func (t *telling) resultBy(channel procedure.Channel) dossier.ResultBy {
	switch n := t.r.IntN(10); {
	case channel == procedure.Post || n == 0:
		return dossier.ByPost
	case channel == procedure.Online && n < 6:
		return dossier.Electronic
	}
	return dossier.AtCounter
}

// do adds a deed of an account at a unit.
func (t *telling) do(at time.Time, by account.ID, unit orgunit.ID, act dossier.Act) {
	t.deeds = append(t.deeds, store.Deed{Act: act, At: store.Moment{By: by, Unit: unit, At: at}})
}

// tell adds what happens after the receipt.
func (t *telling) tell(at time.Time) {
	after, end := at, time.Unix(t.k.end, 0).UTC()
	official := t.crew.at[t.seat.unit].official
	if t.k.from != 0 {
		after = t.waits(official)
	}
	people := t.crew.at[t.seat.unit]
	switch t.k.ending {
	case withdrawn:
		t.do(end, t.crew.at[t.seat.desk].counter, t.seat.desk, dossier.Withdraw{Reason: pick(t.r, withdrawReasons)})
	case refused:
		t.do(end, people.leader, t.seat.unit, dossier.Refuse{Reason: pick(t.r, refuseReasons)})
	case stopped:
		t.do(end, people.leader, t.seat.unit, dossier.Stop{Reason: pick(t.r, stopReasons)})
	default:
		t.work(after, end)
	}
	t.handOver(end)
}

// waits pauses the clock and returns when it goes on.
func (t *telling) waits(official account.ID) time.Time {
	from, to := time.Unix(t.k.from, 0).UTC(), time.Unix(t.k.to, 0).UTC()
	desk := t.crew.at[t.seat.desk].counter
	if t.k.payment {
		amount := int64(200+t.r.IntN(8000)) * 1000
		t.do(from, official, t.seat.unit, dossier.PauseForPayment{Amount: amount, Basis: "Thông báo nộp tiền của cơ quan thuế"})
		t.do(to, desk, t.seat.desk, dossier.Resume{Receipt: "BL-" + calendar.DayOf(to).String()})
		return to
	}
	t.do(from, official, t.seat.unit, dossier.RequestSupplement{Missing: pick(t.r, missingPapers)})
	t.do(to, desk, t.seat.desk, dossier.Supply{Papers: "đã nộp đủ"})
	return to
}

// handOver gives the result or the papers back; a few are never fetched.
func (t *telling) handOver(end time.Time) {
	if t.r.IntN(250) == 0 || t.edition == 1 && t.r.IntN(30) == 0 {
		return
	}
	at := end.Add(time.Duration(60+t.r.IntN(1500)) * time.Second)
	if t.r.IntN(3) == 0 {
		at = inSession(t.r, t.cal.AddWorkDays(calendar.DayOf(end), 1+t.r.IntN(3)))
	}
	desk := t.crew.at[t.seat.desk].counter
	if t.owes && t.k.ending <= late {
		t.do(at, desk, t.seat.desk, dossier.TakeFee{Receipt: "BL-" + calendar.DayOf(at).String()})
	}
	t.do(at, desk, t.seat.desk, dossier.HandOver{})
}
