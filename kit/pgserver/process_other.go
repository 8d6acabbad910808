//go:build !linux

package pgserver

import (
	"errors"
	"syscall"
)

const prefix = "pgserver-"

// identity refuses: only Linux ends a child together with its parent.
func identity(string) (*syscall.SysProcAttr, error) {
	return nil, errors.New("a throw-away server needs Linux")
}

func (s *Server) watch(started chan<- error) {
	started <- s.cmd.Start()
	close(s.gone)
}

func sweep() {}
