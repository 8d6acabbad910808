package secret

import (
	"crypto/rand"
	"encoding/base32"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
)

// period is the life of one code of a second factor, RFC 6238.
const period = 30

// skew is how many periods a person's clock may be off, before or after.
const skew = 1

var plain32 = base32.StdEncoding.WithPadding(base32.NoPadding)

// NewKey is a fresh key of a second factor in base32: 160 bits, as RFC 4226 wants.
func NewKey() string {
	var b [20]byte
	rand.Read(b[:]) // never fails: see crypto/rand
	return plain32.EncodeToString(b[:])
}

// IsKey tells whether a text is a key as NewKey makes them.
func IsKey(key string) bool {
	b, err := plain32.DecodeString(key)
	return err == nil && len(b) == 20
}

// KeyAddress is the key as an authenticator reads it from a QR code. The issuer and the
// login are what the person will see there.
func KeyAddress(issuer, login, key string) string {
	query := url.Values{"secret": {key}, "issuer": {issuer}} // the rest is what authenticators assume
	label := strings.ReplaceAll(issuer, ":", "") + ":" + login
	// Authenticators show a "+" as it is, so blanks are %20.
	return "otpauth://totp/" + url.PathEscape(label) + "?" + strings.ReplaceAll(query.Encode(), "+", "%20")
}

// CodeAt is the code of a key at an instant, "" for a key that is none.
func CodeAt(key string, at time.Time) string {
	code, err := hotp.GenerateCodeCustom(key, uint64(at.Unix()/period), options)
	if err != nil {
		return ""
	}
	return code
}

var options = hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}

// CheckCode finds the step (30 seconds since 1970) that a typed code belongs to, around an
// instant. Steps up to last are spent: a code is accepted once, so the caller keeps the
// step found and gives it as last the next time. Blanks in the code are ignored.
func CheckCode(key, code string, at time.Time, last int64) (step int64, ok bool) {
	if key == "" {
		return 0, false // an empty key has codes that anybody can compute
	}
	code = strings.Join(strings.Fields(code), "")
	now := at.Unix() / period
	for step = now - skew; step <= now+skew; step++ {
		match, err := hotp.ValidateCustom(code, uint64(step), key, options)
		if err == nil && match && step > last {
			return step, true
		}
	}
	return 0, false
}
