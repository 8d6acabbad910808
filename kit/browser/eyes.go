package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Shots names the environment variable with the folder for screenshots; without it
// none are taken.
const Shots = "BROWSER_SHOTS"

// Text is the visible text of the first element that matches.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	var text string
	tab.run(chromedp.Text(selector, &text, chromedp.ByQuery, chromedp.NodeVisible))
	return strings.TrimSpace(text)
}

// Value is what stands in a field.
func (tab *Tab) Value(selector string) string {
	tab.t.Helper()
	var value string
	tab.run(chromedp.Value(selector, &value, chromedp.ByQuery))
	return value
}

// HTML is the page as it stands now.
func (tab *Tab) HTML() string {
	tab.t.Helper()
	var body string
	tab.run(chromedp.Evaluate(`document.documentElement.outerHTML`, &body)) // by node it would fail while a page is being replaced
	return body
}

// Path is the address of the page without its server.
func (tab *Tab) Path() string {
	return strings.TrimPrefix(tab.where(), strings.TrimSuffix(tab.base.String(), "/"))
}

// Title is the title of the window.
func (tab *Tab) Title() string {
	tab.t.Helper()
	var title string
	tab.run(chromedp.Title(&title))
	return title
}

// Eval runs a script in the page, outside its policy, and reads its value into out.
func (tab *Tab) Eval(script string, out any) {
	tab.t.Helper()
	tab.run(chromedp.Evaluate(script, out))
}

// Focus is the id of the element that has the focus, "" for none.
func (tab *Tab) Focus() string {
	tab.t.Helper()
	var id string
	tab.Eval(`document.activeElement.id`, &id)
	return id
}

// Wait waits until something is to be seen.
func (tab *Tab) Wait(selector string) {
	tab.t.Helper()
	tab.run(chromedp.WaitVisible(selector, chromedp.ByQuery))
}

// Wide makes the window so many pixels wide.
func (tab *Tab) Wide(pixels int) {
	tab.t.Helper()
	tab.run(emulation.SetDeviceMetricsOverride(int64(pixels), 900, 1, pixels < 700))
}

// Dark asks for the colours of the night, or of the day again.
func (tab *Tab) Dark(dark bool) {
	tab.t.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	tab.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
}

// Shot takes a picture of the whole page, when a folder for them is named.
func (tab *Tab) Shot(name string) {
	tab.t.Helper()
	folder := os.Getenv(Shots)
	if folder == "" {
		return
	}
	var png []byte
	tab.run(chromedp.FullScreenshot(&png, 100))
	if err := os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644); err != nil {
		tab.t.Fatal(err)
	}
}

// Look looks at the page at both widths, by day and by night: no fault of accessibility,
// nothing that makes the page scroll sideways, not at 400 % either. Pictures are called name-width[-dark].
func (tab *Tab) Look(name string) {
	tab.t.Helper()
	for _, width := range []int{360, 1366} {
		tab.Wide(width)
		for _, dark := range []bool{false, true} {
			tab.Dark(dark)
			view := fmt.Sprintf("%s-%d", name, width)
			if dark {
				view += "-dark"
			}
			tab.Axe(view)
			tab.Shot(view)
		}
		tab.sideways(name, width)
	}
	tab.Dark(false)
	tab.Wide(320) // a window of 1280 px at 400 %
	tab.sideways(name, 320)
}

func (tab *Tab) sideways(name string, width int) {
	tab.t.Helper()
	var over int
	tab.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &over)
	if over > 0 {
		tab.t.Errorf("browser: %s scrolls %d px sideways at %d px", name, over, width)
	}
}
