package demo

import (
	"time"

	"cchc/domain/calendar"
)

const (
	recentOfYear = 55_500          // about an eighth of 2022
	recentLeast  = 2_400           // so that lists of a small demo are alive
	bridgeMost   = 400             // dossiers that were open when the map changed
	showcase     = "phường An Hội" // where the presented accounts find something to do
	showcaseMore = 24
	showcaseAsks = 12 // open dossiers of procedures that ask other agencies
)

// recent plans the last thirteen months before now, on the map of two levels: what is
// finished by then, and what is open, due, overdue or paused now.
func (p *plan) recent(scale Scale) {
	today := calendar.DayOf(p.now)
	from := max(twoLevels, monthsBefore(today, 13))
	days := newSpan(p.cal, from, today)
	latest := newSpan(p.cal, max(from, today-45), today)
	n := max(recentLeast, scale.of(recentOfYear))
	arrived := func(k *sketch) bool { return k.at <= p.now.Unix() }
	open := func(k *sketch) bool { return arrived(k) && k.end > p.now.Unix() }
	asks := func(k *sketch) bool { return p.items[k.item].fresh && open(k) }
	weights := make([]int64, len(p.seats))
	for i, s := range p.seats {
		weights[i] = s.count.Finished
	}
	living, some := share(n/40, weights), share(n/120, weights)
	for i, all := range share(n, weights) {
		if p.seats[i].local == showcase {
			living[i], some[i] = living[i]+showcaseMore, some[i]+showcaseMore/6
			p.draw(showcaseAsks, latest, i, inTime, asks)
			p.draw(showcaseAsks/4, latest, i, late, asks)
		}
		lates := all * p.seats[i].count.Late / max(1, p.seats[i].count.Finished)
		lates += beside(all, 12, i)
		p.draw(all-min(all, lates), days, i, inTime, arrived)
		p.draw(min(all, lates), days, i, late, arrived)
		p.draw(beside(all, 9, i), days, i, withdrawn, arrived)
		p.draw(beside(all, 8, i), days, i, refused, arrived)
		p.draw(beside(all, 4, i), days, i, stopped, arrived)
		p.draw(beside(all, 3, i), days, i, notReceived, arrived)
		p.draw(living[i], latest, i, inTime, open)
		p.draw(some[i], latest, i, late, func(k *sketch) bool { return open(k) && k.due < today })
		p.draw(some[i], latest, i, inTime, func(k *sketch) bool { return k.from != 0 && k.from < p.now.Unix() && k.to > p.now.Unix() })
	}
}

// bridge plans dossiers of three levels that were open on the day when they became two.
func (p *plan) bridge(scale Scale) {
	days := newSpan(p.cal, twoLevels-40, twoLevels-1)
	open := func(k *sketch) bool { return k.at <= p.now.Unix() && calendar.DayOf(time.Unix(k.end, 0)) > twoLevels+1 }
	weights := make([]int64, len(p.seats))
	for i, s := range p.seats {
		weights[i] = s.count.Finished
	}
	for i, n := range share(min(bridgeMost, scale.of(recentOfYear)), weights) {
		lates := beside(n, 110, i)
		p.draw(n-min(n, lates), days, i, inTime, open)
		p.draw(min(n, lates), days, i, late, open)
	}
}

// monthsBefore is the first day of the month some months back.
func monthsBefore(d calendar.Day, months int) calendar.Day {
	year, month, _ := d.Date()
	return calendar.On(year, month-time.Month(months), 1)
}
