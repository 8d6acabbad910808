package audit

import "time"

// Search asks for events, the youngest first. Zero values ask for everything. The log has
// an order by position only: a search looks through a stretch of positions and says where
// the next one begins, so its cost does not grow with the log.
type Search struct {
	Kind     Kind
	Act      string
	Subject  int64
	By, Unit int64
	From, To time.Time // of the act: from From until To, without To
	Before   int64     // positions below this one; negative begins at the end, with what is not sealed yet
	Limit    int
}

// Found is what a search found in its stretch.
type Found struct {
	Events []Event
	Next   int64 // Before of the next search, 0 when the beginning of the log was reached
}

// Evidence is what shows that an event is in the log as it was sealed.
type Evidence struct {
	Event      Event
	Head       Head       // of the subject's chain after the event, recomputed from its events
	Sealed     bool       // it has a position
	Checkpoint Checkpoint // the last one; zero in an empty log
	Proof      []Hash     // from the leaf to the checkpoint's root
	Holds      bool       // the proof was checked with the recomputed head
}

// Inspection is one verification of everything that is kept: asked for, and done later.
type Inspection struct {
	Asked, Done    time.Time // Done is zero while it is under way
	By             int64
	Events, Leaves int64
	Found          int64    // what is wrong, in all
	Findings       []string // the first of it, in words
}
