// Package simulator is a public post to try things out with: orders come in, parcels go
// their way by themselves, notices go out and may misbehave, and the book of the day says
// what really became of each. Nothing is carried.
package simulator

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// Fault is a way in which a post misbehaves.
type Fault string

// The faults, by the names of the flag.
const (
	Twice      Fault = "twice"                // each notice comes two times at once
	Late       Fault = "late"                 // notices come long after
	Lost       Fault = "lost"                 // no notice comes
	Timeout    Fault = "timeout-after-accept" // an order is taken in, its reply never comes
	OutOfOrder Fault = "out-of-order"         // the last notice comes first
)

var faults = []Fault{Twice, Late, Lost, Timeout, OutOfOrder}

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

// draw is the same for the same seed and order, whatever else goes on.
func (s *Post) draw(number string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(number))
	return rand.New(rand.NewPCG(s.Seed, h.Sum64()))
}

// fault of an order: every second one has one.
func (s *Post) fault(number string) Fault {
	draw := s.draw(number)
	if len(s.Faults) == 0 || draw.IntN(2) == 0 {
		return ""
	}
	return s.Faults[draw.IntN(len(s.Faults))]
}
