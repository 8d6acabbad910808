package db

import (
	"context"
	"math/rand/v2"
	"time"
)

// Work that crossed another's is done again at most this often: with the waits
// below that is some four seconds, longer than people like to look at a page.
const maxTries = 10

// pause waits before the given try (1 for the first repetition): 5 ms doubled
// each time up to 800 ms, less a random part so that two that crossed do not
// cross again. It ends early with the error of ctx.
func pause(ctx context.Context, try int) error {
	longest := min(5*time.Millisecond<<min(try-1, 10), 800*time.Millisecond)
	timer := time.NewTimer(longest/2 + rand.N(longest/2))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
