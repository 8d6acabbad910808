// Package simulator is a public post to try things out with: orders come in, parcels go
// their way by themselves, notices go out and may misbehave, and the book of the day says
// what really became of each. Nothing is carried.
package simulator

import "cchc/link/fault"

// Fault is a way in which a post misbehaves.
type Fault = fault.Kind

// The faults, by the names of the flag.
const (
	Twice      Fault = "twice"                // each notice comes two times at once
	Late       Fault = "late"                 // notices come long after
	Lost       Fault = "lost"                 // no notice comes
	Timeout    Fault = "timeout-after-accept" // an order is taken in, its reply never comes
	OutOfOrder Fault = "out-of-order"         // the last notice comes first
)

// ParseFaults reads names with commas between them.
func ParseFaults(text string) ([]Fault, error) {
	return fault.Parse(text, []Fault{Twice, Late, Lost, Timeout, OutOfOrder})
}

// fault of an order.
func (s *Post) fault(number string) Fault { return fault.Of(s.Seed, number, s.Faults) }
