package message

import (
	"bytes"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cchc/domain/notify"
)

func TestAnEmailHasNoHeadOfItsReadersMaking(t *testing.T) {
	text := compose(mail.Address{Name: "Một cửa", Address: "motcua@anson.example"}, notify.Letter{Request: "r", Text: notify.Text{
		Address: "an@anson.example", Subject: "Hồ sơ\r\nBcc: x@evil.example\n\nxấu", Body: "Kính gửi An\r\nBcc: y@evil.example\rhết\n.\nchấm"}})
	m, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Hồ sơ Bcc: x@evil.example xấu" || m.Header.Get("Bcc") != "" || len(m.Header) != 10 {
		t.Errorf("%q, %v, %v", subject, err, m.Header)
	}
	if bytes.Contains(text, []byte("\r\r")) || bytes.Count(text, []byte("\n")) != bytes.Count(text, []byte("\r\n")) {
		t.Errorf("lines end unlike those of e-mail: %q", text)
	}
}

// server says one line to everything from some word on.
func server(t *testing.T, at, says string) string {
	t.Helper()
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	go func() {
		for {
			conn, err := door.Accept()
			if err != nil {
				return
			}
			go speak(conn, at, says)
		}
	}()
	return door.Addr().String()
}

func speak(conn net.Conn, at, says string) {
	defer conn.Close()
	say := func(word, usual string) bool {
		if word == at {
			usual = says
		}
		io.WriteString(conn, usual+"\r\n")
		return word != at
	}
	if !say("greeting", "220 hello") {
		return
	}
	buffer := make([]byte, 64<<10)
	for {
		n, err := conn.Read(buffer)
		if err != nil {
			return
		}
		word, _, _ := strings.Cut(strings.TrimSpace(string(buffer[:n])), " ")
		usual := "250 ok"
		if word == "DATA" {
			usual = "354 go on"
		}
		say(word, usual)
	}
}

func TestOnlyTheAddressOrTheTextCanBeRefusedForGood(t *testing.T) {
	for _, c := range []struct {
		at, says string
		want     notify.Outcome
	}{
		{"greeting", "554 no service here", notify.Busy}, {"MAIL", "553 sender unknown", notify.Busy}, {"MAIL", "550 not you", notify.Busy},
		{"RCPT", "550 no such user", notify.Rejected}, {"RCPT", "450 later", notify.Busy}, {"DATA", "554 spam", notify.Rejected}, {"DATA", "451 later", notify.Busy},
	} {
		s := &SMTP{addr: server(t, c.at, c.says), from: mail.Address{Address: "a@b.example"}, security: "none"}
		if a := s.Send(t.Context(), notify.Letter{Request: "r", Text: notify.Text{Address: "an@anson.example", Subject: "x", Body: "y"}}); a.Outcome != c.want {
			t.Errorf("%s %q: %+v, want %s", c.at, c.says, a, c.want)
		}
	}
}

func TestAQuestionThatIsRefusedSaysNothingOfTheMessage(t *testing.T) {
	code := 0
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) }))
	defer gateway.Close()
	s := &SMS{caller: newCaller(), base: gateway.URL, key: []byte("k")}
	for _, code = range []int{302, 400, 401, 409, 422, 429, 500, 503} {
		if a := s.Ask(t.Context(), notify.Attempt{Request: "r"}); a.Outcome != notify.Unsure {
			t.Errorf("asked, %d: %+v", code, a)
		}
	}
	for code = range map[int]bool{301: true, 303: true, 500: true, 502: true, 504: true} {
		if a := s.Send(t.Context(), notify.Letter{}); a.Outcome != notify.Unsure {
			t.Errorf("sent, %d: %+v", code, a)
		}
	}
	code = 404
	z := &Zalo{caller: newCaller(), base: gateway.URL, access: "token"}
	z.until = z.until.AddDate(9000, 0, 0)
	for _, p := range []notify.Provider{s, z} {
		if a := p.Send(t.Context(), notify.Letter{}); a.Outcome != notify.Busy {
			t.Errorf("sent to nowhere: %+v", a)
		}
	}
}

func TestACertificateThatIsNotTrustedMeansNothingWasTaken(t *testing.T) {
	gateway := httptest.NewTLSServer(http.NotFoundHandler())
	defer gateway.Close()
	gateway.Config.ErrorLog = log.New(io.Discard, "", 0)
	s := &SMS{caller: newCaller(), base: gateway.URL, key: []byte("k")}
	if a := s.Send(t.Context(), notify.Letter{}); a.Outcome != notify.Busy {
		t.Errorf("%+v", a)
	}
}

func TestARefreshTokenThatCannotBeWrittenIsNotLost(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "keys")
	file := filepath.Join(folder, "token")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var used []string
	zalo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		used = append(used, r.FormValue("refresh_token"))
		if len(used) == 1 {
			os.RemoveAll(folder)
		}
		io.WriteString(w, `{"access_token":"a","refresh_token":"after `+r.FormValue("refresh_token")+`","expires_in":"3600"}`)
	}))
	defer zalo.Close()
	must(os.Mkdir(folder, 0o700))
	must(os.WriteFile(file, []byte("first"), 0o600))
	z := &Zalo{caller: newCaller(), oauth: zalo.URL, tokens: tokenFile(file)}
	for i := range 2 {
		if token, says := z.token(t.Context()); token != "a" {
			t.Fatal(says)
		}
		z.forget()
		if i == 0 {
			must(os.Mkdir(folder, 0o700))
		}
	}
	kept, err := os.ReadFile(file)
	must(err)
	if got := strings.Join(used, ", ") + " " + string(kept); got != "first, after first after after first\n" || z.refresh != "" {
		t.Errorf("%q", got)
	}
}
