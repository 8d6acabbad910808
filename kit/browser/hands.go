package browser

import (
	"fmt"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Press presses keys where the focus is.
func (tab *Tab) Press(presses ...string) {
	tab.t.Helper()
	tab.run(keys(presses))
}

// PressOn presses keys and waits for the page to which the last one leads.
func (tab *Tab) PressOn(presses ...string) {
	tab.t.Helper()
	tab.arrive(keys(presses))
}

// Write types a text where the focus is.
func (tab *Tab) Write(text string) {
	tab.t.Helper()
	tab.run(strokes(text, 0))
}

// Type replaces what stands in a field.
func (tab *Tab) Type(selector, text string) {
	tab.t.Helper()
	tab.Wait(selector)
	tab.with(selector, `at.focus(); at.select()`)
	if text == "" {
		text = kb.Backspace
	}
	tab.run(strokes(text, 0))
}

// Choose chooses an answer of a list by its value.
func (tab *Tab) Choose(selector, value string) {
	tab.t.Helper()
	tab.with(selector, fmt.Sprintf(`at.value = %q; at.dispatchEvent(new Event("change", {bubbles: true}))`, value))
}

// with runs a script with at as the first element that matches.
func (tab *Tab) with(selector, script string) {
	tab.t.Helper()
	tab.run(chromedp.Evaluate(fmt.Sprintf(`(at => { %s })(document.querySelector(%q))`, script, selector), nil))
}

// Click clicks something that stays on the page.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.run(chromedp.Click(selector, chromedp.ByQuery, chromedp.NodeVisible))
}

// ClickOn clicks something that leads to another page, and waits for it.
func (tab *Tab) ClickOn(selector string) {
	tab.t.Helper()
	tab.arrive(chromedp.Click(selector, chromedp.ByQuery, chromedp.NodeVisible))
}

// Upload chooses a file of the machine in a file field.
func (tab *Tab) Upload(selector, file string) {
	tab.t.Helper()
	tab.run(chromedp.SetUploadFiles(selector, []string{file}, chromedp.ByQuery))
}
