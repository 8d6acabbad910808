package desk_test

import (
	"net"
	"strings"
	"testing"

	"cchc/kit/browser"
)

// typing fills the form in as far as the components.
func (h *house) typing(t *testing.T, tab *hands) {
	t.Helper()
	h.in(tab.Tab, "oanh", "/desk/receive")
	tab.PressOn("F2")
	tab.Write("999186012345|999123456|Đinh Thị Hồng Nhung|14081986|Nữ|thôn Phú Thạnh, xã Hòa Lâm|01052021")
	tab.Press("Enter")
	tab.until(t, "the procedure's field", `document.activeElement.id === "f-procedure"`)
	tab.write("gpxd")
	tab.press("Enter")
	tab.until(t, "the cases", `document.activeElement.name === "case"`)
	tab.press("1", "Enter")
	tab.until(t, "the papers", `document.activeElement.name === "paper"`)
	tab.press("A")
	tab.until(t, "the telephone", `document.activeElement.id === "f-phone"`)
	tab.write("0600000124")
}

func TestACutConnectionLosesNothingAndMakesOneDossier(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	wire := cut(t, h.base)
	tab := &hands{Tab: b.Tab(t, wire.base)}
	h.typing(t, tab)
	wire.down(true)
	tab.Press("Ctrl+Enter", "Ctrl+Enter") // an impatient hand
	tab.until(t, "word that the server is away", `!document.getElementById("away").hidden`)
	tab.Shot("reception-away")
	if got := tab.Value("#f-phone"); got != "0600000124" {
		t.Errorf("the telephone typed is %q", got)
	}
	wire.down(false)
	tab.until(t, "the dossier", `location.pathname.startsWith("/desk/dossiers/H99.28-221230-0001")`)
	tab.Forgive() // the connection that was cut
	h.in(tab.Tab, "oanh", "/desk/register")
	if strings.Contains(tab.Text("main"), "221230-0002") {
		t.Error("one form made two dossiers")
	}
}

func TestAFormThatIsLoadedAgainIsStillFilledIn(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	tab := &hands{Tab: b.Tab(t, h.base)}
	h.typing(t, tab)
	tab.Go(tab.Path())
	if got := tab.Value("#f-phone") + tab.Value("#f-name") + tab.Value("#f-procedure"); got != "0600000124Đinh Thị Hồng Nhunggpxd" {
		t.Errorf("after loading again: %q", got)
	}
	tab.PressOn("Ctrl+Enter")
	if !strings.HasPrefix(tab.Path(), "/desk/dossiers/H99.28-221230-0001") {
		t.Fatalf("at %s: %s", tab.Path(), tab.Text("main"))
	}
	tab.PressOn("F3")
	if got := tab.Value("#f-name"); got != "Đinh Thị Hồng Nhung" {
		t.Errorf("the same person is %q", got)
	}
	tab.Shot("reception-same-person")
	tab.PressOn("F4")
	if got := tab.Text("main"); !strings.Contains(got, "Đã giữ bản nháp") {
		t.Errorf("F4 says %s", got)
	}
}

// wire is a way to a server that can be cut.
type wire struct {
	base string
	gate chan bool
}

func (w *wire) down(yes bool) { w.gate <- yes }

// cut listens beside a server and passes everything on, until it is told not to.
func cut(t *testing.T, to string) *wire {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{base: "http://" + listener.Addr().String(), gate: make(chan bool)}
	line := &line{to: strings.TrimPrefix(to, "http://")}
	go line.accept(listener)
	go func() {
		for yes := range w.gate {
			line.cut(yes)
		}
	}()
	t.Cleanup(func() { listener.Close(); close(w.gate); line.cut(true) })
	return w
}
