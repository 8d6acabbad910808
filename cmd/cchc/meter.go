package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// meter shows how far a long work has come: one line that moves on a terminal, a line for
// each part of the work elsewhere.
type meter struct {
	out      io.Writer
	terminal bool
	quiet    bool
	began    time.Time // of the part that counts
	doing    string
	shown    time.Time
}

func newMeter(a *app) *meter { return &meter{out: a.Err, terminal: isTerminal(a.Err), quiet: a.Quiet} }

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

const barWidth = 24

// show tells that done of total are done, some of doing.
func (m *meter) show(doing string, done, total int) {
	now := time.Now()
	switch {
	case m.quiet:
		return
	case doing != m.doing:
		m.doing = doing
		if !m.terminal {
			fmt.Fprintf(m.out, "%s …\n", doing)
			return
		}
	case !m.terminal || now.Sub(m.shown) < 100*time.Millisecond && done < total:
		return
	}
	m.shown = now
	if done == 0 || total == 0 {
		m.began = now
		fmt.Fprintf(m.out, "\r\x1b[K%s …", doing)
		return
	}
	filled := barWidth * done / total
	rate := float64(done) / max(now.Sub(m.began).Seconds(), 0.001)
	left := time.Duration(float64(total-done) / rate * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(m.out, "\r\x1b[K%s %s%s %d/%d · %.0f/giây · còn %s", doing,
		strings.Repeat("█", filled), strings.Repeat("░", barWidth-filled), done, total, rate, left)
}

// end leaves the line.
func (m *meter) end() {
	if m.terminal && !m.quiet {
		fmt.Fprint(m.out, "\r\x1b[K")
	}
}
