package secret

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"strings"
)

// Shared is a secret that two systems share, to sign what they tell each other. It shows
// in no log and no message.
type Shared struct{ bytes []byte }

// shortestShared is half of what SHA-256 gives: RFC 2104, 3.
const shortestShared = 16

// NewShared takes the secret's bytes, blanks around them left out. It fails on fewer than 16.
func NewShared(secret []byte) (Shared, error) {
	secret = bytes.TrimSpace(secret)
	if len(secret) < shortestShared {
		return Shared{}, fmt.Errorf("khóa có %d byte, cần ít nhất %d", len(secret), shortestShared)
	}
	return Shared{bytes.Clone(secret)}, nil
}

// ReadShared reads the secret from a file; whose says in an error which key it is.
func ReadShared(file, whose string) (Shared, error) {
	secret, err := os.ReadFile(file)
	if err != nil {
		return Shared{}, fmt.Errorf("không đọc được tệp khóa %s: %w", whose, err)
	}
	key, err := NewShared(secret)
	if err != nil {
		return Shared{}, fmt.Errorf("tệp khóa %s %s: %w", whose, file, err)
	}
	return key, nil
}

// Sign is HMAC-SHA-256 over the parts one after the other, in hex.
func (k Shared) Sign(parts ...[]byte) string {
	h := hmac.New(sha256.New, k.bytes)
	for _, part := range parts {
		h.Write(part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Fits says whether a sign is right; with no secret none is.
func (k Shared) Fits(sign string, parts ...[]byte) bool {
	return len(k.bytes) > 0 && hmac.Equal([]byte(strings.ToLower(sign)), []byte(k.Sign(parts...)))
}

// String hides the secret.
func (Shared) String() string { return "[khóa]" }

// GoString hides the secret.
func (Shared) GoString() string { return "[khóa]" }

// LogValue hides the secret.
func (Shared) LogValue() slog.Value { return slog.StringValue("[khóa]") }
