package simulator

import (
	"math/rand/v2"
	"sync"
)

// fault is a way to misbehave with one message.
type fault string

const (
	well       fault = ""
	refuse     fault = "refuse"       // a final no
	busy       fault = "busy"         // a no for now
	slow       fault = "slow"         // takes it, late
	takeAndDie fault = "take and die" // takes it and never answers
	die        fault = "die"          // does not take it, and never answers
	twice      fault = "twice"        // reports twice
	disorder   fault = "disorder"     // reports the end before the beginning
	never      fault = "never"        // reports nothing
)

// dice decide how a message fares: the same seed and the same order, the same fates.
type dice struct {
	mu      sync.Mutex
	random  *rand.Rand
	percent int
}

func newDice(seed uint64, percent int) *dice {
	return &dice{random: rand.New(rand.NewPCG(seed, seed)), percent: percent}
}

// among throws: none of the faults, or one.
func (d *dice) among(faults ...fault) fault {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.random.IntN(100) >= d.percent {
		return well
	}
	return faults[d.random.IntN(len(faults))]
}
