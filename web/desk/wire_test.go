package desk_test

import (
	"io"
	"net"
	"sync"
)

// line passes connections on to a server; cut, it ends those there are and takes no more.
type line struct {
	to   string
	mu   sync.Mutex
	off  bool
	ends []net.Conn
}

func (l *line) accept(from net.Listener) {
	for {
		conn, err := from.Accept()
		if err != nil {
			return
		}
		go l.pass(conn)
	}
}

func (l *line) pass(conn net.Conn) {
	server, err := net.Dial("tcp", l.to)
	if err != nil || !l.keep(conn, server) {
		conn.Close()
		if err == nil {
			server.Close()
		}
		return
	}
	go func() {
		io.Copy(server, conn) // ends with either side
		server.Close()
	}()
	io.Copy(conn, server)
	conn.Close()
}

func (l *line) keep(ends ...net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ends = append(l.ends, ends...)
	return !l.off
}

func (l *line) cut(off bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.off = off
	if off {
		for _, end := range l.ends {
			end.Close()
		}
		l.ends = nil
	}
}
