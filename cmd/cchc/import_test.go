package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func cchc(t *testing.T, args ...string) (code int, out, errOut string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), args, &o, &e)
	return code, o.String(), e.String()
}

func TestAFileWithOneFaultIsExitSixAndNothingIsKept(t *testing.T) {
	folder := t.TempDir()
	base := filepath.Join(folder, "cchc.db")
	file := filepath.Join(folder, "don-vi.csv")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, says := cchc(t, "migrate", "--db", base); code != exitOK {
		t.Fatal(says)
	}
	const good = "Mã,Tên,Cấp,Khối,Mã cấp trên,Hiệu lực từ\nH99,Tỉnh An Sơn,Cấp tỉnh,tinh,,01/01/2020\n"
	write(good + "H99.05,Sở Nội vụ,Cấp tỉnh,so,H98,01/01/2020\n")
	beside := filepath.Join(folder, "loi.csv")
	code, out, _ := cchc(t, "import", "orgunits", file, "--db", base, "--json", "--faults", beside)
	var answer struct {
		Kept   int
		Faults []importFault
	}
	if err := json.Unmarshal([]byte(out), &answer); err != nil {
		t.Fatal(err, out)
	}
	if code != exitInvalid || answer.Kept != 0 || len(answer.Faults) != 1 || answer.Faults[0].Row != 3 || answer.Faults[0].Column != "Mã cấp trên" {
		t.Errorf("exit %d: %s", code, out)
	}
	back, err := os.ReadFile(beside)
	if err != nil || !strings.Contains(string(back), "H98,01/01/2020,Mã cấp trên: Không có đơn vị") {
		t.Errorf("%s, %v", back, err)
	}
	write(good)
	if code, _, says := cchc(t, "import", "orgunits", file, "--db", base, "--dry-run"); code != exitOK || !strings.Contains(says, "có thể nhập 1 đơn vị") {
		t.Errorf("dry run: exit %d, %s", code, says)
	}
	if code, _, says := cchc(t, "import", "orgunits", file, "--db", base); code != exitOK || !strings.Contains(says, "Đã nhập 1 đơn vị") {
		t.Errorf("exit %d, %s", code, says)
	}
	if code, _, says := cchc(t, "import", "orgunits", file, "--db", base); code != exitOK || !strings.Contains(says, "đã được nhập") {
		t.Errorf("again: exit %d, %s", code, says)
	}
	if code, _, _ := cchc(t, "import", "figures", file, "--db", base); code != exitUsage {
		t.Errorf("an unknown kind: exit %d", code)
	}
	write("a;b\n1;2\n")
	if code, _, says := cchc(t, "import", "orgunits", file, "--db", base); code != exitInvalid || !strings.Contains(says, "tiêu đề") {
		t.Errorf("a file without its columns: exit %d, %s", code, says)
	}
}
