package counter_test

import (
	"strings"
	"testing"
	"time"

	"cchc/kit/browser"
)

func TestACopyOfARepeatedKindIsEnteredInFewKeys(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	h.morning()
	tab := b.Tab(t, h.base)
	tab.Go("/as/oanh?to=/counter/copies")
	keys := 0
	write := func(text string) { keys += len([]rune(text)); tab.Write(text) }
	press := func(list ...string) { keys += len(list); tab.Press(list...) }
	enter := func() { keys += 2; tab.PressOn("Ctrl+Enter") }
	write("Lê Văn Bình")
	press("Enter")
	write("2")
	press("Enter")
	write("3")
	press("Enter")
	write("2")
	enter()
	if got := tab.Text("[role=status]"); !strings.Contains(got, "Đã ghi số chứng thực 4") {
		t.Fatalf("entered, and the page says %s", got)
	}
	t.Logf("a person's first copy takes %d keys", keys)
	if keys > 25 {
		t.Errorf("%d keys for a person's first paper, more than 25", keys)
	}
	keys = 0
	write("1")
	press("Enter")
	write("1")
	press("Enter")
	write("2")
	enter()
	if got := tab.Text("main"); !strings.Contains(got, "Đã ghi số chứng thực 5") || !strings.Contains(got, "Lê Văn Bình") {
		t.Errorf("the second paper: %s", got)
	}
	t.Logf("the next paper takes %d keys", keys)
	if keys > 10 {
		t.Errorf("%d keys for the next paper of the same person, more than 10", keys)
	}
}

func TestTheScreenFollowsTheCallsByItselfAndIsReadableWithoutAScript(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	tab := b.Tab(t, h.base)
	tab.Wide(1920)
	tab.Go("/counter/screen/13")
	for i, want := range []string{"A001", "A002"} {
		h.send("oanh", "/counter/queue/take", 303, "series", "A")
		h.send("oanh", "/counter/queue/call", 303, "station", []string{"1", "2"}[i])
		waitFor(t, tab, want)
	}
	if got := tab.Text("[data-say]"); !strings.Contains(got, "Mời số A002 đến quầy 2") {
		t.Errorf("called out: %q", got)
	}
	tab.Scripts(false)
	tab.Go("/counter/screen/13")
	if got := tab.Text(".hall-number"); got != "A002" {
		t.Errorf("without a script the screen shows %q", got)
	}
}

// waitFor waits until the screen calls a number.
func waitFor(t *testing.T, tab *browser.Tab, code string) {
	t.Helper()
	for late := time.Now().Add(20 * time.Second); time.Now().Before(late); time.Sleep(20 * time.Millisecond) {
		var shown string
		if tab.Eval(`document.querySelector(".hall-number")?.textContent ?? ""`, &shown); shown == code {
			return
		}
	}
	t.Errorf("%s is not called on the screen", code)
}
