package web

import (
	"net/netip"
	"sync"
	"time"
)

// Limiter is a token bucket for each visitor's address, in memory and bounded: it slows a
// single machine down, it is no defence against many.
type Limiter struct {
	perSecond int
	burst     int
	most      int
	now       func() time.Time

	mu      sync.Mutex
	buckets map[string]*bucket
}

// bucket counts in thousandths of a token.
type bucket struct {
	tokens int64
	seen   time.Time
}

// NewLimiter lets every address do burst requests at once and perSecond from then on.
func NewLimiter(perSecond, burst int) *Limiter {
	return &Limiter{perSecond: perSecond, burst: burst, most: 50_000, now: time.Now, buckets: map[string]*bucket{}}
}

// Take takes a token of an address, false when it has none left.
func (l *Limiter) Take(remote string) bool {
	key := network(remote)
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets[key]
	if b == nil {
		l.makeRoom(now)
		b = &bucket{tokens: int64(l.burst) * 1000}
		l.buckets[key] = b
	} else {
		b.tokens = min(int64(l.burst)*1000, b.tokens+now.Sub(b.seen).Milliseconds()*int64(l.perSecond))
	}
	b.seen = now
	if b.tokens < 1000 {
		return false
	}
	b.tokens -= 1000
	return true
}

// makeRoom drops buckets that are full again. When all are in use it drops any: a flood of
// addresses must not take the memory of the province's server.
func (l *Limiter) makeRoom(now time.Time) {
	if len(l.buckets) < l.most {
		return
	}
	full := time.Duration(l.burst/max(l.perSecond, 1)+1) * time.Second
	for key, b := range l.buckets {
		if now.Sub(b.seen) > full {
			delete(l.buckets, key)
		}
	}
	for key := range l.buckets {
		if len(l.buckets) < l.most {
			break
		}
		delete(l.buckets, key)
	}
}

// network is what one visitor can be told apart by: an address, of IPv6 its first half.
func network(remote string) string {
	ip, err := netip.ParseAddr(remote)
	if err != nil || ip.Unmap().Is4() {
		return remote
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return remote
	}
	return prefix.String()
}
