package simulator

import (
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

// mailServer speaks as much SMTP as a client needs.
type mailServer struct {
	record *Record
	dice   *dice
	slow   time.Duration
}

func (s *mailServer) serve(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go s.talk(conn)
	}
}

// talk is one conversation; each e-mail in it throws the dice once.
func (s *mailServer) talk(conn net.Conn) {
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(5 * time.Minute))
	c := textproto.NewConn(conn)
	c.PrintfLine("220 simulator.example ESMTP")
	fate, to := well, ""
	for {
		line, err := c.ReadLine()
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		switch strings.ToUpper(verb) {
		case "EHLO", "HELO":
			c.PrintfLine("250-simulator.example")
			c.PrintfLine("250 8BITMIME")
		case "MAIL":
			fate = s.dice.among(refuse, busy, slow, takeAndDie, die)
			c.PrintfLine("250 OK")
		case "RCPT":
			if fate == refuse {
				c.PrintfLine("550 5.1.1 no such mailbox")
				continue
			}
			to = address(rest)
			c.PrintfLine("250 OK")
		case "DATA":
			if fate == busy {
				c.PrintfLine("451 4.3.0 try again later")
				continue
			}
			c.PrintfLine("354 go on")
			if !s.data(c, fate, to) {
				return
			}
		case "RSET", "NOOP":
			c.PrintfLine("250 OK")
		case "QUIT":
			c.PrintfLine("221 bye")
			return
		default:
			c.PrintfLine("502 not here")
		}
	}
}

// data takes the text; false breaks the connection.
func (s *mailServer) data(c *textproto.Conn, fate fault, to string) bool {
	text, err := io.ReadAll(c.DotReader())
	if err != nil || fate == die {
		return false
	}
	if s.record.Take(entryOf(string(text), to, fate)) != nil || fate == takeAndDie {
		return false
	}
	if fate == slow {
		time.Sleep(s.slow)
	}
	return c.PrintfLine("250 OK") == nil
}

func address(rest string) string {
	_, after, _ := strings.Cut(rest, "<")
	to, _, _ := strings.Cut(after, ">")
	return to
}

func entryOf(text, to string, fate fault) Entry {
	e := Entry{Way: "smtp", To: to, Fault: string(fate), Text: text}
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		return e
	}
	e.Request = m.Header.Get("Message-ID")
	e.Subject, _ = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if body, err := io.ReadAll(quotedprintable.NewReader(m.Body)); err == nil {
		e.Text = string(body)
	}
	return e
}
