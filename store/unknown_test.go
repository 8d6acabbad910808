package store_test

import (
	"bytes"
	"errors"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/kit/pgserver"
	"cchc/store"
)

// An error after COMMIT is "unknown", not "failed". Whatever became of it, the same form
// with the same key makes it happen once.

// askedAgain receives, expects an error, and does all again with the same key.
func askedAgain(t *testing.T, s *store.Store, want error, mend func()) {
	t.Helper()
	m := moment("2024-03-04T09:30")
	m.Key = "form"
	receiveForm := func() (dossier.Dossier, error) {
		return s.Dossiers.Receive(t.Context(), receiving(commune), dossier.Person{Name: "Đinh Thị Hồng"}, m)
	}
	if d, err := receiveForm(); !errors.Is(err, want) {
		t.Fatalf("received %s, %v; want %v", d.Code, err, want)
	}
	mend()
	for range 2 {
		if d, err := receiveForm(); err != nil || d.Code != "H99.28.05-240304-0001" {
			t.Errorf("again: %s, %v", d.Code, err)
		}
	}
	if n := rowsOf(t, s, `SELECT count(*) FROM dossier`); n[0] != "1" {
		t.Errorf("%s dossiers", n[0])
	}
	verified(t, s)
}

func TestAReceiptThatTheDiskRefusedIsMadeOnceWhenItIsAskedForAgain(t *testing.T) {
	file := dbtest.SQLite(t)
	s := furnished(t, file)
	askedAgain(t, s, db.ErrUnknown, dbtest.BreakDisk(t, file+"-wal"))
}

// courier stands between a program and PostgreSQL and loses what it is told to lose.
type courier struct {
	to    string
	lose  atomic.Int32
	conns sync.WaitGroup
}

const (
	nothing   = iota
	theCommit // the connection is cut before COMMIT arrives: nothing is kept
	itsAnswer // COMMIT arrives and is done, the connection is cut before its answer
)

// newCourier puts a courier before the server of an address, and gives the address to use.
func newCourier(t *testing.T, address string) (*courier, string) {
	t.Helper()
	const socket = ".s.PGSQL.5432"
	folder, rest, _ := strings.Cut(strings.TrimPrefix(address, "host="), " ")
	own := t.TempDir()
	listener, err := net.Listen("unix", filepath.Join(own, socket))
	if err != nil {
		t.Fatal(err)
	}
	c := &courier{to: filepath.Join(folder, socket)}
	c.conns.Go(func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			c.conns.Go(func() { c.carry(near) })
		}
	})
	t.Cleanup(func() { listener.Close(); c.conns.Wait() })
	return c, "host=" + own + " " + rest
}

// carry brings messages to the server and answers back until one side hangs up.
func (c *courier) carry(near net.Conn) {
	defer near.Close()
	far, err := net.Dial("unix", c.to)
	if err != nil {
		return
	}
	defer far.Close()
	var losing atomic.Bool
	c.conns.Go(func() { pass(far, near, func([]byte) bool { return !losing.Load() }) })
	pass(near, far, func(message []byte) bool {
		// Not "read committed", with which transactions begin.
		if !bytes.Contains(message, []byte("commit\x00")) {
			return true
		}
		switch c.lose.Swap(nothing) {
		case theCommit:
			return false
		case itsAnswer:
			losing.Store(true)
		}
		return true
	})
}

// pass copies what arrives until a message is not to go on, then hangs up.
func pass(from, to net.Conn, goesOn func([]byte) bool) {
	defer to.Close()
	defer from.Close()
	for buffer := make([]byte, 1<<16); ; {
		n, err := from.Read(buffer)
		if n > 0 && !goesOn(buffer[:n]) || err != nil {
			return
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

func TestAReceiptWhoseCommitOrItsAnswerWasLostIsMadeOnce(t *testing.T) {
	for name, what := range map[string]int32{"the commit is lost": theCommit, "its answer is lost": itsAnswer} {
		t.Run(name, func(t *testing.T) {
			address := dbtest.Postgres(t)
			if address == "" {
				return
			}
			c, through := newCourier(t, address)
			s := furnished(t, through)
			c.lose.Store(what)
			askedAgain(t, s, db.ErrUnknown, func() {
				other := store.New(dbtest.Open(t, address))
				kept := rowsOf(t, other, `SELECT count(*) FROM dossier`)[0]
				if want := map[int32]string{theCommit: "0", itsAnswer: "1"}[what]; kept != want {
					t.Errorf("%s dossiers were kept, want %s", kept, want)
				}
			})
		})
	}
}

func TestAReceiptAskedForWhileTheServerIsAwayIsMadeOnceWhenItIsBack(t *testing.T) {
	if dbtest.Server(t) == nil {
		return
	}
	server, err := pgserver.Start(t.Context(), pgserver.Options{Durable: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	s := furnished(t, server.Address("postgres"))
	server.Kill()
	askedAgain(t, s, db.ErrAway, func() {
		if err := server.Restart(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}
