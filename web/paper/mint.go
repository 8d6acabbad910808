package paper

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
)

// Mint makes the codes by which a paper proves that this system issued it. A code is made
// with a secret from form, dossier, event and instant, so nobody can forge a paper, or walk
// through all of them, without the secret. The zero Mint makes none.
type Mint struct {
	Key  []byte // 32 secret bytes
	Base string // address of the portal
}

// codeLength is the number of characters of a code: 96 bits.
const codeLength = 16

// Code of a paper about a dossier, which Reference names; "" without a key.
func (m Mint) Code(reference string, i Issued) string {
	if len(m.Key) == 0 {
		return ""
	}
	mac := hmac.New(sha256.New, m.Key)
	fmt.Fprintf(mac, "cchc/paper/v1\n%s\n%s\n%d\n", reference, i.Ref(), i.At.Unix())
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))[:codeLength]
}

// Fits tells whether a code is that of the paper.
func (m Mint) Fits(reference string, i Issued, code string) bool {
	right := m.Code(reference, i)
	return right != "" && hmac.Equal([]byte(right), []byte(code))
}

// Address is what the QR code of a paper leads to, "" without a key. secret is that of
// dossier.TrackingSecret on a receipt, with which its holder follows the dossier; "" else.
func (m Mint) Address(reference string, i Issued, secret string) string {
	code := m.Code(reference, i)
	if code == "" {
		return ""
	}
	query := url.Values{"p": {i.Ref()}, "k": {code}}
	if secret != "" {
		query.Set("s", secret)
	}
	return strings.TrimSuffix(m.Base, "/") + "/verify/" + url.PathEscape(reference) + "?" + query.Encode()
}
