package browser

import (
	"context"
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

var held = map[string]input.Modifier{"Ctrl": input.ModifierCtrl, "Shift": input.ModifierShift, "Alt": input.ModifierAlt}

// keys are presses as a page writes them in its <kbd>: "Ctrl+Enter", "F2", "A".
func keys(presses []string) chromedp.Tasks {
	var all chromedp.Tasks
	for _, press := range presses {
		var with input.Modifier
		parts := strings.Split(press, "+")
		for _, name := range parts[:len(parts)-1] {
			with |= held[name]
		}
		last := parts[len(parts)-1]
		if code, ok := named[last]; ok {
			last = code
		}
		all = append(all, strokes(last, with))
	}
	return all
}

// strokes types a text key by key. A key goes down together with its letter, as on a real
// keyboard: a page that stops the key stops the letter too.
func strokes(text string, with input.Modifier) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		for _, letter := range text {
			if err := stroke(ctx, letter, with); err != nil {
				return err
			}
		}
		return nil
	})
}

func stroke(ctx context.Context, letter rune, with input.Modifier) error {
	if _, ok := kb.Keys[letter]; !ok { // ế, ư: input methods insert them whole
		return input.InsertText(string(letter)).Do(ctx)
	}
	events := kb.Encode(letter)
	down, up := events[0], events[len(events)-1]
	down.Modifiers |= with
	up.Modifiers |= with
	if len(events) == 3 && with&^input.ModifierShift == 0 {
		down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
	}
	if err := down.Do(ctx); err != nil {
		return err
	}
	return up.Do(ctx)
}
