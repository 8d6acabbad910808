package message_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/notify"
	"cchc/link/message"
	"cchc/link/message/simulator"
)

// stage is simulated providers and a file of settings that leads to them.
type stage struct {
	lines map[string]*notify.Line
	keep  string
}

func set(t *testing.T, faults int, callback string) stage {
	t.Helper()
	folder := t.TempDir()
	s := stage{lines: map[string]*notify.Line{}, keep: filepath.Join(folder, "keep.jsonl")}
	at := map[string]string{}
	o := simulator.Options{
		SMTP: "127.0.0.1:0", SMS: "127.0.0.1:0", Zalo: "127.0.0.1:0", Keep: s.keep, Seed: 7, Faults: faults, Slow: time.Millisecond,
		Key: "gateway-key", Callback: callback, ZaloApp: "app", ZaloSecret: "oa-secret", ZaloToken: "first-token",
		Listening: func(way, address string) { at[way] = address },
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	ready := make(chan bool)
	o.Listening = func(way, address string) {
		if at[way] = address; len(at) == 3 {
			close(ready)
		}
	}
	go func() { ended <- simulator.Run(ctx, o) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	<-ready
	write := func(name, text string) { must(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600)) }
	write("key", "gateway-key\n")
	write("secret", "oa-secret\n")
	write("token", "first-token\n")
	write("providers.json", fmt.Sprintf(`[
		{"name": "thu", "kind": "smtp", "address": %q, "from": "Một cửa An Sơn <motcua@anson.example>", "security": "none"},
		{"name": "sms", "kind": "sms", "address": "http://%s", "from": "ANSON", "key_file": "key"},
		{"name": "zalo", "kind": "zalo", "address": "http://%s", "oauth": "http://%s", "app": "app", "key_file": "secret", "token_file": "token"}]`,
		at["smtp"], at["sms"], at["zalo"], at["zalo"]))
	lines, err := message.Read(filepath.Join(folder, "providers.json"))
	must(t, err)
	for _, l := range lines {
		s.lines[l.Name] = l
	}
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// taken counts what the simulators brought, by request.
func (s stage) taken(t *testing.T) (count map[string]int, list []simulator.Entry) {
	t.Helper()
	record, err := simulator.Open(s.keep)
	must(t, err)
	defer record.Close()
	list, _ = record.Latest(10_000)
	count = map[string]int{}
	for _, e := range list {
		request, _, _ := strings.Cut(strings.Trim(e.Request, "<>"), "@")
		count[request]++
	}
	return count, list
}

func letter(request string, c notify.Channel) notify.Letter {
	to := "0903123456"
	if c == notify.Email {
		to = "an@anson.example"
	}
	return notify.Letter{Request: request, At: time.Unix(1_800_000_000, 0), Params: map[string]string{"ma_ho_so": "H99"}, Text: notify.Text{
		Channel: c, Lang: notify.Vietnamese, Address: to, Subject: "Hồ sơ đã có kết quả, mời Ông/Bà đến nhận tại Bộ phận Một cửa của huyện",
		Body: "Kính gửi Đinh Thị Hồng Nhung,\n\n.một dòng có dấu chấm đầu\nhết", External: "123", Stop: "https://a.example/stop/x",
	}}
}

func TestEveryProviderTakesAMessage(t *testing.T) {
	s := set(t, 0, "")
	for name, line := range s.lines {
		for i := range 3 { // the second and third with the token of the first
			if a := line.Provider.Send(t.Context(), letter(fmt.Sprint(name, i), line.Channel)); a.Outcome != notify.Accepted {
				t.Errorf("%s: %+v", name, a)
			}
		}
	}
	count, list := s.taken(t)
	if len(count) != 9 {
		t.Errorf("%v", count)
	}
	for _, e := range list {
		if e.Way == "smtp" && (e.Subject != letter("", notify.Email).Subject || strings.TrimSpace(strings.ReplaceAll(e.Text, "\r\n", "\n")) != letter("", notify.Email).Body || e.Request != "<thu0@anson.example>" && !strings.HasPrefix(e.Request, "<thu")) {
			t.Errorf("%+v", e)
		}
	}
}

// What a provider is said not to have taken may be sent again, so that must be true.
func TestNoAnswerClaimsMoreThanItKnows(t *testing.T) {
	s := set(t, 100, "")
	answers := map[string]notify.Answer{}
	for name, line := range s.lines {
		for i := range 60 {
			request := fmt.Sprint(name, "-", i)
			answers[request] = line.Provider.Send(t.Context(), letter(request, line.Channel))
		}
	}
	count, _ := s.taken(t)
	seen := map[notify.Outcome]int{}
	for request, a := range answers {
		seen[a.Outcome]++
		n := count[request]
		switch a.Outcome {
		case notify.Accepted:
			if n != 1 {
				t.Errorf("%s was accepted and brought %d times", request, n)
			}
		case notify.Busy, notify.Rejected:
			if n != 0 {
				t.Errorf("%s: %+v, and brought", request, a)
			}
		case notify.Unsure:
			if n > 1 {
				t.Errorf("%s brought %d times", request, n)
			}
			if line := s.lines["sms"]; strings.HasPrefix(request, "sms") {
				after := line.Provider.(notify.Asker).Ask(t.Context(), notify.Attempt{Request: request})
				if (after.Outcome == notify.NotThere) != (n == 0) {
					t.Errorf("%s was brought %d times, asked: %+v", request, n, after)
				}
			}
		}
	}
	for _, o := range []notify.Outcome{notify.Accepted, notify.Busy, notify.Rejected, notify.Unsure} {
		if seen[o] == 0 {
			t.Errorf("no %s among %v: the test has gone blind", o, seen)
		}
	}
}

func TestAProviderThatIsNotThereTookNothing(t *testing.T) {
	folder := t.TempDir()
	must(t, os.WriteFile(filepath.Join(folder, "key"), []byte("k"), 0o600))
	file := filepath.Join(folder, "p.json")
	must(t, os.WriteFile(file, []byte(`[{"name":"a","kind":"smtp","address":"127.0.0.1:1","from":"a@b.example","security":"none"},{"name":"b","kind":"sms","address":"http://127.0.0.1:1","from":"B","key_file":"key"}]`), 0o600))
	lines, err := message.Read(file)
	must(t, err)
	for _, l := range lines {
		if a := l.Provider.Send(t.Context(), letter("r", l.Channel)); a.Outcome != notify.Busy {
			t.Errorf("%s: %+v", l.Name, a)
		}
	}
}

func TestAGatewaysReportsAreReadWhenTheyAreSigned(t *testing.T) {
	heard := make(chan string, 100)
	var line *notify.Line
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body json.RawMessage
		json.NewDecoder(r.Body).Decode(&body)
		request, a, err := line.Provider.(message.Hearing).Callback(r.Header, body)
		heard <- fmt.Sprint(request, " ", a.Outcome, " ", err)
		if _, _, err := line.Provider.(message.Hearing).Callback(http.Header{}, body); err == nil {
			heard <- "an unsigned report was read"
		}
	}))
	defer server.Close()
	s := set(t, 0, server.URL)
	line = s.lines["sms"]
	if a := line.Provider.Send(t.Context(), letter("r1", notify.SMS)); a.Outcome != notify.Accepted {
		t.Fatal(a)
	}
	for _, want := range []string{"r1 accepted <nil>", "r1 arrived <nil>"} {
		if got := <-heard; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestAFileOfProvidersIsReadStrictlyAndTellsNoSecret(t *testing.T) {
	folder := t.TempDir()
	must(t, os.WriteFile(filepath.Join(folder, "key"), []byte("hush"), 0o600))
	for text, want := range map[string]string{
		`[{"name":"a","kind":"fax"}]`:                                       "kind",
		`[{"name":"a","kind":"smtp","x":1}]`:                                "x",
		`[{"name":"A B","kind":"smtp"}]`:                                    "tên",
		`[{"name":"a","kind":"sms","address":"ftp://x","key_file":"key"}]`:  "https://",
		`[{"name":"a","kind":"sms","address":"https://x","key_file":"no"}]`: "tệp khóa no",
		`[{"name":"a","kind":"smtp","address":"x:25","from":"nobody"}]`:     "from",
	} {
		file := filepath.Join(folder, "p.json")
		must(t, os.WriteFile(file, []byte(text), 0o600))
		if _, err := message.Read(file); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
