package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"cchc/kit/pgserver"
)

// startProcess starts the built program as a process of its own.
func startProcess(t *testing.T, binary, dir string, args ...string) string {
	t.Helper()
	heard := &listener{}
	process := exec.Command(binary, args...)
	process.Dir, process.Stderr, process.Stdout = dir, heard, heard
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		process.Process.Signal(os.Interrupt)
		process.Wait()
	})
	return heard.address(t)
}

func TestFiftyWorkersAtTwoServersOfOneDatabaseGetCodesInOrderWithoutGap(t *testing.T) {
	server := startServer(t, pgserver.Options{Durable: true})
	if server == nil {
		return
	}
	dir := t.TempDir()
	binary := filepath.Join(dir, "cchc")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	address := server.Address("postgres")
	if code, text := told(t, "--db", address, "migrate"); code != exitOK {
		t.Fatal(text)
	}
	token := clerkAt(t, address)
	var servers []page
	for range 2 {
		servers = append(servers, page{t, startProcess(t, binary, dir, "--db", address, "serve", "--addr", "127.0.0.1:0"), token})
	}
	const workers, each = 50, 4
	codes := make(chan string, workers*each)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := range each {
				form := url.Values{
					"card": {"999186012345"}, "name": {"Đinh Thị Hồng Nhung"}, "born": {"14/08/1986"}, "procedure": {"1.009999"}, "case": {"1"}, "paper": {"1"},
					"phone": {"0600000123"}, "result": {"counter"}, "channel": {"direct"}, "unit": {"2"}, "once": {fmt.Sprintf("form-%d-%d", w, i)},
				}.Encode()
				status, to := servers[(w+i)%2].send("POST", "/desk/receive", form)
				if status != http.StatusSeeOther {
					t.Errorf("received with %d: %.300s", status, to)
					return
				}
				to, _, _ = strings.Cut(strings.TrimPrefix(to, "/desk/dossiers/"), "?")
				codes <- to
			}
		})
	}
	all.Wait()
	close(codes)
	seen, days := map[string]bool{}, map[string]int{}
	for code := range codes {
		if seen[code] {
			t.Errorf("%s twice", code)
		}
		seen[code] = true
		day, _, _ := strings.Cut(code[strings.Index(code, "-")+1:], "-")
		days[day]++
	}
	for day, n := range days { // two of them only when midnight came between
		for serial := 1; serial <= n; serial++ {
			if code := fmt.Sprintf("H99.28-%s-%04d", day, serial); !seen[code] {
				t.Errorf("%s is missing: a gap", code)
			}
		}
	}
	if len(seen) != workers*each {
		t.Errorf("%d codes, want %d", len(seen), workers*each)
	}
	if code, text := told(t, "--db", address, "verify", "--key-file", filepath.Join(dir, "cchc.key")); code != exitOK {
		t.Errorf("verify: %d, %s", code, text)
	}
}
