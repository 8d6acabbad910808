package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/kit/browser"
)

// serveOn serves a database on an address until stop is called, which waits for its end.
func serveOn(t *testing.T, database, address string) (url string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	heard, ended := &listener{}, make(chan int, 1)
	go func() { ended <- run(ctx, []string{"--db", database, "serve", "--addr", address}, io.Discard, heard) }()
	stopped := false
	stop = func() {
		if cancel(); !stopped {
			stopped = true
			<-ended
		}
	}
	t.Cleanup(stop)
	return heard.address(t), stop
}

func TestAFormSentWhileTheProgramIsAwayMakesOneDossierOnceItIsBack(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	p := program{database: filepath.Join(t.TempDir(), "demo.db"), passwords: map[string]string{}}
	var out, said bytes.Buffer
	if code := run(t.Context(), []string{"--db", p.database, "demo", "--scale", "0.0005", "--serve=false"}, &out, &said); code != exitOK {
		t.Fatalf("exit %d: %s", code, said.String())
	}
	for _, m := range loginLine.FindAllStringSubmatch(out.String(), -1) {
		p.passwords[m[1]] = m[2]
	}
	received := `SELECT count(*) FROM event WHERE act = 'receive'`
	before := count(t, p.database, received)
	url, stop := serveOn(t, p.database, "127.0.0.1:0")
	p.url = url
	tab := b.Tab(t, p.url)
	p.signIn(t, tab, "motcua.anhoi")
	tab.Go("/desk/receive")
	tab.Write("999186012345|999123456|Đinh Thị Hồng Nhung|14081986|Nữ|khối 2, phường An Hội|01052021")
	tab.Press("Enter")
	waitFor(t, tab, `document.activeElement.id === "f-procedure"`)
	tab.Write("9.000101")
	tab.Press("Enter")
	waitFor(t, tab, `document.activeElement.name === "paper"`)
	tab.Press("A")
	waitFor(t, tab, `document.activeElement.id === "f-phone"`)
	tab.Write("0600000124")
	waitFor(t, tab, `document.querySelector("#live-receipt").innerText.includes("Hồng Nhung")`)

	stop()
	tab.Press("Ctrl+Enter", "Ctrl+Enter")
	waitFor(t, tab, `!document.getElementById("away").hidden`)
	if typed := tab.Value("#f-phone") + tab.Value("#f-name"); typed != "0600000124Đinh Thị Hồng Nhung" {
		t.Errorf("while the program is away the form says %q", typed)
	}
	serveOn(t, p.database, strings.TrimPrefix(url, "http://"))
	for late := time.Now().Add(time.Minute); strings.HasPrefix(tab.Path(), "/desk/receive") && time.Now().Before(late); {
		time.Sleep(100 * time.Millisecond)
	}
	tab.Forgive() // the requests that nobody answered
	if !strings.Contains(tab.Path()+tab.Text("main"), "H99.60.01-") {
		t.Errorf("sent again, and at %s: %s", tab.Path(), tab.Text("main"))
	}
	if n := count(t, p.database, received) - before; n != 1 {
		t.Errorf("%d dossiers of one form", n)
	}
}
