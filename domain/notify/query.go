package notify

import (
	"time"

	"cchc/domain/orgunit"
)

// Query is a filter of the outbox.
type Query struct {
	Words         string // a dossier's code, or a whole address
	State         State
	Channel       Channel
	Provider      string
	Within        []orgunit.ID // nil for every unit
	After, Before ID           // keys of the pages, 0 begins with the newest
	Limit         int
}

// Listing is a page of the outbox, the newest first.
type Listing struct {
	Rows       []Message
	Next, Prev bool // there are older, newer ones
}

// Story is a message with everything that was done about it.
type Story struct {
	Message
	Attempts  []Attempt
	Decisions []Told
}

// Told is a decision with when and by whom.
type Told struct {
	Decision
	At time.Time
	By string
}

// Backlog is how many messages are in a state, and since when the first of them.
type Backlog struct {
	State State
	Count int
	Since time.Time
}
