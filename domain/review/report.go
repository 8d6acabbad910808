package review

import (
	"cmp"
	"slices"
)

// Line is one line of the yearly report: the proposals of one group.
type Line struct {
	Key           string
	Procedures    int // with at least one proposal
	Proposals     int
	Approved      int // also those that are in force
	InForce       int
	Minutes       int64 // sooner, added up over the proposals that were approved
	Before, After int64 // đồng a year, of the approved ones, as planned
	Measured      int
	SeenBefore    int64 // đồng, of the measured ones
	SeenAfter     int64
	procedures    map[string]bool
}

// Saves is what the approved proposals save a year, as planned.
func (l Line) Saves() int64 { return l.Before - l.After }

// Saved is what the measured ones saved.
func (l Line) Saved() int64 { return l.SeenBefore - l.SeenAfter }

// Report adds up a year's proposals by what group names: a field, a unit, a means. The
// lines are in the order of their keys, the sum of all last, with an empty key.
func Report(list []*Proposal, group func(*Proposal) string) (lines []Line, sum Line) {
	by := map[string]*Line{}
	total := &Line{procedures: map[string]bool{}}
	for _, p := range list {
		key := group(p)
		if by[key] == nil {
			by[key] = &Line{Key: key, procedures: map[string]bool{}}
		}
		by[key].add(p)
		total.add(p)
	}
	for _, l := range by {
		lines = append(lines, *l)
	}
	slices.SortFunc(lines, func(a, b Line) int { return cmp.Compare(a.Key, b.Key) })
	return lines, *total
}

func (l *Line) add(p *Proposal) {
	l.Proposals++
	if !l.procedures[p.Procedure] {
		l.procedures[p.Procedure] = true
		l.Procedures++
	}
	if p.State == Approved || p.State == InForce {
		before, after := p.Planned()
		l.Approved++
		l.Before, l.After, l.Minutes = l.Before+before, l.After+after, l.Minutes+p.Minutes
	}
	if p.State == InForce {
		l.InForce++
	}
	if before, after, ok := p.Seen(); ok {
		l.Measured++
		l.SeenBefore, l.SeenAfter = l.SeenBefore+before, l.SeenAfter+after
	}
}
