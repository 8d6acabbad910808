package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/kit/qr"

	"golang.org/x/text/unicode/norm"
)

var created = time.Date(2022, 12, 30, 7, 20, 0, 0, time.UTC)

const address = "https://motcua.anson.example/t/H99.28-221230-0047?k=7F3A91C204DE55AA"

const long = "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất số AB 123456 do Ủy ban nhân dân huyện Tân Bình cấp ngày 05 tháng 3 năm 2012"

// form is a paper with every block in it, and n rows of long text.
func form(t testing.TB, o Options, n int) *Paper {
	t.Helper()
	squares, err := qr.Matrix(address)
	if err != nil {
		t.Fatal(err)
	}
	o.Title, o.Created = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", created
	p := New(o)
	p.Add(Two(
		[]Block{Paragraph{Text: Plain("ỦY BAN NHÂN DÂN\nHUYỆN TÂN BÌNH"), Align: Centre}, Paragraph{Text: Strong("BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"), Align: Centre}, Rule{38}},
		[]Block{Paragraph{Text: Strong("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"), Align: Centre}, Rule{58}, Paragraph{Text: Slanted("Tân Bình, ngày 30 tháng 12 năm 2022"), Align: Centre}},
	), Space(4), Paragraph{Text: Text{{Text: "GIẤY TIẾP NHẬN HỒ SƠ", Style: Bold, Size: 14}}, Align: Centre, After: 2})
	code := Code{Squares: squares, Side: 20}
	p.Add(Columns{Gap: 3, Columns: []Column{{Width: code.Width(), Blocks: []Block{code}}, {Blocks: []Block{
		Paragraph{Text: Text{{Text: "Tiếp nhận hồ sơ của: "}, {Text: "Đinh Thị Hồng Nhung", Style: Bold}, {Text: ", số giấy tờ 999000000001."}}, Align: Justify},
		Paragraph{Text: Text{{Text: "Địa chỉ: "}, {Text: "12 đường Chợ, thị trấn Tân Bình, huyện Tân Bình, tỉnh An Sơn", Style: BoldItalic}}, Align: Justify},
	}}}})
	rows := make([][]Text, n)
	for i := range rows {
		rows[i] = []Text{Plain(fmt.Sprint(i + 1)), Plain(long), Plain("Bản sao có chứng thực"), Plain("01")}
	}
	p.Add(Table{Headings: []Heading{{"TT", 1, Centre}, {"Tên giấy tờ", 7, Left}, {"Hình thức", 3, Left}, {"Số bản", 2, Centre}}, Rows: slices.Values(rows), After: 2})
	p.Add(Paragraph{Text: Plain(long + ". " + long + "."), Align: Justify, Indent: 10, After: 1})
	p.Add(Signatures(20, Signature{"NGƯỜI NỘP HỒ SƠ", "(Ký và ghi rõ họ tên)", "Đinh Thị Hồng Nhung"}, Signature{"NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", "Nguyễn Thị Kim Oanh"}))
	return p
}

func saved(t testing.TB, p *Paper) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "paper.pdf")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := p.Write(f); err != nil {
		t.Fatal(err)
	}
	return name
}

// run runs a program that is not ours over the paper; false when it is missing, which the build machine may not do.
func run(t *testing.T, program string, args ...string) (string, bool) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing", program)
		}
		t.Logf("not checked: %s is missing", program)
		return "", false
	}
	out, err := exec.Command(program, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return string(out), true
}

// spaced is a text with all blanks alike, in NFC.
func spaced(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }

