package bench

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"cchc/demo"
	"cchc/kit/db"
	"cchc/store"
)

// Load says how hard the program is pressed, open loop: requests leave at their time,
// whether earlier ones were answered or not, and their time counts from when they were to leave.
type Load struct {
	Scale  demo.Scale    // of the demo that is stored: 1 is 462,569 dossiers of 2022
	Views  int           // pages a second
	Writes int           // acts a second, half of them receipts, half completed steps
	Lasts  time.Duration // of what is counted; before it a tenth more, not counted
}

// What was asked for: from Ctrl+Enter to the code, and from a press to the next page, in µs.
const (
	receiptWithin = 120_000
	stepWithin    = 80_000
	officers      = "motcua.anhoi chuyenvien.anhoi chutich"
)

// Load builds the demo, serves it by a process of its own and presses it.
func (b *Bench) Load(ctx context.Context, e db.Engine, program string, l Load) ([]Line, error) {
	program, err := named(program)
	if err != nil {
		return nil, err
	}
	address, err := b.database(ctx, e)
	if err != nil {
		return nil, err
	}
	b.Say(fmt.Sprintf("%s: dựng bản mẫu tỷ lệ %d phần nghìn", e, int64(l.Scale)))
	key := filepath.Join(b.Dir, string(e)+".key")
	build := exec.CommandContext(ctx, program, "--db", address, "demo", "--scale", l.Scale.String(), "--serve=false", "--key-file", key)
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("bench: demo: %w: %s", err, out)
	}
	throng, err := newThrong(ctx, address, l)
	if err != nil {
		return nil, err
	}
	return b.press(ctx, e, exec.CommandContext(ctx, program, "--db", address, "serve", "--addr", "127.0.0.1:0", "--proxy", "--key-file", key), throng)
}

func (b *Bench) press(ctx context.Context, e db.Engine, serve *exec.Cmd, c *throng) (lines []Line, err error) {
	said, err := serve.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := serve.Start(); err != nil {
		return nil, err
	}
	defer func() {
		_ = serve.Process.Signal(syscall.SIGTERM)
		if ended := serve.Wait(); err == nil && !interrupted(ended) {
			err = ended
		}
	}()
	if c.base, err = addressIn(said); err != nil {
		return nil, err
	}
	go func() { _, _ = io.Copy(io.Discard, said) }()
	if err := c.signIn(ctx); err != nil {
		return nil, err
	}
	quiet, err := c.alone(ctx)
	if err != nil {
		return nil, err
	}
	b.Say(fmt.Sprintf("%s: %d trang và %d việc một giây trong %s", e, c.Views, c.Writes, c.Lasts))
	pressed, err := c.run(ctx)
	if err != nil {
		return nil, err
	}
	held, _ := memory(serve.Process.Pid)
	return report(e, c.Load, quiet, pressed, held), nil
}

// report compares what a throng waits with what one person alone waits.
func report(e db.Engine, l Load, quiet, pressed map[sort]*waits, held int64) (lines []Line) {
	for _, what := range []struct {
		sort sort
		name string
		most int64
	}{{aReceipt, "tiếp nhận đến khi có mã, p95", receiptWithin}, {aStep, "chuyển bước, p95", stepWithin}, {aView, "mở trang, p95", 0}} {
		w := pressed[what.sort]
		line := Line{Name: what.name, Engine: string(e), Unit: "µs", Ours: w.at(95), Floor: max(quiet[what.sort].at(50), 1),
			Note: fmt.Sprintf("%d lượt, %d lỗi, p50 %d, p99 %d; mức sàn: p50 khi không có ai khác", len(w.took), w.failed, w.at(50), w.at(99))}
		if what.most > 0 {
			line = line.within(what.most)
		} else {
			line.Ratio, line.Want, line.OK = line.Ours*1000/line.Floor, "không lỗi", true
		}
		line.OK = line.OK && w.failed == 0 && len(w.took) > 0
		if w.failed > 0 {
			line.Note += "; lỗi đầu: " + w.first
		}
		lines = append(lines, line)
	}
	return append(lines, Line{Name: "bộ nhớ khi chịu tải", Engine: string(e), Unit: "kB", Ours: held, Want: "", OK: true, Note: fmt.Sprintf("tỷ lệ %s", l.Scale)})
}

// visitor is a browser that was signed in, or nobody's.
type visitor struct {
	http.Client
	base string
}

func newVisitor(base string) *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		panic(err) // impossible: no options
	}
	return &visitor{http.Client{Jar: jar, Transport: transport, Timeout: time.Minute}, base}
}

// transport keeps enough connections that none is opened in the middle of what is timed.
var transport = &http.Transport{MaxIdleConns: 1000, MaxIdleConnsPerHost: 1000}

// ask gets or sends and reads the answer to its end, redirects followed.
func (v *visitor) ask(ctx context.Context, method, path, from string, form url.Values) (string, error) {
	r, err := http.NewRequestWithContext(ctx, method, v.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("X-Forwarded-For", from)
	r.Header.Set("Accept-Encoding", "gzip")
	answer, err := v.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return "", err
	}
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s %s: %s", method, path, answer.Status)
	}
	return answer.Request.URL.Path, nil
}

// signIn lets the officers in.
func (c *throng) signIn(ctx context.Context) error {
	c.anybody = newVisitor(c.base)
	for _, login := range c.logins {
		if !strings.Contains(officers, login.Login) {
			continue
		}
		v := newVisitor(c.base)
		at, err := v.ask(ctx, http.MethodPost, "/sign-in", "10.0.0.1", url.Values{"login": {login.Login}, "password": {login.Password}})
		if err != nil || at == "/sign-in" {
			return fmt.Errorf("bench: %s cannot sign in: %s %w", login.Login, at, err)
		}
		c.officer[login.Login] = v
	}
	return nil
}

// openDemo is the store of a demo with its presented accounts.
func openDemo(ctx context.Context, address string) (*store.Store, []demo.Login, error) {
	s, err := store.Open(ctx, address, db.Options{})
	if err != nil {
		return nil, nil, err
	}
	logins, err := demo.Logins(ctx, s, time.Now())
	if err != nil {
		s.Close()
	}
	return s, logins, err
}
