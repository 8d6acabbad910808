package queue

import (
	"math/big"
	"slices"
)

// Figures are what the tickets of a day, or of one station, took.
type Figures struct {
	Station int // 0 for all of them
	Taken   int
	Waiting int
	Absent  int
	Done    int
	wait    []int64
	service []int64
}

// Add counts a ticket.
func (f *Figures) Add(t *Ticket) {
	f.Taken++
	switch t.State {
	case Waiting:
		f.Waiting++
	case Absent, Skipped:
		f.Absent++
	case Done:
		f.Done++
	}
	if s, ok := t.Wait(); ok {
		f.wait = append(f.wait, s)
	}
	if s, ok := t.Service(); ok {
		f.service = append(f.service, s)
	}
}

// Wait is the median waiting in seconds, nil when nobody was called.
func (f *Figures) Wait() *big.Rat { return median(f.wait) }

// Service is the median service in seconds, nil when nobody was served.
func (f *Figures) Service() *big.Rat { return median(f.service) }

// LongestWait in seconds.
func (f *Figures) LongestWait() int64 {
	if len(f.wait) == 0 {
		return 0
	}
	return slices.Max(f.wait)
}

// median is exact: of an even number the half of the middle two, never rounded.
func median(list []int64) *big.Rat {
	if len(list) == 0 {
		return nil
	}
	s := slices.Sorted(slices.Values(list))
	mid := len(s) / 2
	if len(s)%2 == 1 {
		return big.NewRat(s[mid], 1)
	}
	return big.NewRat(s[mid-1]+s[mid], 2)
}

// FiguresOf counts the tickets of a day: all of them, then each station that called.
func FiguresOf(tickets []*Ticket) []Figures {
	all := []Figures{{}}
	at := map[int]int{}
	for _, t := range tickets {
		all[0].Add(t)
		if t.Station == 0 {
			continue
		}
		if _, known := at[t.Station]; !known {
			at[t.Station] = len(all)
			all = append(all, Figures{Station: t.Station})
		}
		all[at[t.Station]].Add(t)
	}
	slices.SortStableFunc(all[1:], func(a, b Figures) int { return a.Station - b.Station })
	return all
}
