package message

import (
	"bytes"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"cchc/domain/notify"
)

// compose writes an e-mail (RFC 5322) in UTF-8: words of the head encoded, the text as
// quoted-printable. RFC 3834 asks machines to say that they wrote it, RFC 8058 for a way
// out by one press.
func compose(from mail.Address, l notify.Letter) []byte {
	var b bytes.Buffer
	head := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	head("From", from.String())
	head("To", (&mail.Address{Address: l.Address}).String())
	head("Subject", fold(mime.QEncoding.Encode("utf-8", oneLine(l.Subject))))
	head("Date", dateHeader(l.At))
	head("Message-ID", messageID(l.Request, from))
	head("Auto-Submitted", "auto-generated")
	if l.Stop != "" {
		head("List-Unsubscribe", "<"+l.Stop+">")
		head("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	head("Content-Language", string(l.Lang))
	head("MIME-Version", "1.0")
	head("Content-Type", "text/plain; charset=utf-8")
	head("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	body := quotedprintable.NewWriter(&b)
	body.Write([]byte(lines.Replace(l.Body))) // into memory: cannot fail
	body.Close()
	return b.Bytes()
}

// lines end as e-mail wants it, however a browser or a table wrote them.
var lines = strings.NewReplacer("\r\n", "\r\n", "\n", "\r\n", "\r", "\r\n")

// oneLine keeps a head from growing lines of its own.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\r' || r == '\n' }), " ")
}

// fold breaks a line of encoded words, which must not be longer than 76 (RFC 2047, 2).
func fold(s string) string { return strings.ReplaceAll(s, "?= =?", "?=\r\n =?") }

// clean is a provider's own text, cut and without anything that could be an address.
func clean(s string) string {
	letters := []rune(strings.Map(func(r rune) rune {
		if r < ' ' || r >= '0' && r <= '9' || r == '@' {
			return ' '
		}
		return r
	}, s))
	if len(letters) > 100 {
		letters = letters[:100]
	}
	return strings.Join(strings.Fields(string(letters)), " ")
}
