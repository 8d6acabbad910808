package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/pgserver"
	"cchc/link/message/simulator"
	"cchc/store"
	"cchc/store/notify"
)

// fastClock begins at nine in the morning of a working day, so that nobody's night is in
// the way, and runs ten times as fast as the machine's.
func fastClock(begun time.Time) func() time.Time {
	nine := time.Date(2026, 3, 3, 9, 0, 0, 0, calendar.Local)
	return func() time.Time { return nine.Add(10 * time.Since(begun)) }
}

const childBegun = "CHILD_BEGUN" // unix nanoseconds at which the child's clock was nine

// The program as a child: this test binary started again, with arguments after "--".
func TestTheProgramAsAChild(t *testing.T) {
	begun := os.Getenv(childBegun)
	if begun == "" {
		return // not a child
	}
	var ns int64
	fmt.Sscan(begun, &ns)
	postClock = fastClock(time.Unix(0, ns))
	for i, arg := range os.Args {
		if arg == "--" {
			os.Exit(run(context.Background(), os.Args[i+1:], os.Stdout, os.Stderr))
		}
	}
}

// post is the two processes of the test, each of which can be killed and started again.
type post struct {
	*testing.T
	begun    time.Time
	dir      string
	database string
	ports    map[string]string
}

func (p *post) start(args ...string) *exec.Cmd {
	p.Helper()
	c := exec.Command(os.Args[0], append([]string{"-test.run", "^TestTheProgramAsAChild$", "--"}, args...)...)
	c.Dir = p.dir
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%d", childBegun, p.begun.UnixNano()))
	log, err := os.OpenFile(filepath.Join(p.dir, args[len(args)-1]+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		p.Fatal(err)
	}
	c.Stdout, c.Stderr = log, log
	if err := c.Start(); err != nil {
		p.Fatal(err)
	}
	p.Cleanup(func() { c.Process.Kill(); log.Close() })
	return c
}

func (p *post) serve() *exec.Cmd {
	return p.start("--db", p.database, "serve", "--addr", p.ports["serve"], "--messages", "providers.json", "--key-file", "cchc.key")
}

func (p *post) simulate() *exec.Cmd {
	return p.start("simulate", "message", "--smtp", p.ports["smtp"], "--sms", p.ports["sms"], "--keep", "kept.jsonl", "--key-file", "key",
		"--to-sms", "http://"+p.ports["serve"]+"/callbacks/messages/sms", "--faults", "30", "--slow", "50ms", "--seed", fmt.Sprint(time.Since(p.begun).Nanoseconds()))
}

func kill(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	c.Wait() // an error by design
}

func TestMessagesArriveOnceThoughEveryProcessIsKilled(t *testing.T) {
	databases := map[string]string{"sqlite": ""}
	if server := startServer(t, pgserver.Options{Durable: true}); server != nil {
		databases["postgres"] = server.Address("postgres")
	}
	for engine, address := range databases {
		t.Run(engine, func(t *testing.T) {
			p := &post{T: t, begun: time.Now(), dir: t.TempDir(), database: address, ports: map[string]string{}}
			if address == "" {
				p.database = filepath.Join(p.dir, "cchc.db")
			}
			for _, name := range []string{"serve", "smtp", "sms"} {
				l, err := net.Listen("tcp", "127.0.0.1:0")
				if err != nil {
					t.Fatal(err)
				}
				p.ports[name] = l.Addr().String()
				l.Close()
			}
			p.write("key", "shared")
			p.write("providers.json", fmt.Sprintf(`[{"name": "thu", "kind": "smtp", "address": %q, "from": "Một cửa <motcua@anson.example>", "security": "none"},
				{"name": "sms", "kind": "sms", "address": "http://%s", "from": "ANSON", "key_file": "key"}]`, p.ports["smtp"], p.ports["sms"]))
			const all = 500
			p.receive(all)
			providers := p.simulate()
			for range 3 {
				program := p.serve()
				time.Sleep(1500 * time.Millisecond)
				kill(t, providers)
				time.Sleep(300 * time.Millisecond)
				providers = p.simulate()
				time.Sleep(700 * time.Millisecond)
				kill(t, program)
			}
			p.serve()
			p.check(all)
		})
	}
}

func (p *post) write(name, text string) {
	p.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o600); err != nil {
		p.Fatal(err)
	}
}

