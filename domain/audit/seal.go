package audit

import (
	"crypto/sha256"
	"encoding/base64"
)

// ErasedSeal stands where the seal of a person's data was, after the data was
// erased by right (law 91/2025). It is no base64url of a hash, so it equals no seal.
const ErasedSeal = "erased"

const sealTag = "cchc/seal/v1\n"

// Seal stands for a person's data in the row that is traced: the base64url of the
// SHA-256 over salt and fields. The data and its salt live in a row of their own;
// once that is erased, the seal tells nothing, and the chain still holds.
func Seal(salt []byte, fields ...string) string {
	b := appendText([]byte(sealTag), string(salt))
	for _, f := range fields {
		b = appendText(b, f)
	}
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
