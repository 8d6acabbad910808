package simulator

import "cchc/link/fault"

// Fault is a way in which a platform misbehaves towards who takes its notices.
type Fault = fault.Kind

// The faults, by the names of the flag.
const (
	Twice       Fault = "twice"                // the notice comes two times at once
	Late        Fault = "late"                 // the notice comes long after
	WrongAmount Fault = "wrong-amount"         // the notice names another amount than was paid
	Lost        Fault = "lost"                 // no notice comes
	Timeout     Fault = "timeout-after-accept" // a bill is accepted, its reply never comes
	OutOfOrder  Fault = "out-of-order"         // "on its way" comes after "paid"
)

// ParseFaults reads names with commas between them.
func ParseFaults(text string) ([]Fault, error) {
	return fault.Parse(text, []Fault{Twice, Late, WrongAmount, Lost, Timeout, OutOfOrder})
}

// fault of a bill.
func (s *Platform) fault(reference string) Fault { return fault.Of(s.Seed, reference, s.Faults) }
