package layout_test

import (
	"strings"
	"testing"

	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
)

func TestComponentsAreAccessibleAtBothWidthsInBothLanguagesByDayAndNight(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	base := serve(t)
	for _, lang := range []string{"vi", "en"} {
		tab := b.Tab(t, base)
		for _, frame := range []string{"desk", "citizen"} {
			tab.Wide(1366)
			tab.Go("/sample?frame=" + frame + "&lang=" + lang)
			tab.Look("sample-" + frame + "-" + lang)
			htmlcheck.Page(t, tab.HTML())
			tab.Wide(1366)
			tab.ClickOn("main .go")
			tab.Look("sample-" + frame + "-" + lang + "-errors")
			htmlcheck.Page(t, tab.HTML())
		}
		tab.Go("/away")
		tab.Look("away-" + lang)
	}
}

func TestOfficersWorkWithoutAMouse(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	tab := b.Tab(t, serve(t))
	tab.Go("/sample")
	tab.Click("#f-id")
	tab.Press("Enter")
	if at := tab.Focus(); at != "f-phone" {
		t.Errorf("Enter leads to %q, not to the next field", at)
	}
	tab.Write("0600000000")
	tab.PressOn("Ctrl+Enter")
	if tab.Status() != 422 {
		t.Errorf("Ctrl+Enter: status %d", tab.Status())
	}
	if got := tab.Value("#f-phone"); got != "0600000000" {
		t.Errorf("the number typed became %q", got)
	}
	if !strings.HasPrefix(tab.Title(), "Lỗi: ") {
		t.Errorf("the title %q does not say that there are errors", tab.Title())
	}
	var focus string
	tab.Eval(`document.activeElement.className`, &focus)
	if focus != "errors" {
		t.Errorf("the focus is at %q, not at the summary of errors", focus)
	}
	tab.Click(".errors a")
	if at := tab.Focus(); at != "f-id" {
		t.Errorf("an error leads to %q", at)
	}
	tab.Type("#f-note", "ok")
	tab.PressOn("Ctrl+Enter", "Ctrl+Enter", "Ctrl+Enter")
	if n := saved.Load(); n != 1 {
		t.Errorf("sent %d times", n)
	}
	if tab.Path() != "/sample?frame=desk" {
		t.Errorf("saved, and at %s", tab.Path())
	}
	tab.Click("summary")
	tab.Type("#f-why", "nhầm")
	tab.Press("Ctrl+Enter")
	if tab.Path() != "/sample?frame=desk" || tab.Value("#f-why") != "nhầm" {
		t.Error("Ctrl+Enter in a confirmation pressed the page's button")
	}
	tab.Shot("sample-confirm")
	tab.PressOn("F2")
	if bytes, requests := tab.Weight(); bytes > 40_000 || requests > 6 {
		t.Errorf("a page takes %d bytes in %d requests", bytes, requests)
	}
}
