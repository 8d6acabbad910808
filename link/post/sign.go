package post

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
)

// Key is the secret shared with the post. It shows in no log and no message.
type Key struct{ secret []byte }

// shortestKey is half of what SHA-256 gives: RFC 2104, 3.
const shortestKey = 16

// NewKey takes the secret's bytes. It fails on fewer than 16.
func NewKey(secret []byte) (Key, error) {
	secret = bytes.TrimSpace(secret)
	if len(secret) < shortestKey {
		return Key{}, fmt.Errorf("khóa có %d byte, cần ít nhất %d", len(secret), shortestKey)
	}
	return Key{bytes.Clone(secret)}, nil
}

// ReadKey reads the secret from a file.
func ReadKey(file string) (Key, error) {
	secret, err := os.ReadFile(file)
	if err != nil {
		return Key{}, fmt.Errorf("không đọc được tệp khóa bưu chính: %w", err)
	}
	key, err := NewKey(secret)
	if err != nil {
		return Key{}, fmt.Errorf("tệp khóa bưu chính %s: %w", file, err)
	}
	return key, nil
}

// String hides the secret.
func (Key) String() string { return "[khóa]" }

// GoString hides the secret.
func (Key) GoString() string { return "[khóa]" }

// LogValue hides the secret.
func (Key) LogValue() slog.Value { return slog.StringValue("[khóa]") }

// SignHeader carries the sign of a body or of a question.
const SignHeader = "X-Post-Sign"

// Sign is HMAC-SHA-256 in hex over what is meant (the path, so that no message passes for
// another) and the body.
func (k Key) Sign(path string, body []byte) string {
	h := hmac.New(sha256.New, k.secret)
	h.Write([]byte(path + "\n"))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// Check says whether a sign is right.
func (k Key) Check(path string, body []byte, sign string) bool {
	return len(k.secret) > 0 && hmac.Equal([]byte(sign), []byte(k.Sign(path, body)))
}
