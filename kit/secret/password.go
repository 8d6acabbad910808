// Package secret keeps what only its owner may know: passwords as argon2id hashes, tokens
// as digests, and the codes of a second factor.
package secret

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"

	"cchc/kit/vntext"

	"golang.org/x/crypto/argon2"
)

// Cost is what one argon2id hash takes: KiB of memory, passes over it, lanes.
type Cost struct {
	Memory uint32
	Time   uint32
	Lanes  uint8
}

// Standard is the second choice of the OWASP Password Storage Cheat Sheet: 19 MiB, two
// passes, one lane.
var Standard = Cost{Memory: 19 * 1024, Time: 2, Lanes: 1}

// most bounds what a stored hash may ask for, so that a forged row cannot take the
// machine's memory.
var most = Cost{Memory: 256 * 1024, Time: 16, Lanes: 16}

const (
	saltBytes = 16
	keyBytes  = 32
)

var errFormat = errors.New("secret: not an argon2id hash in PHC form")

// Hasher hashes passwords, a few at a time: a flood of sign-ins must not take the memory
// of the machine. It is safe for many goroutines.
type Hasher struct {
	cost  Cost
	seats chan struct{}
	decoy phc // verified where there is no account, so that the answer takes as long
}

// NewHasher hashes at a cost, at most so many at once; the others wait.
func NewHasher(cost Cost, atOnce int) *Hasher {
	h := &Hasher{cost: cost, seats: make(chan struct{}, atOnce)}
	h.decoy = phc{cost: cost, salt: make([]byte, saltBytes), key: make([]byte, keyBytes)}
	return h
}

// Hash is a password's hash in PHC form, $argon2id$v=19$m=…,t=…,p=…$salt$key. It fails
// only when ctx ends before its turn.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	p := phc{cost: h.cost, salt: make([]byte, saltBytes), key: make([]byte, keyBytes)}
	rand.Read(p.salt) // never fails: see crypto/rand
	key, err := h.derive(ctx, p, password)
	if err != nil {
		return "", err
	}
	p.key = key
	return p.String(), nil
}

// Verify tells whether a password belongs to a stored hash. With stored "" (no account, or
// none set) it says no after the same time. It fails on text that is no hash.
func (h *Hasher) Verify(ctx context.Context, stored, password string) (bool, error) {
	p := h.decoy
	if stored != "" {
		var err error
		if p, err = parse(stored); err != nil {
			return false, err
		}
	}
	key, err := h.derive(ctx, p, password)
	if err != nil {
		return false, err
	}
	same := subtle.ConstantTimeCompare(key, p.key) == 1
	return same && stored != "", nil
}

// NeedsRehash tells whether a stored hash was made at another cost than this hasher's.
func (h *Hasher) NeedsRehash(stored string) bool {
	p, err := parse(stored)
	return err != nil || p.cost != h.cost || len(p.key) != keyBytes
}

// derive waits for a seat and runs argon2id. Vietnamese keyboards type the same letter as
// one code point or as several, so the password is brought to one form.
func (h *Hasher) derive(ctx context.Context, p phc, password string) ([]byte, error) {
	select {
	case h.seats <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-h.seats }()
	return argon2.IDKey([]byte(vntext.NFC(password)), p.salt, p.cost.Time, p.cost.Memory, p.cost.Lanes, uint32(len(p.key))), nil
}
