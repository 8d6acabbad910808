package pdf

import (
	"fmt"
	"image"
	"image/color"
	_ "image/png"
	"os"
	"strings"
	"testing"
)

// repertoire is every letter of Vietnamese in both cases and all tones, with what else stands on papers.
func repertoire() string {
	var b strings.Builder
	for _, letters := range []string{
		"aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz",
	} {
		b.WriteString(letters + strings.ToUpper(letters))
	}
	return b.String() + "0123456789.,;:!?()[]/%-–—+=<>&@#*'\"“”‘’…§°₫×÷≤≥"
}

func TestEveryFaceDrawsAllOfVietnamese(t *testing.T) {
	for style := Regular; style <= BoldItalic; style++ {
		has := coverage(style.face())
		for _, r := range repertoire() {
			if !has[r] {
				t.Errorf("face %d has no %c", style, r)
			}
		}
		for r := range covered() {
			if !has[r] {
				t.Errorf("face %d has no %c (%U), the regular one does", style, r, r)
			}
		}
	}
	if covered()['漢'] || covered()[0xFFFF] || covered()[0xE000] {
		t.Error("the faces claim to draw what they cannot")
	}
}

// The text of a file may be right while its glyphs are boxes. So each letter is rendered, and no two that
// differ may look the same: boxes would.
func TestRenderedLettersAreNotBoxes(t *testing.T) {
	letters := []rune("aạăắâấeẹêếoọôỗơợuụưựyỵdđAẠĂẮÂẤEẸÊẾOỌÔỖƠỢUỤƯỰYỴDĐ")
	for style := Regular; style <= BoldItalic; style++ {
		p := New(Options{Created: created, Margins: Margins{10, 10, 10, 10}})
		for _, r := range letters {
			p.Add(Paragraph{Text: Text{{Text: string(r), Style: style, Size: 10}}})
		}
		name := strings.TrimSuffix(saved(t, p), ".pdf")
		if _, ok := run(t, "pdftoppm", "-r", "200", "-png", "-gray", "-singlefile", name+".pdf", name); !ok {
			return
		}
		picture := decode(t, name+".png")
		seen := map[string]rune{}
		for i, r := range letters {
			shape := glyph(picture, 10+float64(i)*10*millimetre*leading)
			if !strings.Contains(shape, "#") {
				t.Errorf("face %d draws nothing for %c", style, r)
			}
			if before, same := seen[shape]; same {
				t.Errorf("face %d draws %c as %c", style, r, before)
			}
			seen[shape] = r
		}
	}
}

func decode(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// glyph is what stands on one line at the left margin, as text.
func glyph(picture image.Image, top float64) string {
	pixels := 200 / 25.4
	var b strings.Builder
	for y := int(top * pixels); y < int((top+10*millimetre*leading)*pixels); y++ {
		for x := int(9 * pixels); x < int(18*pixels); x++ {
			if color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y < 128 {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
	}
	return b.String()
}

func TestWhatCannotBeDrawnIsSeen(t *testing.T) {
	for in, want := range map[string]string{
		"Hồ sơ 漢 😀":               "Hồ sơ ? ?",
		"a\tb\r":                  "a b ",
		"Ho\u0302\u0300 sơ\u200b": "Hồ sơ",
		"x\x00y":                  "xy",
	} {
		if got := drawable(in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestLinesNeverGrowWiderThanTheirColumn(t *testing.T) {
	p := New(Options{Created: created})
	for _, text := range []Text{
		Plain(long), Plain(strings.Repeat("x", 300)), {{Text: "Hà", Style: Bold}, {Text: strings.Repeat("ệ", 90) + ", "}, {Text: "H99", Size: 20}},
		Plain("một hai\n\nba \n bốn "), Plain(""), Plain("\n"),
	} {
		for _, width := range []float64{8, 20, 55, 170} {
			for _, line := range p.lines(text, width, 2) {
				if line.width > width+rounding {
					t.Errorf("a line of %.2f in %.2f", line.width, width)
				}
			}
		}
	}
	if got := fmt.Sprint(len(p.lines(Plain("một hai\n\nba \n bốn "), 100, 0)), len(p.lines(Plain(""), 100, 0)), len(p.lines(Plain("a\n"), 100, 0))); got != "4 1 1" {
		t.Errorf("%s lines", got)
	}
}
