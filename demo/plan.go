package demo

import (
	"math/rand/v2"
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
)

// ending is how a dossier is to end.
type ending uint8

const (
	inTime ending = iota
	late
	withdrawn
	refused
	stopped
	notReceived // refused at intake
)

// sketch is a life in brief: everything that its place in time and in the figures rests
// on. The rest is drawn when it is played, from its own number.
type sketch struct {
	at, end  int64 // Unix seconds: received, closed
	from, to int64 // a pause, 0 without
	due      calendar.Day
	number   uint32 // of the drawing
	serial   uint32 // within the unit and day
	twin     uint32 // how many of the same second come before
	seat     uint16
	item     uint16
	caseNo   uint8 // index
	offer    uint8 // index
	ending   ending
	payment  bool // what the pause was for
}

// era is a time with one map and one edition of the procedures.
type era struct {
	edition int
	seats   []seat
	items   []item
	menus   [][]dish
	cal     *calendar.Calendar
	now     time.Time // nothing happens after it
}

// dish is a procedure on the menu of a seat; upTo sums the weights.
type dish struct {
	item int
	upTo int64
}

func newEra(edition int, seats []seat, items []item, cal *calendar.Calendar, now time.Time) *era {
	e := &era{edition: edition, seats: seats, items: items, cal: cal, now: now}
	for i := range seats {
		var menu []dish
		sum := int64(0)
		for j := range items {
			if w := e.asked(&seats[i], &items[j]); w > 0 {
				sum += w
				menu = append(menu, dish{j, sum})
			}
		}
		e.menus = append(e.menus, menu)
	}
	return e
}

// asked is how often a procedure is asked for at a seat. Since there are two levels the
// communes do what was theirs and what was the districts', whose volume was two fifths.
func (e *era) asked(s *seat, it *item) int64 {
	land := it.field == "Đất đai" && it.weight[orgunit.District] > 0
	switch {
	case it.fresh && e.edition == 0:
		return 0
	case s.owner == landOwner && land:
		return it.weight[orgunit.District]
	case s.owner == landOwner || s.owner != "" && it.owner != s.owner:
		return 0
	case s.owner != "":
		return it.weight[orgunit.Province]
	case e.edition == 0:
		if land && s.level == orgunit.District {
			return 0
		}
		return it.weight[s.level]
	case land:
		return 0
	}
	return it.weight[orgunit.Commune]*5 + it.weight[orgunit.District]*2
}

// drawing is one attempt at a sketch.
type drawing struct {
	*era
	r    *rand.Rand
	days *span
	seat int
	how  ending
}

// sketch draws the receipt, what is asked for, a pause, and the end that the ending wants,
// measured by the due date as the calendar gives it.
func (d *drawing) sketch() sketch {
	k := sketch{seat: uint16(d.seat), ending: d.how}
	day := d.days.day(d.r)
	it := d.choose(&k, day)
	at := receipt(d.r, day, it.offers[k.offer].Channel == procedure.Online)
	k.at = at.Unix()
	limit := it.editions[d.edition].limits[k.caseNo][k.offer]
	due := d.cal.DueOnly(at, limit)
	after := at
	if pause, ok := d.pause(it, at, due, &k); ok {
		due = d.cal.DueOnly(at, limit, pause)
		after = pause.To
	}
	k.due = due.Day
	k.end = d.close(due, after).Unix()
	return k
}

// choose takes a procedure, a case and a channel. What is late is so more often where
// there is more than a day.
func (d *drawing) choose(k *sketch, day calendar.Day) *item {
	menu := d.menus[d.seat]
	total := menu[len(menu)-1].upTo
	for try := 0; ; try++ {
		at, _ := slices.BinarySearchFunc(menu, d.r.Int64N(total)+1, func(m dish, n int64) int { return int(m.upTo - n) })
		k.item = uint16(menu[at].item)
		it := &d.items[k.item]
		k.caseNo = uint8(d.r.IntN(len(it.cases)))
		k.offer = d.channel(it, day)
		quick := it.editions[d.edition].limits[k.caseNo][k.offer].SameDay()
		if d.how != late || !quick || try > 3 || d.r.IntN(6) == 0 {
			return it
		}
	}
}

// channel is online for a share that grows by a point and a half each month: from a fifth
// at the beginning of 2022 to four fifths.
func (d *drawing) channel(it *item, day calendar.Day) uint8 {
	n := d.r.IntN(100)
	online := min(78, 18+int(day-newYear)/20)
	switch {
	case len(it.offers) == 1 || n >= online+4:
		return 0
	case n < online:
		return 1
	}
	return 2
}

// pause stops the clock of some: for a supplement soon after the receipt, for a payment
// where land is concerned.
func (d *drawing) pause(it *item, at time.Time, due calendar.Due, k *sketch) (calendar.Pause, bool) {
	room := d.cal.WorkDaysBetween(calendar.DayOf(at), due.Day)
	n := d.r.IntN(100)
	payment := it.flow == "dat" && n < 12
	if room < 3 || !payment && n < 95 || d.how > late {
		return calendar.Pause{}, false
	}
	from := later(d.r, d.cal.AddWorkDays(calendar.DayOf(at), 1+d.r.IntN(min(3, room-1))), at)
	to := later(d.r, d.cal.AddWorkDays(calendar.DayOf(from), 1+d.r.IntN(7)), from)
	k.from, k.to, k.payment = from.Unix(), to.Unix(), payment
	rule := calendar.Restart
	if payment {
		rule = calendar.Resume
	}
	return calendar.Pause{From: from, To: to, Rule: rule}, true
}

// close is the instant of the end: on or before the due date, after it, or anywhere for
// what counts neither as on time nor as late.
func (d *drawing) close(due calendar.Due, after time.Time) time.Time {
	if d.how == late {
		days := 1
		for days < 30 && d.r.IntN(10) < 7 {
			days++
		}
		if !due.At.IsZero() {
			return d.cal.AddWorkMinutes(due.At, 30+d.r.IntN(480*days))
		}
		return inSession(d.r, d.cal.AddWorkDays(due.Day, days))
	}
	if !due.At.IsZero() {
		return d.cal.AddWorkMinutes(after, d.r.IntN(max(1, d.cal.WorkMinutes(after, due.At))))
	}
	first := d.cal.NextWorking(calendar.DayOf(after))
	if after.After(first.At(closing)) && first < due.Day {
		first = d.cal.NextWorking(first + 1)
	}
	room := d.cal.WorkDaysBetween(first, due.Day)
	if room <= 0 {
		return later(d.r, max(first, calendar.DayOf(after)), after)
	}
	day := d.cal.AddWorkDays(first, room-min(d.r.IntN(room+1), d.r.IntN(room+1)))
	return later(d.r, day, after)
}
