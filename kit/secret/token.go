package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// Token is 32 random bytes in letters that an address and a cookie can carry.
func Token() string {
	var b [32]byte
	rand.Read(b[:]) // never fails: see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// Digest is what is stored of a token: who reads the database cannot use it. A token has
// 256 bits, so one round of SHA-256 is enough.
func Digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
