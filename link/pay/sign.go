package pay

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"time"

	"cchc/domain/calendar"
)

// Key is the secret shared with the platform. It shows in no log and no message.
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
		return Key{}, fmt.Errorf("không đọc được tệp khóa cổng thanh toán: %w", err)
	}
	key, err := NewKey(secret)
	if err != nil {
		return Key{}, fmt.Errorf("tệp khóa cổng thanh toán %s: %w", file, err)
	}
	return key, nil
}

// String hides the secret.
func (Key) String() string { return "[khóa]" }

// GoString hides the secret.
func (Key) GoString() string { return "[khóa]" }

// LogValue hides the secret.
func (Key) LogValue() slog.Value { return slog.StringValue("[khóa]") }

// Sign fills in MaXacThuc: HMAC-SHA-256 over the fields with | between them, in hex. A |
// within a field is written as ¦, so that no two lists of fields give one text.
func (k Key) Sign(m Signed) { *m.mac() = k.of(m) }

// Check says whether MaXacThuc is right.
func (k Key) Check(m Signed) bool {
	return len(k.secret) > 0 && hmac.Equal([]byte(strings.ToLower(*m.mac())), []byte(k.of(m)))
}

func (k Key) of(m Signed) string {
	fields := m.Fields()
	for i := range fields {
		fields[i] = strings.ReplaceAll(fields[i], "|", "¦")
	}
	h := hmac.New(sha256.New, k.secret)
	h.Write([]byte(strings.Join(fields, "|")))
	return hex.EncodeToString(h.Sum(nil))
}

// Ask signs a question without a body, as for a statement.
func (k Key) Ask(partner, question string) string {
	return k.of(&Request{MaDoiTac: partner, ThongTinGiaoDich: question})
}

// Asked says whether a question's sign is right.
func (k Key) Asked(partner, question, sign string) bool {
	return len(k.secret) > 0 && hmac.Equal([]byte(sign), []byte(k.Ask(partner, question)))
}

// Dong reads an amount: digits only, above 0.
func Dong(text string) (int64, error) {
	n, err := strconv.ParseUint(text, 10, 53)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("pay: %q is not an amount in đồng", text)
	}
	return int64(n), nil
}

// Stamp writes an instant as the platform does, by the local clock.
func Stamp(t time.Time) string { return t.In(calendar.Local).Format(timeLayout) }

// ParseStamp reads it.
func ParseStamp(text string) (time.Time, error) {
	t, err := time.ParseInLocation(timeLayout, text, calendar.Local)
	return t.UTC(), err
}
