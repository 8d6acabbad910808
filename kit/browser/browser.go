// Package browser drives Chromium for tests: it walks through pages as a person does,
// looks at them at two widths, by day and by night, and fails the test for what a person
// would not see: script errors, blocked resources, faults of accessibility.
package browser

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long one action may take on a busy machine.
const patience = 30 * time.Second

// Browser is a running Chromium, of one test.
type Browser struct {
	ctx context.Context
}

// Start starts Chromium without a window, with an empty profile, for as long as the test
// runs. Without a Chromium ok is false and the caller returns: a reason to fail only
// where CI=true promises that there is one.
func Start(t testing.TB) (b *Browser, ok bool) {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("browser: no chromium, and CI=true")
		}
		t.Log("browser: no chromium here, nothing looked at")
		return nil, false
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(2*patience),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, shut := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		chromedp.Cancel(ctx) // waits until the profile is let go
		shut()
		stop()
	})
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("browser: %v", err)
	}
	return &Browser{ctx: ctx}, true
}
