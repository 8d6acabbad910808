package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/pgserver"
	"cchc/kit/secret"
	"cchc/store"
)

// startServer starts a PostgreSQL of the test's own; nil without one on the machine.
func startServer(t *testing.T, o pgserver.Options) *pgserver.Server {
	t.Helper()
	server, err := pgserver.Start(context.WithoutCancel(t.Context()), o)
	if errors.Is(err, pgserver.ErrMissing) && os.Getenv("CI") != "true" {
		t.Log("PostgreSQL is left out:", err)
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	return server
}

func TestADatabaseThatIsAwayIsExitCode7(t *testing.T) {
	nowhere := "host=" + t.TempDir()
	for _, args := range [][]string{
		{"migrate"}, {"punctuality", "--year", "2022"}, {"verify"}, {"doctor"}, {"serve", "--addr", "127.0.0.1:0"},
	} {
		for _, address := range []string{nowhere, filepath.Join(t.TempDir(), "không", "có.db")} {
			if args[0] == "doctor" && address != nowhere {
				continue // a file that is not there yet is a notice
			}
			if code, text := told(t, append([]string{"--db", address}, args...)...); code != exitAway {
				t.Errorf("%v on %s: exit %d, %s", args, address, code, text)
			}
		}
	}
}

// office is one district with one procedure, and a clerk at its counter.
func office() store.Furniture {
	since := calendar.MustDay("2020-01-01")
	return store.Furniture{
		Units: []orgunit.Unit{
			{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
			{ID: 2, Code: "H99.28", Name: "UBND huyện Tân Bình", Level: orgunit.District, Block: orgunit.Districts, Parent: 1, From: since},
		},
		Accounts: []account.Account{{ID: 7, Login: "oanh", Name: "Trần Thị Oanh", Unit: 2, Roles: []account.Role{account.Counter}}},
		Versions: []procedure.Version{{
			ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Xây dựng", Levels: []orgunit.Level{orgunit.District},
			Status: procedure.Announced, From: since, Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}},
			Cases: []procedure.Case{{No: 1, Name: "Chung", Components: []procedure.Component{{Name: "Tờ khai", Originals: 1}}}},
		}},
		Workflows: []workflow.Version{{
			ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 240}},
		}},
	}
}

// clerkAt furnishes a database, and signs the clerk in: the answer is the cookie's token.
func clerkAt(t *testing.T, address string) string {
	t.Helper()
	s, err := store.Open(t.Context(), address, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Furnish(t.Context(), office(), store.Moment{At: time.Now().AddDate(0, 0, -1)}); err != nil {
		t.Fatal(err)
	}
	token, now := secret.Token(), dossier.Instant(time.Now())
	err = s.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO session (digest, account, stage, created, seen, expires, agent) VALUES ($1, 7, 'in', $2, $2, $3, '')`,
			secret.Digest(token), now, dossier.Instant(time.Now().Add(time.Hour)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// page is a browser with a session.
type page struct {
	t          *testing.T
	url, token string
}

func (p page) send(method, path, form string) (status int, body string) {
	p.t.Helper()
	req, err := http.NewRequestWithContext(p.t.Context(), method, p.url+path, strings.NewReader(form))
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.AddCookie(&http.Cookie{Name: "cchc", Value: p.token})
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return res.StatusCode, res.Header.Get("Location") + string(text)
}

// listener hears what the program says while it runs.
type listener struct {
	mu   sync.Mutex
	said bytes.Buffer
}

func (l *listener) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.Write(p)
}

// address waits for where it serves.
func (l *listener) address(t *testing.T) string {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		l.mu.Lock()
		found := regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`).FindString(l.said.String())
		l.mu.Unlock()
		if found != "" {
			return found
		}
	}
	t.Fatalf("it does not serve: %s", l.said.String())
	return ""
}

// startServing starts the program on an address; it is stopped when the test ends.
func startServing(t *testing.T, args ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	heard, ended := &listener{}, make(chan int, 1)
	go func() { ended <- run(ctx, append(args, "serve", "--addr", "127.0.0.1:0"), io.Discard, heard) }()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitInterrupted && code != exitOK {
			t.Errorf("serve ended with %d: %s", code, heard.said.String())
		}
	})
	return heard.address(t)
}

func TestAFormSentAgainAfterTheDatabaseCameBackMakesOneDossier(t *testing.T) {
	server := startServer(t, pgserver.Options{Durable: true})
	if server == nil {
		return
	}
	address := server.Address("postgres")
	if code, text := told(t, "--db", address, "migrate"); code != exitOK {
		t.Fatal(text)
	}
	token := clerkAt(t, address)
	t.Chdir(t.TempDir()) // the key file lies in the working folder
	p := page{t, startServing(t, "--db", address), token}
	if status, body := p.send("GET", "/desk/receive", ""); status != http.StatusOK {
		t.Fatalf("the counter answers %d: %s", status, body)
	}
	form := url.Values{
		"card": {"999186012345"}, "name": {"Đinh Thị Hồng Nhung"}, "born": {"14/08/1986"}, "procedure": {"1.009999"}, "case": {"1"}, "paper": {"1"},
		"phone": {"0600000123"}, "result": {"counter"}, "channel": {"direct"}, "unit": {"2"}, "once": {"form-1"},
	}.Encode()
	server.Kill()
	for _, path := range []string{"/desk/receive", "/health/ready"} {
		if status, _ := p.send("GET", path, ""); status != http.StatusServiceUnavailable {
			t.Errorf("%s without a database: %d", path, status)
		}
	}
	if status, body := p.send("POST", "/desk/receive", form); status != http.StatusServiceUnavailable || !strings.Contains(body, "Chưa nối được cơ sở dữ liệu") {
		t.Errorf("the form without a database: %d, %.300s", status, body)
	}
	if status, _ := p.send("GET", "/health/live", ""); status != http.StatusOK {
		t.Errorf("the program is not alive: %d", status)
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := ""
	for range 3 {
		status, to := p.send("POST", "/desk/receive", form)
		if status != http.StatusSeeOther || first != "" && to != first {
			t.Errorf("sent again: %d, to %.300s, first %s", status, to, first)
		}
		first = to
	}
	if n := count(t, address, `SELECT count(*) FROM dossier`); n != 1 {
		t.Errorf("%d dossiers", n)
	}
}

func count(t *testing.T, address, query string) (n int64) {
	t.Helper()
	s, err := store.Open(t.Context(), address, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.DB.Read(t.Context(), func(tx *db.Tx) error {
		n, err = db.Value[int64](t.Context(), tx, query)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
