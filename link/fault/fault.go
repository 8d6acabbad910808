// Package fault is how simulators misbehave: by names that a person asks for, and by a
// seed, so that a run can be had again.
package fault

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// Kind is a way to misbehave, by the name of the flag.
type Kind string

// Parse reads names with commas between them; known are those there are.
func Parse(text string, known []Kind) (list []Kind, err error) {
	for name := range strings.SplitSeq(text, ",") {
		kind := Kind(strings.TrimSpace(name))
		switch {
		case kind == "":
		case !slices.Contains(known, kind):
			return nil, fmt.Errorf("không có lỗi mô phỏng %q; có: %v", kind, known)
		default:
			list = append(list, kind)
		}
	}
	return list, nil
}

// Draw gives the same numbers for the same seed and subject, whatever else goes on.
func Draw(seed uint64, subject string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(subject))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// Of is the fault of a subject: every second one has one, "" is none.
func Of(seed uint64, subject string, faults []Kind) Kind {
	draw := Draw(seed, subject)
	if len(faults) == 0 || draw.IntN(2) == 0 {
		return ""
	}
	return faults[draw.IntN(len(faults))]
}
