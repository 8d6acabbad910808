package simulator

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// Fault is a way in which a platform misbehaves towards who takes its notices.
type Fault string

// The faults, by the names of the flag.
const (
	Twice       Fault = "twice"                // the notice comes two times at once
	Late        Fault = "late"                 // the notice comes long after
	WrongAmount Fault = "wrong-amount"         // the notice names another amount than was paid
	Lost        Fault = "lost"                 // no notice comes
	Timeout     Fault = "timeout-after-accept" // a bill is accepted, its reply never comes
	OutOfOrder  Fault = "out-of-order"         // "on its way" comes after "paid"
)

var faults = []Fault{Twice, Late, WrongAmount, Lost, Timeout, OutOfOrder}

// ParseFaults reads names with commas between them.
func ParseFaults(text string) (list []Fault, err error) {
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		switch {
		case name == "":
		case !slices.Contains(faults, Fault(name)):
			return nil, fmt.Errorf("không có lỗi mô phỏng %q; có: %v", name, faults)
		default:
			list = append(list, Fault(name))
		}
	}
	return list, nil
}

// fault of a bill: every second one has one. The same seed and bill have the same,
// whatever else goes on.
func (s *Platform) fault(reference string) Fault {
	if len(s.Faults) == 0 {
		return ""
	}
	h := fnv.New64a()
	h.Write([]byte(reference))
	draw := rand.New(rand.NewPCG(s.Seed, h.Sum64()))
	if draw.IntN(2) == 0 {
		return ""
	}
	return s.Faults[draw.IntN(len(s.Faults))]
}
