package audit

import (
	"crypto/sha256"

	"golang.org/x/mod/sumdb/tlog"
)

// Salt is the secret of one subject: 16 random bytes, kept beside it and never
// published. Without it nobody can guess an event from its leaf in the log.
type Salt [16]byte

// Head is the hash of a subject's chain after one of its events.
type Head [sha256.Size]byte

// Hash is a leaf or a node of the log.
type Hash = tlog.Hash

const (
	startTag = "cchc/start/v1\n"
	headTag  = "cchc/head/v1\n"
)

// Chain computes the heads of subjects, one subject after the other; the zero
// Chain is ready to Start. It keeps its buffer, so a bulk build uses one for all.
type Chain struct {
	salt Salt
	head Head
	buf  []byte
}

// Start begins at version 0 of a subject.
func (c *Chain) Start(kind Kind, subject int64, salt Salt) {
	c.buf = append(c.buf[:0], startTag...)
	c.buf = appendText(c.buf, string(kind))
	c.buf = appendInt(c.buf, subject)
	c.salt, c.head = salt, sha256.Sum256(c.buf)
}

// Resume goes on after the event that gave head.
func (c *Chain) Resume(head Head, salt Salt) {
	c.salt, c.head = salt, head
}

// Next takes the subject's next event and returns the head after it. That the
// event is of this subject and the next one is for the caller to see to; when it
// is not, the head differs from the one in the log.
func (c *Chain) Next(e *Event) Head {
	commitment := c.commit(e)
	var in [len(headTag) + 2*sha256.Size]byte
	n := copy(in[:], headTag)
	n += copy(in[n:], c.head[:])
	copy(in[n:], commitment[:])
	c.head = sha256.Sum256(in[:])
	return c.head
}

// Commitment is the HMAC-SHA256 of an event's canonical bytes under its subject's salt.
func Commitment(salt Salt, e *Event) [sha256.Size]byte {
	c := Chain{salt: salt}
	return c.commit(e)
}

// commit is HMAC (RFC 2104) written out: every subject has another key, and
// crypto/hmac makes two hashers for each.
func (c *Chain) commit(e *Event) [sha256.Size]byte {
	var inner [sha256.BlockSize]byte
	var outer [sha256.BlockSize + sha256.Size]byte
	for i := range sha256.BlockSize {
		var k byte
		if i < len(c.salt) {
			k = c.salt[i]
		}
		inner[i], outer[i] = k^0x36, k^0x5c
	}
	c.buf = appendEvent(append(c.buf[:0], inner[:]...), e)
	sum := sha256.Sum256(c.buf)
	copy(outer[sha256.BlockSize:], sum[:])
	return sha256.Sum256(outer[:])
}

// Leaf is the head as a leaf of the log: RFC 6962, SHA-256 of a zero byte and the head.
func (h Head) Leaf() Hash {
	var in [1 + sha256.Size]byte
	copy(in[1:], h[:])
	return sha256.Sum256(in[:])
}
