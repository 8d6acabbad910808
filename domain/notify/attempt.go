package notify

import (
	"context"
	"time"
)

// Outcome is what is known of one attempt to hand a message to a provider.
type Outcome string

const (
	Open     Outcome = ""         // written down, not ended: under way, or its program died
	Accepted Outcome = "accepted" // the provider has it
	Arrived  Outcome = "arrived"
	Rejected Outcome = "rejected"  // surely not taken, and the same will not be taken later
	Busy     Outcome = "busy"      // surely not taken, now: try again
	Unsure   Outcome = "unsure"    // may have been taken
	NotThere Outcome = "not_there" // asked for, the provider does not know it: surely not taken
)

// Title is the outcome on pages.
func (o Outcome) Title() string {
	return map[Outcome]string{
		Open: "chưa kết thúc", Accepted: "nơi gửi đã nhận", Arrived: "đã đến", Rejected: "bị từ chối",
		Busy: "nơi gửi bận hoặc hỏng", Unsure: "không rõ", NotThere: "nơi gửi không có tin này",
	}[o]
}

// Attempt is one handing over to a provider. It is written down before the provider is
// called, so that no call is forgotten.
type Attempt struct {
	No         int
	Request    string // number of the message at the provider, kept when the same is tried again
	Provider   string
	Channel    Channel
	Started    time.Time
	Ended      time.Time
	Outcome    Outcome
	ProviderID string // the provider's own number
	Says       string // in plain words, without addresses
}

// Answer is what a provider said.
type Answer struct {
	Outcome    Outcome
	ProviderID string
	Says       string
}

// Letter is what a provider is handed.
type Letter struct {
	Text
	Request string
	Params  map[string]string // of a Zalo template
	At      time.Time
}

// Provider hands messages to people by one way. Send never claims more than it knows: a
// time-out after the message went out is Unsure.
type Provider interface {
	Send(ctx context.Context, l Letter) Answer
}

// Asker is a provider that tells later what became of a message.
type Asker interface {
	Ask(ctx context.Context, a Attempt) Answer
}

// Line is a provider as it was set up, and how it does.
type Line struct {
	Name      string
	Channel   Channel
	About     string // address and sender, for pages: no secrets
	PerMinute int    // how many it may be handed, 0 for any
	Provider  Provider
}

// Asks says whether the line's provider can be asked what became of an attempt.
func (l *Line) Asks() bool { _, ok := l.Provider.(Asker); return ok }

// Health is how a provider does.
type Health struct {
	Name     string
	Failures int       // in a row
	Shut     time.Time // not called before, zero while it works
	Failed   time.Time // last failure
	Says     string    // last failure in plain words
	Worked   time.Time // last success
}

// The circuit breaker: after so many failures in a row a provider is left alone for a
// while, longer each time.
const (
	failuresToShut = 5
	shutFirst      = 30 * time.Second
	shutLongest    = 15 * time.Minute
)

// After is the health after an answer.
func (h Health) After(a Answer, at time.Time) Health {
	switch a.Outcome {
	case Busy, Unsure:
		h.Failures, h.Failed, h.Says = h.Failures+1, at, a.Says
		if over := h.Failures - failuresToShut; over >= 0 {
			h.Shut = at.Add(min(shutFirst<<min(over, 10), shutLongest))
		}
	case Accepted, Arrived, Rejected: // it answers
		h.Failures, h.Shut, h.Worked = 0, time.Time{}, at
	}
	return h
}