// open opens the store and the room of messages beside the children.
func (p *post) open() (*store.Store, *notify.Messages) {
	p.Helper()
	s, err := store.Open(p.Context(), p.database, db.Options{})
	if err != nil {
		p.Fatal(err)
	}
	office := notify.New(s)
	office.Now = fastClock(p.begun)
	return s, office
}

// receive takes dossiers of as many people in, each of whom can be told by one way only.
func (p *post) receive(n int) {
	s, office := p.open()
	defer s.Close()
	must := func(err error) {
		p.Helper()
		if err != nil {
			p.Fatal(err)
		}
	}
	must(s.DB.Migrate(p.Context(), store.Migrations()))
	since := calendar.MustDay("2020-01-01")
	must(s.Furnish(p.Context(), store.Furniture{
		Units:    []orgunit.Unit{{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since}},
		Accounts: []account.Account{{ID: 7, Login: "ha", Name: "Lê Thị Thu Hà", Unit: 1, Roles: []account.Role{account.Counter}}},
		Versions: []procedure.Version{{ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "15 workdays"}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}}}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}, store.Moment{At: office.Now().AddDate(-2, 0, 0)}))
	s.Dossiers.Follow(office.Follow)
	for i := range n {
		who := dossier.Person{Name: fmt.Sprintf("Trần Văn %d", i), Email: fmt.Sprintf("n%d@anson.example", i)}
		if i%2 == 0 {
			who.Email, who.Phone = "", fmt.Sprintf("09%08d", i)
		}
		_, err := s.Dossiers.Receive(p.Context(), dossier.Receive{Unit: 1, Desk: 1, Procedure: 101, Workflow: 201, Channel: procedure.Direct}, who, store.Moment{By: 7, Unit: 1, At: office.Now()})
		must(err)
	}
}

// check waits until every message has come to an end or to a person, and compares what the
// program says with what the simulator kept.
func (p *post) check(all int) {
	s, office := p.open()
	defer s.Close()
	count := map[domain.State]int{}
	var list []domain.Message
	for end := time.Now().Add(4 * time.Minute); time.Now().Before(end); time.Sleep(time.Second) {
		found, err := office.List(p.Context(), domain.Query{Limit: all + 1})
		if err != nil {
			p.Fatal(err)
		}
		list, count = found.Rows, map[domain.State]int{}
		open := 0
		for _, m := range list {
			count[m.State]++
			if m.State.Waits() || m.State == domain.Unknown && !m.Next.IsZero() {
				open++
			}
		}
		if open == 0 {
			break
		}
	}
	p.Logf("%v", count)
	kept, err := simulator.Open(filepath.Join(p.dir, "kept.jsonl"))
	if err != nil {
		p.Fatal(err)
	}
	defer kept.Close()
	brought := map[string]int{}
	entries, _ := kept.Latest(10 * all)
	for _, e := range entries {
		brought[e.To]++
	}
	if len(list) != all || count[domain.Queued]+count[domain.Sending] > 0 || len(entries) < all/2 {
		p.Errorf("%d messages, %v, %d brought", len(list), count, len(entries))
	}
	for _, m := range list {
		n := brought[m.Text.Address]
		switch {
		case n > 1:
			p.Errorf("%s was told %d times", m.Text.Address, n)
		case (m.State == domain.Sent || m.State == domain.Delivered) && n != 1:
			p.Errorf("%s is %s and was told %d times", m.Text.Address, m.State, n)
		case m.State == domain.Failed && n != 0:
			p.Errorf("%s is failed and was told", m.Text.Address)
		case m.State == domain.Unknown && strings.HasPrefix(m.Text.Address, "09"):
			p.Errorf("%s is unknown though its provider can be asked", m.Text.Address)
		}
	}
}
