package pay

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/kit/secret"
)

// Key is the secret shared with the platform.
type Key struct{ secret.Shared }

// NewKey takes the secret's bytes. It fails on fewer than 16.
func NewKey(bytes []byte) (Key, error) {
	shared, err := secret.NewShared(bytes)
	return Key{shared}, err
}

// ReadKey reads the secret from a file.
func ReadKey(file string) (Key, error) {
	shared, err := secret.ReadShared(file, "cổng thanh toán")
	return Key{shared}, err
}

// Sign fills in MaXacThuc: HMAC-SHA-256 over the fields with | between them, in hex. A |
// within a field is written as ¦, so that no two lists of fields give one text.
func (k Key) Sign(m Signed) { *m.mac() = k.Shared.Sign(plain(m)) }

// Check says whether MaXacThuc is right.
func (k Key) Check(m Signed) bool {
	return k.Fits(*m.mac(), plain(m))
}

// plain is what is signed of a message.
func plain(m Signed) []byte {
	fields := m.Fields()
	for i := range fields {
		fields[i] = strings.ReplaceAll(fields[i], "|", "¦")
	}
	return []byte(strings.Join(fields, "|"))
}

// Ask signs a question without a body, as for a statement.
func (k Key) Ask(partner, question string) string {
	return k.Shared.Sign(asked(partner, question))
}

// Asked says whether a question's sign is right.
func (k Key) Asked(partner, question, sign string) bool {
	return k.Fits(sign, asked(partner, question))
}

func asked(partner, question string) []byte {
	return plain(&Request{MaDoiTac: partner, ThongTinGiaoDich: question})
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
