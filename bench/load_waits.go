package bench

import (
	"slices"
	"sync"
	"time"
)

// waits is how long people waited for one sort of thing.
type waits struct {
	mu     sync.Mutex
	took   []int64 // µs
	failed int
	first  string // the first failure
}

func (w *waits) add(took time.Duration, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil {
		if w.failed++; w.failed == 1 {
			w.first = err.Error()
		}
		return
	}
	w.took = append(w.took, took.Microseconds())
}

// at is what so many of a hundred did not exceed, in µs.
func (w *waits) at(percent int) int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.took) == 0 {
		return 0
	}
	slices.Sort(w.took)
	return w.took[(len(w.took)*percent+99)/100-1]
}
