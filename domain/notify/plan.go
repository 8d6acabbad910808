package notify

import (
	"slices"
	"time"
)

// Situation is what the next step of a message is decided from.
type Situation struct {
	Wish      Wish
	Addresses Addresses
	Stopped   func(Channel) bool // the person wants nothing more by this way
	Words     func(Channel) bool // there is a template for it
	Lines     []*Line            // in the order of preference
	Health    map[string]Health
	Attempts  []Attempt     // since it was put into the queue, or sent again by an officer
	Pause     time.Duration // after the first failure; doubles with each
	Now       time.Time
}

// Step is what to do next about a message. Exactly one of Via, Wait, Over is set.
type Step struct {
	Via     *Line
	Request string // to repeat under, "" for a new one
	Wait    time.Time
	Over    State  // Failed or Cancelled
	Says    string // why
}

const (
	triesPerLine = 4
	longestPause = time.Hour
	noLinePause  = 15 * time.Minute
)

// Next decides: the wished way first, on each way the provider that failed least. A
// provider that is shut is passed over while another works, a pause or the night is sat
// out; a refused address ends its way. An attempt that a provider may have taken is never passed on to another.
func (s *Situation) Next() Step {
	ways := s.Wish.Ways(s.Addresses)
	ways = slices.DeleteFunc(ways, func(c Channel) bool { return s.Stopped(c) || !s.Words(c) })
	if len(ways) == 0 {
		return Step{Over: Cancelled, Says: "Người nhận không muốn nhận tin, hoặc không còn địa chỉ."}
	}
	if last := s.last(); last != nil && last.Outcome == NotThere {
		if line := s.line(last.Provider); line != nil && slices.Contains(ways, line.Channel) && s.tries(line.Name) < triesPerLine {
			return s.soon(Step{Via: line, Request: last.Request})
		}
	}
	var wait Step
	for _, way := range ways {
		line, later := s.by(way)
		if line != nil {
			return s.soon(Step{Via: line})
		}
		if !later.Wait.IsZero() && (wait.Wait.IsZero() || later.Wait.Before(wait.Wait)) {
			wait = later
		}
	}
	if wait.Wait.IsZero() {
		return Step{Over: Failed, Says: "Đã thử mọi cách gửi mà không được."}
	}
	return wait
}

// by looks for a provider of one way. Where there is none now but may be one, later says
// when to look again; a way that is used up has neither.
func (s *Situation) by(way Channel) (best *Line, later Step) {
	if s.rejected(way) {
		return nil, later
	}
	if !slices.ContainsFunc(s.Lines, func(l *Line) bool { return l.Channel == way }) {
		return nil, Step{Wait: s.Now.Add(noLinePause), Says: "Chưa cấu hình nơi gửi " + way.Title() + "."}
	}
	for _, line := range s.Lines {
		if line.Channel != way || s.tries(line.Name) >= triesPerLine {
			continue
		}
		if shut := s.Health[line.Name].Shut; shut.After(s.Now) {
			if later.Wait.IsZero() || shut.Before(later.Wait) {
				later = Step{Wait: shut, Says: "Nơi gửi đang hỏng, tạm nghỉ."}
			}
			continue
		}
		if best == nil || s.tries(line.Name) < s.tries(best.Name) {
			best = line
		}
	}
	return best, later
}

// soon puts a step off: to the end of the pause after a failure of the same provider, and
// of the night.
func (s *Situation) soon(step Step) Step {
	at := Awake(step.Via.Channel, s.Now)
	says := "Chờ đến 7 giờ sáng để không làm phiền."
	if n := s.tries(step.Via.Name); n > 0 {
		last := s.last()
		if again := last.Ended.Add(min(s.Pause<<(n-1), longestPause)); again.After(at) {
			at, says = again, "Sẽ thử lại: "+last.Says
		}
	}
	if at.After(s.Now) {
		return Step{Wait: at, Says: says}
	}
	return step
}

func (s *Situation) last() *Attempt {
	if len(s.Attempts) == 0 {
		return nil
	}
	return &s.Attempts[len(s.Attempts)-1]
}

func (s *Situation) line(name string) *Line {
	if i := slices.IndexFunc(s.Lines, func(l *Line) bool { return l.Name == name }); i >= 0 {
		return s.Lines[i]
	}
	return nil
}

// tries counts the failures of a provider with this message.
func (s *Situation) tries(line string) (n int) {
	for _, a := range s.Attempts {
		if a.Provider == line && (a.Outcome == Busy || a.Outcome == NotThere) {
			n++
		}
	}
	return n
}

func (s *Situation) rejected(way Channel) bool {
	return slices.ContainsFunc(s.Attempts, func(a Attempt) bool { return a.Channel == way && a.Outcome == Rejected })
}
