package pgserver

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Kill ends the server and every process of it by SIGKILL, as a crash would. The files
// stay: Restart goes on with them.
func (s *Server) Kill() {
	if s.cmd == nil {
		return
	}
	pid := s.cmd.Process.Pid
	children, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid)) // where there is none, they follow the postmaster by themselves
	_ = s.cmd.Process.Kill()
	for _, child := range strings.Fields(string(children)) {
		if n, err := strconv.Atoi(child); err == nil {
			_ = syscall.Kill(n, syscall.SIGKILL)
		}
	}
	<-s.gone
	s.cmd = nil
}

// Restart starts a killed server again over its files, which it recovers first.
func (s *Server) Restart(ctx context.Context) error {
	attr, err := identity(s.dir)
	if err != nil {
		return fmt.Errorf("pgserver: %w", err)
	}
	for try := 1; ; try++ {
		err := s.launch(ctx, attr)
		if err == nil || try == 5 {
			return err
		}
		s.Kill()
		time.Sleep(50 * time.Millisecond) // it found processes of the one before, which are about to end
	}
}
