package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cchc/kit/browser"
)

func TestAFileScannedWhileTypingIsTheDossiersOnceItIsReceived(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	p := startDemo(t)
	tab := b.Tab(t, p.url)
	p.signIn(t, tab, "motcua.anhoi")
	var picture bytes.Buffer
	png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4)))
	good, bad := filepath.Join(t.TempDir(), "giấy chứng sinh.png"), filepath.Join(t.TempDir(), "trang.pdf")
	for file, text := range map[string][]byte{good: picture.Bytes(), bad: []byte("<html>")} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tab.Go("/desk/receive")
	tab.Write("999186012345|999123456|Đinh Thị Hồng Nhung|14081986|Nữ|khối 2, phường An Hội|01052021")
	tab.Press("Enter")
	waitFor(t, tab, `document.activeElement.id === "f-procedure"`)
	tab.Write("khai sinh")
	tab.Press("Enter")
	waitFor(t, tab, `document.querySelector("[name=paper]") !== null || document.querySelector("[name=pick]") !== null`)
	tab.Eval(`(() => { const p = document.querySelector("[name=pick]"); if (p) p.click(); return true })()`, new(bool))
	waitFor(t, tab, `document.querySelector("[name=paper]") !== null`)
	tab.Eval(`(() => { document.querySelectorAll("[name=paper]").forEach(p => { p.checked = true }); return true })()`, new(bool))
	tab.Press("F8")
	waitFor(t, tab, `document.querySelector("dialog[data-papers]").open && document.querySelectorAll("#f-component option").length > 1`)
	tab.Upload("#f-file", bad)
	tab.Click("dialog .btn")
	waitFor(t, tab, `document.querySelector("dialog [role=status]").textContent.includes("Không nhận loại tệp này")`)
	tab.Upload("#f-file", good)
	tab.Click("dialog .btn")
	waitFor(t, tab, `document.querySelectorAll("#uploads [name=upload]").length === 1`)
	tab.Shot("reception-files")
	tab.Axe("reception-files")
	tab.Click("dialog [data-close]")
	tab.Type("#f-phone", "0600000123")
	tab.PressOn("Ctrl+Enter")
	code, _, _ := strings.Cut(strings.TrimPrefix(tab.Path(), "/desk/dossiers/"), "?")
	tab.Go("/desk/dossiers/" + code + "/papers")
	if said := tab.Text("main"); !strings.Contains(said, "giấy chứng sinh.png") || strings.Contains(said, "trang.pdf") {
		t.Errorf("after the receipt the papers are: %s", said)
	}
	tab.Upload("#f-file", good)
	tab.ClickOn("main .go")
	if said := tab.Text("main"); !strings.Contains(said, "Đã thêm giấy tờ") {
		t.Errorf("after another upload: %s", said)
	}
	tab.Forgive() // the refused file was answered with 422
}
