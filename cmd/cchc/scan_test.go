package main

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cchc/kit/browser"
)

var (
	codeShape  = regexp.MustCompile(`<path fill="#000" d="([^"]+)"`)
	codeStroke = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-\d+z`)
)

// scanned reads the QR code of a printed page as a telephone does: from what is drawn. Where no
// reader is installed ok is false.
func scanned(t *testing.T, page string) (address *url.URL, ok bool) {
	t.Helper()
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Log("not scanned: no zbarimg here")
		return nil, false
	}
	shape := codeShape.FindStringSubmatch(page)
	if shape == nil {
		t.Fatal("the paper has no code")
	}
	const squares, scale = 80, 8
	picture := bytes.Repeat([]byte{255}, squares*squares*scale*scale)
	for _, m := range codeStroke.FindAllStringSubmatch(shape[1], -1) {
		var x, y, width int
		if _, err := fmt.Sscan(m[1], &x); err != nil {
			t.Fatal(err)
		}
		fmt.Sscan(m[2]+" "+m[3], &y, &width) // digits: never fails
		for row := (y + 4) * scale; row < (y+5)*scale; row++ {
			from := row*squares*scale + (x+4)*scale
			copy(picture[from:from+width*scale], make([]byte, width*scale))
		}
	}
	path := filepath.Join(t.TempDir(), "code.pgm")
	head := fmt.Sprintf("P5\n%d %d\n255\n", squares*scale, squares*scale)
	if err := os.WriteFile(path, append([]byte(head), picture...), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("zbarimg", "-q", "--raw", path).Output()
	if err != nil {
		t.Fatalf("the code cannot be read: %v", err)
	}
	if address, err = url.Parse(strings.TrimSpace(string(said))); err != nil {
		t.Fatal(err)
	}
	return address, true
}

// checkPaper scans the receipt: the paper is confirmed, and leads its holder to the dossier.
func checkPaper(t *testing.T, citizen *browser.Tab, page string) {
	t.Helper()
	address, ok := scanned(t, page)
	if !ok {
		return
	}
	citizen.Go(address.RequestURI())
	if said := citizen.Text("main"); !strings.Contains(said, "Giấy này do hệ thống phát hành.") || strings.Contains(said, "Hồng Nhung") {
		t.Errorf("the receipt's code leads to: %s", said)
	}
	citizen.ClickOn(`a[href^="/track/"]`)
	if said := citizen.Text("main"); !strings.Contains(said, "Đinh Thị Hồng Nhung") {
		t.Errorf("the holder of the receipt does not see the own name: %s", said)
	}
	query := address.Query()
	query.Set("k", strings.Repeat("A", 16))
	citizen.Go(address.Path + "?" + query.Encode())
	if said := citizen.Text("main"); !strings.Contains(said, "Không xác nhận được giấy này") {
		t.Errorf("a forged receipt is answered: %s", said)
	}
}
