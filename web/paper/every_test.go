package paper_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/web/paper"
)

// margins of a page in millimetres, and the page's size in points as other programs tell it.
var margins = map[paper.Size]struct {
	top, right, bottom, left float64
	page                     string
}{
	paper.A4:   {10, 15, 20, 25, "595.28 x 841.89 pts"},
	paper.A5:   {3, 9, 6, 12, "419.53 x 595.28 pts"},
	paper.Wide: {8, 10, 10, 15, "841.89 x 595.28 pts"},
}

func TestEveryFormSaysTheSameOnThePageAndInTheFileAndKeepsToItsMargins(t *testing.T) {
	every(t, func(t *testing.T, name string, s paper.Sheet) {
		path := file(t, s)
		text, ok := tool(t, "pdftotext", "-raw", path, "-")
		if !ok {
			return
		}
		if got, want := withoutHeaders(text, s), withoutHeaders(htmlText(t, s), s); got != want {
			t.Errorf("file %s\npage %s", got, want)
		}
		if strings.Contains(text, "?") {
			t.Errorf("a letter could not be drawn: %s", text)
		}
		fontsIn(t, path)
		info, _ := tool(t, "pdfinfo", path)
		if want := margins[s.Size].page; !strings.Contains(info, want) {
			t.Errorf("not %s:\n%s", want, info)
		}
		inkInside(t, path, s.Size)
		keep(t, path, name)
	})
}

// fontsIn wants every face embedded, as a subset with a map to Unicode.
func fontsIn(t *testing.T, path string) {
	t.Helper()
	fonts, ok := tool(t, "pdffonts", path)
	if !ok {
		return
	}
	lines := strings.Split(strings.TrimSpace(fonts), "\n")[2:]
	for _, line := range lines {
		fields := strings.Fields(line) // … encoding, embedded, subset, Unicode, object, generation
		if flags := fields[len(fields)-5 : len(fields)-2]; flags[0] != "yes" || flags[2] != "yes" {
			t.Errorf("a face is not embedded: %s", line)
		}
	}
	if len(lines) < 2 {
		t.Errorf("faces: %s", fonts)
	}
}

// inkInside looks at every page as it comes out of a printer.
func inkInside(t *testing.T, path string, size paper.Size) {
	t.Helper()
	const dpi = 50
	prefix := strings.TrimSuffix(path, ".pdf")
	if _, ok := tool(t, "pdftoppm", "-gray", "-r", fmt.Sprint(dpi), path, prefix); !ok {
		return
	}
	pages, err := filepath.Glob(prefix + "-*.pgm")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages")
	}
	m := margins[size]
	for _, page := range pages {
		picture, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		var width, height, white, ink int
		if _, err := fmt.Fscanf(bytes.NewReader(picture), "P5\n%d %d\n%d", &width, &height, &white); err != nil {
			t.Fatal(err)
		}
		pixels := picture[len(picture)-width*height:]
		for i, p := range pixels {
			if p > 127 {
				continue
			}
			ink++
			x, y := float64(i%width)*25.4/dpi, float64(i/width)*25.4/dpi
			if x < m.left-1 || x > float64(width)*25.4/dpi-m.right+0.5 || y < m.top-1 || y > float64(height)*25.4/dpi-m.bottom+1 {
				t.Errorf("%s: ink at %.0f, %.0f mm", filepath.Base(page), x, y)
				break
			}
		}
		if ink == 0 {
			t.Errorf("%s is empty", filepath.Base(page))
		}
	}
}

func TestEveryCodeIsReadFromABlackAndWhitePrint(t *testing.T) {
	for _, f := range []filling{usual, longest} {
		for _, size := range []paper.Size{paper.A5, paper.A4} {
			for kind, p := range papers(f, in2026, size) {
				path := file(t, sheet(t, p))
				picture := strings.TrimSuffix(path, ".pdf")
				if _, ok := tool(t, "pdftoppm", "-mono", "-r", "150", "-f", "1", "-l", "1", "-singlefile", path, picture); !ok {
					return
				}
				if said, ok := tool(t, "zbarimg", "-q", "--raw", picture+".pbm"); ok && strings.TrimSpace(said) != check {
					t.Errorf("%s %s %s: the code says %q", kind, f, size, said)
				}
			}
		}
	}
}

func TestFourHundredAndThirtyFivePapersAreAllOnTheReceipt(t *testing.T) {
	for _, size := range []paper.Size{paper.A5, paper.A4} {
		s := sheet(t, receipt(longest, in2026, size, 435))
		path := file(t, s)
		text, ok := tool(t, "pdftotext", "-raw", path, "-")
		if !ok {
			return
		}
		if got, want := withoutHeaders(text, s), withoutHeaders(htmlText(t, s), s); got != want {
			t.Errorf("%s: the file does not say what the page says", size)
		}
		inkInside(t, path, size)
	}
}

func TestThePaperIsThatOfItsDay(t *testing.T) {
	said := func(at time.Time, kind string) string {
		return htmlText(t, sheet(t, papers(usual, at, paper.A5)[kind]))
	}
	for _, c := range []struct{ kind, old, since string }{
		{"receipt", "", "bản 3"}, {"apology", "HẸN LẠI", "GIA HẠN"}, {"supplement", "", "Giai đoạn giải quyết"},
	} {
		before, now := said(in2022, c.kind), said(in2026, c.kind)
		if !strings.Contains(before, c.old) || strings.Contains(before, c.since) || !strings.Contains(now, c.since) {
			t.Errorf("%s: %s\n%s", c.kind, before, now)
		}
	}
	last, first := paper.SetOn(calendar.MustDay("2025-09-14")), paper.SetOn(calendar.MustDay("2025-09-15"))
	if last.Source(paper.ControlForm) != "Mẫu số 05, TT 01/2018/TT-VPCP" || first.Source(paper.ControlForm) != "Mẫu số 06, TT 03/2025/TT-VPCP" {
		t.Errorf("%s, %s", last.Source(paper.ControlForm), first.Source(paper.ControlForm))
	}
	if last.Source(paper.StopForm) != "Thể thức theo NĐ 30/2020/NĐ-CP" || first.Source(paper.StopForm) != "Mẫu số 05, TT 03/2025/TT-VPCP" {
		t.Error("the notice of stopping is new in TT 03/2025")
	}
}

func TestTheSetsFollowEachOtherWithoutAGapAndAreNumberedThrough(t *testing.T) {
	sets := paper.Sets()
	for i, s := range sets {
		if i == 0 && s.Until != 0 || i > 0 && s.Until != sets[i-1].From {
			t.Errorf("%s ends on %s", s.Basis, s.Until.Vietnamese())
		}
		n := 0
		for _, f := range s.Forms() {
			if f.No == "" {
				continue
			}
			if n++; f.No != fmt.Sprintf("Mẫu số %02d", n) {
				t.Errorf("%s: form %d is %s", s.Basis, n, f.No)
			}
		}
		if want := map[string]int{"TT 03/2025/TT-VPCP": 7, "TT 01/2018/TT-VPCP": 6}[s.Basis]; n != want {
			t.Errorf("%s has %d forms", s.Basis, n)
		}
	}
}