func TestTheTextOfAPaperIsReadBack(t *testing.T) {
	text, ok := run(t, "pdftotext", saved(t, form(t, Options{}, 2)), "-")
	if !ok {
		return
	}
	text = spaced(text)
	for _, want := range []string{
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "GIẤY TIẾP NHẬN HỒ SƠ",
		"Tiếp nhận hồ sơ của: Đinh Thị Hồng Nhung, số giấy tờ 999000000001.", "tỉnh An Sơn", long + ". " + long + ".", "NGƯỜI NỘP HỒ SƠ", "Nguyễn Thị Kim Oanh",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	if strings.Contains(text, "?") {
		t.Errorf("a character could not be drawn: %q", text)
	}
}

func TestThirtyLongRowsWrapAndRepeatTheirHeader(t *testing.T) {
	for _, o := range []Options{{Numbered: true}, {Sheet: A5, Type: 10, Margins: Margins{8, 9, 6, 12}}} {
		p := form(t, o, 30)
		name := saved(t, p)
		if p.Pages() < 3 {
			t.Errorf("%d pages", p.Pages())
		}
		text, ok := run(t, "pdftotext", "-layout", name, "-")
		if !ok {
			return
		}
		if n := strings.Count(text, "Tên giấy tờ"); n < 3 || n > p.Pages() {
			t.Errorf("the header stands %d times on %d pages", n, p.Pages())
		}
		boxes, _ := run(t, "pdftotext", "-bbox", name, "-")
		checkInside(t, boxes, p)
	}
}

// checkInside looks at where each word stands.
func checkInside(t *testing.T, boxes string, p *Paper) {
	t.Helper()
	m, size, words := p.options.Margins, p.options.Sheet, 0
	for row := range strings.Lines(boxes) {
		var x0, y0, x1, y1 float64
		if n, _ := fmt.Sscanf(strings.TrimSpace(row), `<word xMin="%g" yMin="%g" xMax="%g" yMax="%g">`, &x0, &y0, &x1, &y1); n < 4 {
			continue
		}
		words++
		const tolerance = 0.1
		if x0*millimetre < m.Left-tolerance || x1*millimetre > size.Width-m.Right+tolerance || y1*millimetre > size.Height-m.Bottom+tolerance {
			t.Errorf("outside the margins: %s", row)
		}
	}
	if words < 500 {
		t.Errorf("only %d words", words)
	}
}

func TestEveryFaceIsEmbedded(t *testing.T) {
	fonts, ok := run(t, "pdffonts", saved(t, form(t, Options{}, 1)))
	if !ok {
		return
	}
	lines := strings.Split(strings.TrimSpace(fonts), "\n")[2:]
	if len(lines) != 4 {
		t.Errorf("%d faces:\n%s", len(lines), fonts)
	}
	for _, line := range lines {
		// name, type, encoding, embedded, subset, with a Unicode map
		fields := strings.Fields(line)
		if flags := fields[len(fields)-5 : len(fields)-2]; flags[0] != "yes" || flags[2] != "yes" {
			t.Errorf("%s", line)
		}
	}
}

func TestTheSamePaperIsTheSameFile(t *testing.T) {
	var first []byte
	for range 5 {
		var out bytes.Buffer
		if err := form(t, Options{}, 3).Write(&out); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = out.Bytes()
		}
		if !bytes.Equal(first, out.Bytes()) {
			t.Fatal("two files differ")
		}
	}
	if len(first) > 200<<10 {
		t.Errorf("%d bytes", len(first))
	}
}

func TestACodeIsReadFromAPrintOf200DotsPerInch(t *testing.T) {
	name := saved(t, form(t, Options{}, 1))
	if _, ok := run(t, "pdftoppm", "-r", "200", "-mono", "-singlefile", name, strings.TrimSuffix(name, ".pdf")); !ok {
		return
	}
	got, ok := run(t, "zbarimg", "--quiet", "--raw", strings.TrimSuffix(name, ".pdf")+".pbm")
	if ok && strings.TrimSpace(got) != address {
		t.Errorf("read %q", got)
	}
}

func TestAPaperThatCannotBeRightIsAnError(t *testing.T) {
	high := Columns{}
	for range 2 {
		high.Columns = append(high.Columns, Column{Blocks: []Block{Paragraph{Text: Plain(strings.Repeat(long+"\n", 50))}}})
	}
	for name, block := range map[string]Block{
		"columns higher than a page": high,
		"a row wider than its table": Table{Headings: []Heading{{Title: "A"}}, Rows: slices.Values([][]Text{{Plain("1"), Plain("2")}})},
	} {
		p := New(Options{Created: created})
		p.Add(block)
		if err := p.Write(&bytes.Buffer{}); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	if err := New(Options{}).Write(&bytes.Buffer{}); err == nil {
		t.Error("a paper without its instant is accepted")
	}
}

func TestARowHigherThanAPageGoesOn(t *testing.T) {
	p := New(Options{Created: created})
	p.Add(Table{Headings: []Heading{{Title: "Nội dung"}}, Rows: slices.Values([][]Text{{Plain(strings.Repeat(long+" ", 80))}})})
	text, ok := run(t, "pdftotext", saved(t, p), "-")
	if n := strings.Count(spaced(strings.ReplaceAll(text, "Nội dung", "")), "05 tháng 3 năm 2012"); ok && n != 80 {
		t.Errorf("%d of 80 sentences", n)
	}
	if p.Pages() < 2 {
		t.Errorf("%d pages", p.Pages())
	}
}

func BenchmarkOnePage(b *testing.B) {
	for b.Loop() {
		if err := form(b, Options{}, 5).Write(&bytes.Buffer{}); err != nil {
			b.Fatal(err)
		}
	}
}
