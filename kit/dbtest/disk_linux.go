package dbtest

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// BreakDisk makes every write to a file that this process has open fail, while reads
// succeed, until the returned function is called.
func BreakDisk(t testing.TB, file string) (restore func()) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	broken, err := os.Open(file) // not for writing
	must(err)
	links, _ := filepath.Glob("/proc/self/fd/*")
	saved := map[int]int{}
	for _, link := range links {
		var fd int
		if target, _ := os.Readlink(link); target != file {
			continue
		}
		fmt.Sscan(filepath.Base(link), &fd)
		if fd == int(broken.Fd()) {
			continue
		}
		saved[fd], err = syscall.Dup(fd)
		must(err)
		must(syscall.Dup3(int(broken.Fd()), fd, syscall.O_CLOEXEC))
	}
	if len(saved) == 0 {
		t.Fatal(file, "is not open")
	}
	return func() {
		for fd, copied := range saved {
			must(syscall.Dup3(copied, fd, syscall.O_CLOEXEC))
			must(syscall.Close(copied))
		}
		must(broken.Close())
	}
}
