// Package pgserver starts a throw-away PostgreSQL from the distribution's own
// binaries, for tests and measurements. Nothing is downloaded. It works as an
// ordinary user and as root, where the server runs as the user "postgres" since
// it refuses to run as root.
package pgserver

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrMissing: PostgreSQL is not installed on this machine.
var ErrMissing = errors.New("pgserver: no PostgreSQL found (install postgresql, or set PG_BIN to its folder of programs)")

// Options of Start; the zero value is a fast server that forgets all in a crash.
type Options struct {
	Durable  bool     // wait for the disk at every COMMIT, as in production
	Settings []string // more of postgresql.conf: "name=value"
}

// Server is a running PostgreSQL. It listens on a Unix socket only, and dies with
// the process that started it.
type Server struct {
	dir    string
	bin    string
	o      Options
	cmd    *exec.Cmd
	gone   chan struct{} // closed when the server has ended
	serial atomic.Int64
}

// Start makes a fresh cluster and starts it, in about two seconds. ErrMissing if
// there are no binaries.
func Start(ctx context.Context, o Options) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	sweep()
	dir, err := os.MkdirTemp("", prefix+strconv.Itoa(os.Getpid())+"-") // short: a socket's path has at most 107 bytes
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, bin: bin, o: o}
	if err := s.start(ctx); err != nil {
		s.Stop()
		return nil, fmt.Errorf("pgserver: %w", err)
	}
	return s, nil
}

// start sorts by Vietnamese rules unless a column says otherwise: code that
// relies on the server's locale by mistake shows up in tests.
func (s *Server) start(ctx context.Context) error {
	attr, err := identity(s.dir)
	if err != nil {
		return err
	}
	initdb := exec.CommandContext(ctx, filepath.Join(s.bin, "initdb"), "-D", s.data(), "-U", "postgres", "-A", "trust",
		"-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi-VN", "--no-sync", "--no-instructions")
	initdb.SysProcAttr, initdb.Dir = attr, s.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return s.launch(ctx, attr)
}

// launch runs the server over the cluster that is there.
func (s *Server) launch(ctx context.Context, attr *syscall.SysProcAttr) error {
	s.gone = make(chan struct{})
	s.cmd = exec.Command(filepath.Join(s.bin, "postgres"), s.arguments(s.o)...)
	s.cmd.SysProcAttr, s.cmd.Dir, s.cmd.Stderr = attr, s.dir, os.Stderr
	started := make(chan error)
	go s.watch(started)
	if err := <-started; err != nil {
		s.cmd = nil
		return err
	}
	return s.wait(ctx)
}

func (s *Server) arguments(o Options) []string {
	settings := []string{"listen_addresses=", "max_connections=300", "log_min_messages=panic", "log_checkpoints=off"}
	if !o.Durable {
		settings = append(settings, "fsync=off", "synchronous_commit=off", "full_page_writes=off")
	}
	args := []string{"-D", s.data(), "-k", s.dir}
	for _, setting := range slices.Concat(settings, o.Settings) {
		args = append(args, "-c", setting)
	}
	return args
}

// wait returns when the server takes connections.
func (s *Server) wait(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, s.Address("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-s.gone:
			return errors.New("the server ended while starting")
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Address is what db.Open takes for one of the server's databases.
func (s *Server) Address(database string) string {
	return "host=" + s.dir + " user=postgres dbname=" + database
}

// Create makes a database, as a copy of another when template is not "", and
// returns its name. Nobody may be connected to the template.
func (s *Server) Create(ctx context.Context, template string) (string, error) {
	name := fmt.Sprintf("d%d", s.serial.Add(1))
	query := "CREATE DATABASE " + name
	if template != "" {
		query += " TEMPLATE " + template + " STRATEGY = FILE_COPY" // the faster way while nothing waits for the disk
	}
	return name, s.Exec(ctx, query)
}

// Drop removes a database and cuts its connections.
func (s *Server) Drop(ctx context.Context, name string) error {
	return s.Exec(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
}

// Exec runs a statement as the superuser, outside of a transaction.
func (s *Server) Exec(ctx context.Context, query string) error {
	conn, err := pgx.Connect(ctx, s.Address("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, query)
	return err
}

// Stop ends the server at once and removes its files.
func (s *Server) Stop() {
	if s.cmd != nil {
		_ = s.cmd.Process.Signal(syscall.SIGQUIT) // immediate: its files are thrown away
		<-s.gone
	}
	_ = os.RemoveAll(s.dir)
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// binaries finds the newest installed version.
func binaries() (string, error) {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		return dir, nil
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if len(found) > 0 {
		return filepath.Dir(slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })), nil
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", ErrMissing
}

// version is 15 for /usr/lib/postgresql/15/bin/postgres.
func version(path string) int {
	n, _ := strconv.Atoi(strings.Split(path, "/")[4])
	return n
}
