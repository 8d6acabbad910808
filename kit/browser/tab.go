package browser

import (
	"context"
	"errors"
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Tab is one person at one window, with cookies of its own. Every method fails the test
// when it cannot do what it says.
type Tab struct {
	t    testing.TB
	ctx  context.Context
	base *url.URL
	ears ears
}

// Tab opens a window on the server at base, "http://127.0.0.1:1234". When the test ends,
// it fails for everything that the browser complained about meanwhile.
func (b *Browser) Tab(t testing.TB, base string) *Tab {
	t.Helper()
	at, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	ctx, shut := b.window(t)
	tab := &Tab{t: t, ctx: ctx, base: at}
	chromedp.ListenTarget(ctx, tab.ears.hear)
	t.Cleanup(func() {
		for _, complaint := range tab.Complaints() {
			t.Error("browser: " + complaint)
		}
		shut()
	})
	tab.run(network.Enable(), log.Enable())
	tab.Wide(1366)
	return tab
}

// window opens a window with a profile of its own. It asks for a window by name, because
// a fresh profile has none to which a tab could be added.
func (b *Browser) window(t testing.TB) (context.Context, context.CancelFunc) {
	t.Helper()
	whole := cdp.WithExecutor(b.ctx, chromedp.FromContext(b.ctx).Browser)
	profile, err := target.CreateBrowserContext().WithDisposeOnDetach(true).Do(whole)
	if err != nil {
		t.Fatalf("browser: %v", err)
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(profile).WithNewWindow(true).Do(whole)
	if err != nil {
		t.Fatalf("browser: %v", err)
	}
	return chromedp.NewContext(b.ctx, chromedp.WithTargetID(id))
}

// run runs actions, bounded in time.
func (tab *Tab) run(actions ...chromedp.Action) {
	tab.t.Helper()
	if err := chromedp.Run(tab.ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		ctx, stop := context.WithTimeout(ctx, patience)
		defer stop()
		return chromedp.Tasks(actions).Do(ctx)
	})); err != nil {
		tab.t.Fatalf("browser: at %s: %v", tab.where(), err)
	}
}

// arrive runs actions that lead to another page and waits until it is there. The page that
// is left gets a mark, because events alone do not tell a late old one from a new one.
func (tab *Tab) arrive(actions ...chromedp.Action) {
	tab.t.Helper()
	tab.ears.forget()
	tab.run(chromedp.Evaluate(`window.leaving = true`, nil), chromedp.Tasks(actions))
	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(5 * time.Millisecond) {
		var there bool
		// Between two pages there is nobody to ask: an error is only "not yet".
		err := chromedp.Run(tab.ctx, chromedp.Evaluate(`!window.leaving && document.readyState === "complete"`, &there))
		if err == nil && there && tab.Status() != 0 {
			return
		}
	}
	tab.t.Fatalf("browser: nothing led away from %s", tab.where())
}

// visit asks for an address, without waiting for it.
func visit(address string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		_, _, trouble, _, err := page.Navigate(address).Do(ctx)
		if err == nil && trouble != "" {
			err = errors.New(trouble)
		}
		return err
	})
}

func (tab *Tab) where() string {
	var at string
	ctx, stop := context.WithTimeout(tab.ctx, patience)
	defer stop()
	if chromedp.Run(ctx, chromedp.Location(&at)) != nil {
		return "?"
	}
	return at
}

// Go opens a path of the server.
func (tab *Tab) Go(path string) {
	tab.t.Helper()
	to, err := tab.base.Parse(path)
	if err != nil {
		tab.t.Fatal(err)
	}
	tab.arrive(visit(to.String()))
}

// Status is the HTTP status of the page.
func (tab *Tab) Status() int {
	tab.ears.Lock()
	defer tab.ears.Unlock()
	return tab.ears.status
}

// Weight is what the page took since it was asked for: bytes on the wire, requests.
func (tab *Tab) Weight() (bytes int64, requests int) {
	tab.ears.Lock()
	defer tab.ears.Unlock()
	return tab.ears.bytes, tab.ears.requests
}

// Complaints are the script errors, policy violations and failed requests so far.
func (tab *Tab) Complaints() []string {
	tab.ears.Lock()
	defer tab.ears.Unlock()
	return tab.ears.complaints
}

// Forgive forgets the complaints so far: of a fault that the test made itself.
func (tab *Tab) Forgive() { tab.ears.forgive() }
