package demo

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// seed makes every build the same.
const seed = 20220101

var (
	newYear  = calendar.MustDay("2022-01-01")
	yearsEnd = calendar.MustDay("2023-01-01") // first day after it
)

// plan is the lives to be played, by instant of receipt.
type plan struct {
	*era
	list []sketch
	next uint32 // number of the next drawing
}

// draw adds n lives of a seat that fit.
func (p *plan) draw(n int64, days *span, at int, how ending, fits func(*sketch) bool) {
	for range n {
		for try := 0; ; try++ {
			p.next++
			d := drawing{era: p.era, r: rand.New(rand.NewPCG(seed, uint64(p.next)<<8)), days: days, seat: at, how: how}
			k := d.sketch()
			if fits(&k) {
				k.number = p.next
				p.list = append(p.list, k)
				break
			}
			if try > 10_000 {
				panic(fmt.Sprintf("demo: no dossier fits at %s", p.seats[at].code))
			}
		}
	}
}

// year plans 2022: what each seat finished, in time and late, exactly; some of it received
// in 2021. Beside it what ended otherwise, and what was finished in 2023.
func (p *plan) year(scale Scale) {
	days := newSpan(p.cal, calendar.MustDay("2021-11-15"), yearsEnd-1)
	december := newSpan(p.cal, yearsEnd-26, yearsEnd-1)
	inYear := func(k *sketch) bool {
		day := calendar.DayOf(time.Unix(k.end, 0))
		return day >= newYear && day < yearsEnd
	}
	counts := divide(p.seats, scale.Counts())
	for i, c := range counts {
		p.draw(c.Finished-c.Late, days, i, inTime, inYear)
		p.draw(c.Late, days, i, late, inYear)
		p.draw(beside(c.Finished, 9, i), days, i, withdrawn, inYear)
		p.draw(beside(c.Finished, 8, i), days, i, refused, inYear)
		p.draw(beside(c.Finished, 4, i), days, i, stopped, inYear)
		p.draw(beside(c.Finished, 3, i), days, i, notReceived, inYear)
		carried := func(k *sketch) bool {
			return k.at < yearsEnd.Start().Unix() && calendar.DayOf(time.Unix(k.end, 0)) >= yearsEnd
		}
		p.draw(beside(c.Finished, 6, i), december, i, inTime, carried)
		p.draw(beside(c.Late, 9, i), december, i, late, carried)
	}
}

// beside is n thousandths of a count; what is less than one falls on some of the seats.
func beside(count, thousandths int64, seat int) int64 {
	return (count*thousandths + int64(seat*389%1000)) / 1000
}

// divide gives the seats of each level their part of its count.
func divide(seats []seat, counts map[orgunit.Level]Count) []Count {
	parts := make([]Count, len(seats))
	for level, c := range counts {
		var at []int
		var finished, lates []int64
		for i, s := range seats {
			if s.level == level {
				at, finished, lates = append(at, i), append(finished, s.count.Finished), append(lates, s.count.Late)
			}
		}
		finished = share(c.Finished, finished)
		for j, n := range shareWithin(c.Late, lates, finished) {
			parts[at[j]] = Count{finished[j], n}
		}
	}
	return parts
}

// order sorts the lives by receipt and numbers them within unit and day.
func (p *plan) order() {
	slices.SortFunc(p.list, func(a, b sketch) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.number, b.number)) })
	type key struct {
		seat uint16
		day  calendar.Day
	}
	last := map[key]uint32{}
	units := map[orgunit.ID]uint16{} // several seats of the past may be one unit
	for i := range p.list {
		k := &p.list[i]
		if i > 0 && p.list[i-1].at == k.at {
			k.twin = p.list[i-1].twin + 1
		}
		if k.ending == notReceived {
			continue
		}
		unit := p.seats[k.seat].unit
		if _, known := units[unit]; !known {
			units[unit] = k.seat
		}
		at := key{units[unit], calendar.DayOf(time.Unix(k.at, 0))}
		last[at]++
		k.serial = last[at]
	}
}
