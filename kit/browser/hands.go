package browser

import (
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// named are the keys that have a name instead of a letter.
var named = map[string]string{
	"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Space": " ", "Backspace": kb.Backspace,
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
	"F1": kb.F1, "F2": kb.F2, "F3": kb.F3, "F4": kb.F4, "F8": kb.F8, "F9": kb.F9,
}

// key is one press, as a page writes it in its <kbd>: "Ctrl+Enter", "F2", "A".
func key(press string) chromedp.Action {
	parts := strings.Split(press, "+")
	var with []chromedp.KeyOption
	for _, held := range parts[:len(parts)-1] {
		switch held {
		case "Ctrl":
			with = append(with, chromedp.KeyModifiers(input.ModifierCtrl))
		case "Shift":
			with = append(with, chromedp.KeyModifiers(input.ModifierShift))
		case "Alt":
			with = append(with, chromedp.KeyModifiers(input.ModifierAlt))
		}
	}
	last := parts[len(parts)-1]
	if code, ok := named[last]; ok {
		last = code
	}
	return chromedp.KeyEvent(last, with...)
}

func keys(presses []string) chromedp.Tasks {
	var all chromedp.Tasks
	for _, press := range presses {
		all = append(all, key(press))
	}
	return all
}

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
	tab.run(chromedp.KeyEvent(text))
}

// Type replaces what stands in a field.
func (tab *Tab) Type(selector, text string) {
	tab.t.Helper()
	tab.run(chromedp.WaitVisible(selector, chromedp.ByQuery), chromedp.SetValue(selector, "", chromedp.ByQuery),
		chromedp.SendKeys(selector, text, chromedp.ByQuery))
}

// Choose chooses an answer of a list by its value.
func (tab *Tab) Choose(selector, value string) {
	tab.t.Helper()
	tab.run(chromedp.SetValue(selector, value, chromedp.ByQuery))
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
