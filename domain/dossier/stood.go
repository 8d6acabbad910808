package dossier

import (
	"slices"
	"time"
)

// Stretch is a time between two instants.
type Stretch struct{ From, To time.Time }

// Stood are the stretches, one after the other, in which a step could not go on: the clock
// lawfully stood, or compulsory answers were missing. What still lasts goes until now;
// with a zero now it is left out.
func (d *Dossier) Stood(step int, now time.Time) (list []Stretch) {
	add := func(from, to time.Time) {
		if to.IsZero() {
			to = now
		}
		if to.After(from) {
			list = append(list, Stretch{from, to})
		}
	}
	for _, p := range d.Pauses {
		add(p.From, p.To)
	}
	for _, r := range d.Requests {
		if r.Compulsory && r.Step == step {
			add(r.Sent, r.Until())
		}
	}
	return merged(list)
}

// merged joins stretches that overlap.
func merged(list []Stretch) (out []Stretch) {
	slices.SortFunc(list, func(a, b Stretch) int { return a.From.Compare(b.From) })
	for _, s := range list {
		if n := len(out); n > 0 && !s.From.After(out[n-1].To) {
			out[n-1].To = later(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}
