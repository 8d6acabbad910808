package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	startWithin = 500        // ms
	idleWithin  = 60_000     // kB
	sizeWithin  = 40_000_000 // bytes
)

// Start measures how long a program file ("" is this one) takes from being called to its
// first answer over a database that is there, and what it holds in memory when it has
// nothing to do. The floor is the same file printing its version.
func (b *Bench) Start(ctx context.Context, program string) ([]Line, error) {
	program, err := named(program)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(b.Dir, "start.db")
	if out, err := exec.CommandContext(ctx, program, "--db", file, "migrate").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("bench: migrate: %w: %s", err, out)
	}
	ours, floor, err := b.alternate(
		turn{work: func() error { _, err := served(ctx, program, file, 0); return err }},
		turn{work: func() error { return exec.CommandContext(ctx, program, "version").Run() }})
	if err != nil {
		return nil, err
	}
	held, err := served(ctx, program, file, time.Second)
	if err != nil {
		return nil, err
	}
	return []Line{
		Line{Name: "khởi động đến câu trả lời đầu tiên", Unit: "ms", Ours: ours / 1e6, Floor: max(floor/1e6, 1)}.within(startWithin),
		Line{Name: "bộ nhớ khi rỗi", Unit: "kB", Ours: held}.within(idleWithin),
	}, nil
}

// Size measures the program file.
func (b *Bench) Size(program string) (Line, error) {
	program, err := named(program)
	if err != nil {
		return Line{}, err
	}
	info, err := os.Stat(program)
	if err != nil {
		return Line{}, err
	}
	return Line{Name: "tệp chương trình", Unit: "byte", Ours: info.Size()}.within(sizeWithin), nil
}

func named(program string) (string, error) {
	if program != "" {
		return program, nil
	}
	return os.Executable()
}

// served starts the program, asks whether it is ready, and stops it in its own way. When
// it may rest, it is left alone that long and its memory is read.
func served(ctx context.Context, program, file string, rest time.Duration) (kB int64, err error) {
	cmd := exec.CommandContext(ctx, program, "--db", file, "serve", "--addr", "127.0.0.1:0")
	said, err := cmd.StderrPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_, _ = io.Copy(io.Discard, said)
		if ended := cmd.Wait(); err == nil && !interrupted(ended) {
			err = ended
		}
	}()
	address, err := addressIn(said)
	if err != nil {
		return 0, err
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get(address + "/health/ready")
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("bench: the program answers %s", answer.Status)
	}
	if rest > 0 {
		time.Sleep(rest)
		return memory(cmd.Process.Pid)
	}
	return 0, nil
}

// interrupted: the program said that it was told to stop.
func interrupted(err error) bool {
	var exit *exec.ExitError
	return err == nil || errors.As(err, &exit) && exit.ExitCode() == 130
}

// addressIn waits for the line that names the address.
func addressIn(said io.Reader) (string, error) {
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if at := strings.Index(lines.Text(), "http://"); at >= 0 {
			address, _, _ := strings.Cut(lines.Text()[at:], " ")
			return strings.Trim(address, `"`), nil
		}
	}
	return "", fmt.Errorf("bench: the program ended without an address: %w", lines.Err())
}

// memory is what a process holds, in kB; 0 where the system does not say.
func memory(pid int) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			return strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
		}
	}
	return 0, err
}
