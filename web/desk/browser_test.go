package desk_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
)

// hands counts the keys that a person presses.
type hands struct {
	*browser.Tab
	keys int
}

func (h *hands) press(keys ...string) {
	h.keys += len(keys)
	h.Press(keys...)
}

func (h *hands) write(text string) {
	h.keys += len(text)
	h.Write(text)
}

// until waits for what the server works out beside the typing, as a person does.
func (h *hands) until(t *testing.T, what, script string) {
	t.Helper()
	for late := time.Now().Add(20 * time.Second); time.Now().Before(late); time.Sleep(10 * time.Millisecond) {
		var there bool
		if h.Eval(script, &there); there {
			return
		}
	}
	t.Fatalf("%s does not come", what)
}

func (h *house) in(tab *browser.Tab, login, path string) {
	tab.Go("/as/" + login + "?to=" + url.QueryEscape(path))
}

func TestADossierIsReceivedWithoutAMouseInFewKeys(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	h.received()
	tab := &hands{Tab: b.Tab(t, h.base)}
	h.in(tab.Tab, "oanh", "/desk/receive")
	tab.keys++
	tab.PressOn("F2")
	tab.write("999186012345")
	tab.press("Enter")
	tab.until(t, "the procedure's field", `document.activeElement.id === "f-procedure"`)
	if got := tab.Text("#live-person"); !strings.Contains(got, "Đinh Thị Hồng Nhung") {
		t.Errorf("the person is not known: %s", got)
	}
	tab.write("1")
	tab.press("Enter")
	tab.until(t, "the cases", `document.activeElement.name === "case"`)
	tab.press("1", "Enter")
	tab.until(t, "the papers", `document.activeElement.name === "paper"`)
	tab.press("A")
	tab.until(t, "the telephone", `document.activeElement.id === "f-phone"`)
	if got := tab.Value("#f-phone"); got != "0600000123" {
		t.Errorf("the telephone known is %q", got)
	}
	tab.press("Enter", "2", "Enter", "1")
	tab.until(t, "the receipt", `document.querySelector("#live-receipt").innerText.includes("30 tháng 01 năm 2023") && document.querySelector("#live-receipt").innerText.includes("bưu chính")`)
	tab.Shot("reception-filled")
	tab.keys += 2
	tab.PressOn("Ctrl+Enter")
	if !strings.HasPrefix(tab.Path(), "/desk/dossiers/H99.28-221230-0002") {
		t.Fatalf("received, and at %s: %s", tab.Path(), tab.Text("main"))
	}
	t.Logf("received in %d keys", tab.keys)
	if tab.keys > 95 {
		t.Errorf("%d keys, more than 95", tab.keys)
	}
}

func TestANewPersonIsReceivedWithTheReaderInFewKeys(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	tab := &hands{Tab: b.Tab(t, h.base)}
	h.in(tab.Tab, "oanh", "/desk/receive")
	tab.keys++
	tab.PressOn("F2")
	tab.Write("999186012345|999123456|Đinh Thị Hồng Nhung|14081986|Nữ|thôn Phú Thạnh, xã Hòa Lâm|01052021") // the reader types
	tab.Press("Enter")
	tab.until(t, "the procedure's field", `document.activeElement.id === "f-procedure"`)
	tab.write("gpxd")
	tab.press("Enter")
	tab.until(t, "the cases", `document.activeElement.name === "case"`)
	tab.press("1", "Enter")
	tab.until(t, "the papers", `document.activeElement.name === "paper"`)
	tab.press("Space", "Enter", "Space", "Enter", "Space", "Enter", "Enter")
	tab.write("0600000124")
	tab.keys += 2
	tab.PressOn("Ctrl+Enter")
	if !strings.HasPrefix(tab.Path(), "/desk/dossiers/H99.28-221230-0001") {
		t.Fatalf("received, and at %s: %s", tab.Path(), tab.Text("main"))
	}
	t.Logf("received in %d keys", tab.keys)
	if d := h.file("H99.28-221230-0001"); tab.keys > 40 || !strings.Contains(d.Papers, "Bản vẽ") {
		t.Errorf("%d keys, more than 40; papers %q", tab.keys, d.Papers)
	}
}

func TestThePagesAreAccessibleInBothLanguagesAtBothWidths(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	var codes []string
	for range 6 {
		codes = append(codes, h.received("once", ""))
	}
	h.as("bao").send(dossiers+codes[0]+"/supplement", 303, "reason", "thiếu bản vẽ móng")
	h.now = at("2023-01-04T10:00")
	h.as("oanh").send(dossiers+codes[0]+"/supply", 303, "papers", "bản vẽ móng")
	h.as("tri").send(dossiers+codes[0]+"/extend", 303, "to", "28/02/2023", "reason", "chờ kết quả đo đạc của đơn vị tư vấn")
	h.as("bao").send(dossiers+codes[1]+"/supplement", 303, "reason", "thiếu")
	h.as("bao").send("/desk/work", 200, "do", "complete", "row", codes[2]+":1", "row", codes[3]+":1")
	h.as("bao").send("/desk/work", 200, "do", "complete", "row", codes[2]+":2")
	h.now = at("2023-02-03T10:00")
	h.as("tri").send(dossiers+codes[2]+"/finish", 303)
	for _, lang := range []string{"vi", "en"} {
		tab := b.Tab(t, h.base)
		look := func(who, path, name string) {
			h.in(tab, who, path+map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]+"lang="+lang)
			tab.Look("desk-" + name + "-" + lang)
			htmlcheck.Page(t, tab.HTML())
		}
		look("oanh", "/desk/receive", "receive")
		tab.Wide(1366)
		tab.Type("#f-card", "999186")
		tab.Type("#f-procedure", "1.00")
		tab.PressOn("Ctrl+Enter")
		tab.Look("desk-receive-errors-" + lang)
		look("bao", "/desk/work?tab=all", "work")
		look("tri", dossiers+codes[0], "dossier")
		look("tri", dossiers+codes[0]+"/correct", "correct")
		look("oanh", dossiers+codes[2]+"/hand-over", "hand-over")
		look("oanh", "/desk/return", "return")
		look("bao", "/desk/register", "register")
		look("oanh", dossiers+codes[0]+"/receipt", "receipt")
		look("oanh", dossiers+codes[0]+"/forms", "forms")
		look("oanh", dossiers+codes[0]+"/forms/apology?size=a4", "apology")
		look("oanh", dossiers+codes[0]+"/forms/control", "control")
		look("oanh", "/desk/register/print", "register-print")
		tab.Go("/desk/register?lang=" + lang)
		if bytes, requests := tab.Weight(); bytes > 80_000 || requests > 6 {
			t.Errorf("the register takes %d bytes in %d requests", bytes, requests)
		}
	}
}
