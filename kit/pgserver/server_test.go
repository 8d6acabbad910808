package pgserver_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"cchc/kit/pgserver"
)

// Started with this variable the test binary is a program that starts a server,
// says where, and hangs.
const childVariable = "PGSERVER_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) == "" {
		os.Exit(m.Run())
	}
	s, err := pgserver.Start(context.Background(), pgserver.Options{Durable: true})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(s.Address("postgres"))
	select {}
}

func start(t *testing.T) *pgserver.Server {
	t.Helper()
	s, err := pgserver.Start(t.Context(), pgserver.Options{})
	if errors.Is(err, pgserver.ErrMissing) && os.Getenv("CI") != "true" {
		t.Log("PostgreSQL is left out:", err)
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAStoppedServerLeavesNoFiles(t *testing.T) {
	s := start(t)
	if s == nil {
		return
	}
	dir := folder(s.Address("postgres"))
	if _, err := os.Stat(dir); err != nil {
		t.Error(err)
	}
	s.Stop()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestTheServerOfAKilledProgramDiesAndItsFilesAreSweptByTheNext(t *testing.T) {
	if s := start(t); s == nil {
		return
	} else {
		s.Stop()
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childVariable+"=1")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	dir := folder(line)
	pid := postmaster(t, dir)
	_ = child.Process.Kill()
	_ = child.Wait()
	for end := time.Now().Add(10 * time.Second); syscall.Kill(pid, 0) == nil && !zombie(pid); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the server %d lives on", pid)
		}
	}
	start(t).Stop()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there (%v)", dir, err)
	}
}

// folder is the socket's folder in an address.
func folder(address string) string {
	dir, _, _ := strings.Cut(strings.TrimPrefix(address, "host="), " ")
	return dir
}

func postmaster(t *testing.T, dir string) (pid int) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Sscan(string(content), &pid)
	return pid
}

// zombie tells whether a process ended and nobody has asked how.
func zombie(pid int) bool {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, state, _ := strings.Cut(string(status), ") ")
	return err != nil || strings.HasPrefix(state, "Z")
}
