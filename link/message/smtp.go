package message

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"time"

	"cchc/domain/notify"
)

// SMTP hands e-mails to a mail server (RFC 5321). Up to the end of the text everything
// that fails is surely not taken; a connection lost between the last dot and the answer
// leaves it open, and SMTP has no way to ask.
type SMTP struct {
	addr     string // host:port
	from     mail.Address
	user     string
	password []byte
	security string // starttls, tls, none
}

// Send gives one e-mail to the server.
func (s *SMTP) Send(ctx context.Context, l notify.Letter) notify.Answer {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	client, err := s.connect(ctx)
	if err != nil {
		return failed("Không kết nối được với máy chủ thư", err)
	}
	defer client.Close()
	text := compose(s.from, l)
	if err := client.Mail(s.from.Address); err != nil {
		return failed("Máy chủ thư không nhận người gửi", err)
	}
	if err := client.Rcpt(l.Address); err != nil {
		return refused("Máy chủ thư không nhận địa chỉ", err)
	}
	body, err := client.Data()
	if err != nil {
		return refused("Máy chủ thư không nhận thư", err)
	}
	if _, err := body.Write(text); err != nil {
		return failed("Đứt kết nối khi đang gửi thư", err)
	}
	if err := body.Close(); err != nil { // the last dot may have gone out
		if said := (*textproto.Error)(nil); errors.As(err, &said) {
			return refused("Máy chủ thư không nhận thư", err)
		}
		return notify.Answer{Outcome: notify.Unsure, Says: "Máy chủ thư không trả lời sau khi nhận thư; chưa rõ đã nhận hay chưa."}
	}
	client.Quit() // whatever it answers, it has the e-mail
	return notify.Answer{Outcome: notify.Accepted, Says: "Máy chủ thư đã nhận thư."}
}

// connect dials, secures and signs in. The deadline of ctx holds for the whole conversation.
func (s *SMTP) connect(ctx context.Context) (client *smtp.Client, err error) {
	host, _, err := net.SplitHostPort(s.addr)
	if err != nil {
		return nil, err
	}
	dialer := net.Dialer{}
	conn, err := dialer.DialContext(ctx, "tcp", s.addr)
	if err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	conn.SetDeadline(deadline)
	if s.security == "tls" {
		conn = tls.Client(conn, &tls.Config{ServerName: host})
	}
	if client, err = smtp.NewClient(conn, host); err != nil {
		conn.Close()
		return nil, err
	}
	if err := s.enter(client, host); err != nil {
		client.Close()
		return nil, err
	}
	return client, nil
}

// enter secures the connection and signs in. net/smtp itself sends no password in the clear.
func (s *SMTP) enter(client *smtp.Client, host string) error {
	if s.security == "starttls" {
		if err := client.StartTLS(&tls.Config{ServerName: host}); err != nil {
			return err
		}
	}
	if s.user == "" {
		return nil
	}
	return client.Auth(smtp.PlainAuth("", s.user, string(s.password), host))
}

// failed is an answer of a conversation that ended before the text did. Whatever a server
// says to a greeting, a sign-in or our own sender, somebody will put it right: it says
// nothing about the person.
func failed(what string, err error) notify.Answer {
	if said := (*textproto.Error)(nil); errors.As(err, &said) {
		what = fmt.Sprintf("%s (mã %d)", what, said.Code)
	}
	return notify.Answer{Outcome: notify.Busy, Says: what + "."}
}

// refused is an answer to the address or the text. Only there a refusal may be final
// (RFC 5321, 4.2.1).
func refused(what string, err error) notify.Answer {
	a := failed(what, err)
	if said := (*textproto.Error)(nil); errors.As(err, &said) && said.Code >= 550 && said.Code <= 554 {
		a.Outcome = notify.Rejected
	}
	return a
}

// messageID is derived from the request, so that the same e-mail is recognised when it
// comes again.
func messageID(request string, from mail.Address) string {
	domain := "localhost"
	if i := lastAt(from.Address); i >= 0 {
		domain = from.Address[i+1:]
	}
	return "<" + request + "@" + domain + ">"
}

func lastAt(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '@' {
			return i
		}
	}
	return -1
}

func dateHeader(at time.Time) string { return at.Format(time.RFC1123Z) }
