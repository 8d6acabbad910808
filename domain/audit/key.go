package audit

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Signer signs the checkpoints of one log with Ed25519.
type Signer struct {
	origin string
	public string
	signer note.Signer
	seed   []byte
}

const ed25519Algorithm = 1 // first byte of a key in a signed note

// NewSigner takes the log's name, like "anson.example/cchc", without spaces or a
// plus, and the 32 secret bytes of its key.
func NewSigner(origin string, seed []byte) (*Signer, error) {
	if len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("audit: a key has %d bytes, not %d", ed25519.SeedSize, len(seed))
	}
	pub := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
	public, err := note.NewEd25519VerifierKey(origin, pub)
	if err != nil {
		return nil, err
	}
	id, ok := strings.CutPrefix(public, origin+"+")
	if !ok || len(id) < 8 {
		return nil, fmt.Errorf("audit: %q cannot name a log", origin)
	}
	secret := base64.StdEncoding.EncodeToString(append([]byte{ed25519Algorithm}, seed...))
	signer, err := note.NewSigner("PRIVATE+KEY+" + origin + "+" + id[:8] + "+" + secret)
	if err != nil {
		return nil, fmt.Errorf("audit: log %q: %w", origin, err)
	}
	return &Signer{origin, public, signer, bytes.Clone(seed)}, nil
}

// Secret is 32 secret bytes for another purpose, made from the log's key so that there is
// one file to keep safe: HKDF, RFC 5869. Who knows one of them knows neither the key nor another.
func (s *Signer) Secret(purpose string) []byte {
	secret, err := hkdf.Key(sha256.New, s.seed, nil, "cchc/"+purpose, sha256.Size)
	if err != nil {
		panic(err) // impossible: 32 bytes are not too many
	}
	return secret
}

// PublicKey is what others need to check the checkpoints, "<origin>+<id>+<base64>".
func (s *Signer) PublicKey() string { return s.public }

// Verifier checks what this signer signs.
func (s *Signer) Verifier() *Verifier {
	v, err := NewVerifier(s.origin, s.public)
	if err != nil {
		panic(err) // impossible: the key was written by NewSigner
	}
	return v
}

// Verifier checks the checkpoints of one log.
type Verifier struct {
	origin string
	keys   note.Verifiers
}

// NewVerifier takes every public key that the log has had; one good signature is enough.
func NewVerifier(origin string, publicKeys ...string) (*Verifier, error) {
	var list []note.Verifier
	for _, key := range publicKeys {
		v, err := note.NewVerifier(key)
		if err != nil {
			return nil, fmt.Errorf("audit: public key %q: %w", key, err)
		}
		if v.Name() != origin {
			return nil, fmt.Errorf("audit: public key %q is not of %s", key, origin)
		}
		list = append(list, v)
	}
	return &Verifier{origin, note.VerifierList(list...)}, nil
}

func parseHash(s string) (Hash, error) {
	h, err := tlog.ParseHash(s)
	if err != nil {
		return Hash{}, fmt.Errorf("audit: %q is not a hash", s)
	}
	return h, nil
}
