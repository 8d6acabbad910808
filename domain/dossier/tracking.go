package dossier

import (
	"crypto/sha256"
	"encoding/base64"
)

// secretLength is the number of characters of a tracking secret: 96 bits, and still short
// enough for a QR code that a telephone reads from a worn receipt.
const secretLength = 16

// TrackingSecret is what the receipt's QR code carries beside the code: who has it has the
// paper, and may see on the portal what the paper says. It is made from the person's seal,
// so erasing the person's data by right ends it too.
func TrackingSecret(d *Dossier) string {
	sum := sha256.Sum256([]byte("track" + d.Seal + d.Code))
	return base64.RawURLEncoding.EncodeToString(sum[:])[:secretLength]
}
