package notify

import (
	"sync"
	"time"

	domain "cchc/domain/notify"
)

// pace spreads messages over time, so that a provider is handed no more a minute than was
// agreed. Each program keeps its own: with several, their limits add up.
type pace struct {
	mu    sync.Mutex
	lines map[string]*slots
}

type slots struct {
	free  time.Time // when the next message may go
	later time.Time // when the last one that was sent away is to come back
}

// ahead is how many messages may go at once after a rest.
const ahead = 5

// take gives the instant at which a message may go: now, or when to come back.
func (p *pace) take(l *domain.Line, now time.Time) time.Time {
	if l.PerMinute <= 0 {
		return now
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.lines[l.Name]
	if s == nil {
		if p.lines == nil {
			p.lines = map[string]*slots{}
		}
		s = &slots{}
		p.lines[l.Name] = s
	}
	each := time.Minute / time.Duration(l.PerMinute)
	if earliest := now.Add(-ahead * each); s.free.Before(earliest) {
		s.free = earliest
	}
	if !s.free.After(now) {
		s.free = s.free.Add(each)
		return now
	}
	if s.later.Before(s.free) {
		s.later = s.free
	}
	s.later = s.later.Add(each)
	return s.later.Add(time.Second)
}
