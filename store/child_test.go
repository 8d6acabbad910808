package store_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

// Started with this variable the test binary is no test but a program that runs an errand:
// another process on the same database, which a test may kill.
const errandVariable = "STORE_TEST_ERRAND"

func TestMain(m *testing.M) {
	if text := os.Getenv(errandVariable); text != "" {
		var e errand
		if err := json.Unmarshal([]byte(text), &e); err != nil {
			panic(err)
		}
		e.run(os.NewFile(3, "words"))
		return
	}
	dbtest.Main(m)
}

// errand is work for a process of its own.
type errand struct {
	Address string
	Name    string // beginning of its idempotency keys
	Workers int
	Lives   int  // that each worker lets a dossier live; 0 is without end
	OneDay  bool // only receive, all at one unit on one day
}

// word is what a process says about an act: before it asks for it, and after the store
// has acknowledged it. Instants are nanoseconds of the machine's clock.
type word struct {
	Key     string
	Done    bool
	Subject int64  `json:",omitempty"`
	Version int    `json:",omitempty"`
	Code    string `json:",omitempty"`
	Fault   string `json:",omitempty"`
	At      int64
}

// speaker writes words, a line in one write each.
type speaker struct {
	mu  sync.Mutex
	out io.Writer
}

func (s *speaker) say(w word) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.At = time.Now().UnixNano()
	line, _ := json.Marshal(w)
	_, _ = s.out.Write(append(line, '\n')) // whoever listened may be gone: then this process is soon gone too
}

func (e errand) run(out io.Writer) {
	ctx := context.Background()
	voice := &speaker{out: out}
	s, err := store.Open(ctx, e.Address, db.Options{})
	if err != nil {
		voice.say(word{Fault: err.Error()})
		return
	}
	go e.seal(ctx, s, voice)
	var workers sync.WaitGroup
	for i := range e.Workers {
		workers.Go(func() {
			for n := 0; e.Lives == 0 || n < e.Lives; n++ {
				e.live(ctx, s, voice, fmt.Sprintf("%s-%d-%d", e.Name, i, n))
			}
		})
	}
	workers.Wait()
}

// seal brings events into the log all the time, not once a second.
func (e errand) seal(ctx context.Context, s *store.Store, voice *speaker) {
	sealer := store.Sealer{DB: s.DB, Signer: errandSigner()}
	for {
		if _, err := sealer.Seal(ctx); err != nil && !gone(err) {
			voice.say(word{Fault: err.Error()})
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func errandSigner() *audit.Signer {
	signer, err := audit.NewSigner("anson.example/cchc", make([]byte, 32))
	if err != nil {
		panic(err)
	}
	return signer
}

// live lets one dossier live, each act with a key of its own.
func (e errand) live(ctx context.Context, s *store.Store, voice *speaker, name string) {
	id := dossier.ID(0)
	for i, act := range errandActs() {
		m := moment("2024-03-04T09:30")
		m.Key = fmt.Sprintf("%s-%d", name, i)
		voice.say(word{Key: m.Key})
		d, err := insist(func() (dossier.Dossier, error) {
			if receive, ok := act.(dossier.Receive); ok {
				return s.Dossiers.Receive(ctx, receive, dossier.Person{Name: "Đinh Thị " + name}, m)
			}
			return s.Dossiers.Do(ctx, id, act, m)
		})
		if err != nil {
			voice.say(word{Key: m.Key, Fault: err.Error()})
			return
		}
		id = d.ID
		voice.say(word{Key: m.Key, Done: true, Subject: int64(d.ID), Version: d.Version, Code: d.Code})
		if e.OneDay {
			return
		}
	}
}

func errandActs() []dossier.Act {
	return []dossier.Act{
		receiving(commune), dossier.TakeOver{}, dossier.RequestSupplement{Missing: "bản vẽ"}, dossier.Supply{},
		dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{}, dossier.HandOver{},
	}
}

func receiving(unit orgunit.ID) dossier.Receive {
	return dossier.Receive{Unit: unit, Desk: unit, Procedure: 102, Workflow: 202, Channel: "direct"}
}

// insist does what a person does who is told that the database is away, or that the
// outcome is not known: the same again, with the same key.
func insist(act func() (dossier.Dossier, error)) (dossier.Dossier, error) {
	for {
		d, err := act()
		if !gone(err) {
			return d, err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func gone(err error) bool { return errors.Is(err, db.ErrAway) || errors.Is(err, db.ErrUnknown) }

// child is an errand under way in its own process.
type child struct {
	t     *testing.T
	cmd   *exec.Cmd
	first chan struct{} // closed at the first acknowledgement
	words chan []word   // all of them, once the process has ended
}

func start(t *testing.T, e errand) *child {
	t.Helper()
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(e)
	c := &child{t: t, cmd: exec.Command(os.Args[0]), first: make(chan struct{}), words: make(chan []word, 1)}
	c.cmd.Env = append(os.Environ(), errandVariable+"="+string(text))
	c.cmd.ExtraFiles, c.cmd.Stderr = []*os.File{out}, os.Stderr
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out.Close()
	go c.listen(in)
	return c
}

// listen reads until the pipe ends: what was written before a kill is all there. A line
// that the kill cut off was never said.
func (c *child) listen(in *os.File) {
	defer in.Close()
	var words []word
	heard := false
	for lines := bufio.NewReader(in); ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			break
		}
		var w word
		if err := json.Unmarshal([]byte(strings.TrimSpace(line)), &w); err != nil {
			w.Fault = "unreadable: " + line
		}
		if words = append(words, w); w.Done && !heard {
			heard = true
			close(c.first)
		}
	}
	if !heard {
		close(c.first)
	}
	c.words <- words
}

// kill ends the process without a warning, and returns what it had said.
func (c *child) kill() []word {
	_ = c.cmd.Process.Kill()
	return c.wait()
}

// wait returns what the process said until its end. Faults fail the test.
func (c *child) wait() []word {
	c.t.Helper()
	words := <-c.words
	_ = c.cmd.Wait() // of a killed process it says that it was killed
	for _, w := range words {
		if w.Fault != "" {
			c.t.Errorf("%s: %s", w.Key, w.Fault)
		}
	}
	return words
}
