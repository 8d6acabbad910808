package paper_test

import (
	"cchc/kit/browser"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/web/paper"

	"golang.org/x/net/html"
)

const track = "https://motcua.anson.example/track/H99.28-221230-0047?s=Ab3_xY-9kLmN0pQr"

func receipt(size paper.Size) paper.Receipt {
	at := time.Date(2022, 12, 30, 14, 20, 0, 0, calendar.Local)
	return paper.Receipt{
		Size: size, Code: "H99.28-221230-0047", Received: at, Content: "Cấp giấy phép xây dựng nhà ở riêng lẻ (Xây mới)",
		Giver:     paper.Giver{Office: "UBND huyện Tân Bình", Desk: "Bộ phận Một cửa huyện Tân Bình", Place: "Tân Bình", Clerk: "Nguyễn Thị Kim Oanh"},
		Person:    dossier.Person{Name: "Đinh Thị Hồng Nhung", Sex: "nữ", IDNo: "999186012345", Address: "thôn Phú Thạnh, xã Hòa Lâm, huyện Tân Bình, tỉnh An Sơn", Phone: "0600 000 123"},
		Procedure: "1.001193, bản 3, có hiệu lực từ 01/07/2022",
		Papers:    []paper.Document{{"Đơn đề nghị cấp giấy phép xây dựng (Mẫu số 01)", "Bản chính", "01"}, {"Giấy chứng nhận quyền sử dụng đất", "Bản sao", "01"}, {"Bản vẽ thiết kế xây dựng", "Bản chính", "02"}},
		Limit:     calendar.Limit{N: 15, Unit: calendar.WorkDays}, Due: calendar.Due{Day: calendar.MustDay("2023-01-30")},
		Fee: 75000, Finance: dossier.FeePaid, ResultBy: dossier.AtCounter, Hotline: "1800 0000", Site: "motcua.anson.example", Track: track,
	}
}

// long is a receipt with the longest names and thirty papers.
func long(size paper.Size) paper.Receipt {
	r := receipt(size)
	r.Office = "UBND thành phố Hồ Chí Minh mở rộng và các xã, phường, đặc khu trực thuộc miền biển đảo phía Đông"
	r.Desk = "Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính của Trung tâm Phục vụ hành chính công " + r.Office
	r.Person.Name = "Công ty trách nhiệm hữu hạn một thành viên Đầu tư xây dựng, thương mại và dịch vụ Nguyễn Phước Tôn Nữ Quỳnh Tương"
	r.Person.Address = strings.Repeat("thôn Phú Thạnh, ", 12) + "tỉnh An Sơn"
	r.Person.Email = strings.Repeat("mot-dia-chi-rat-dai.", 6) + "@anson.example"
	r.Content = strings.Repeat("Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất; ", 5)
	r.Papers = nil
	for i := range 30 {
		r.Papers = append(r.Papers, paper.Document{Name: fmt.Sprintf("Giấy tờ thứ %d: văn bản chấp thuận chủ trương đầu tư của cơ quan có thẩm quyền", i+1), Kind: "Bản chính, bản sao", Count: "01, 02"})
	}
	return r
}

func sheet(t *testing.T, r paper.Receipt) paper.Sheet {
	t.Helper()
	s, err := r.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// file writes a sheet as PDF into the test's folder.
func file(t *testing.T, s paper.Sheet, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+".pdf")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := s.PDF(out); err != nil {
		t.Fatal(err)
	}
	return path
}

// tool runs a reader of PDF or of pictures; without it on the machine ok is false.
func tool(t *testing.T, name string, args ...string) (out string, ok bool) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Logf("no %s here, not looked at", name)
		return "", false
	}
	text, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(text), true
}

var pageNumber = regexp.MustCompile(`\f\d+\n`)

// words of a text, joined where a line ended inside a hyphenated or broken word.
func words(s string) string { return strings.Join(strings.Fields(s), "") }

func htmlText(t *testing.T, s paper.Sheet) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(s.HTML())))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return b.String()
}

func TestThePageAndTheFileSayTheSameInTheSameOrder(t *testing.T) {
	refusal := paper.Refusal{Giver: receipt(paper.A5).Giver, Size: paper.A5, At: receipt(paper.A5).Received, Person: receipt(paper.A5).Person, Content: "xin phép", Reason: "không thuộc thẩm quyền"}
	for name, s := range map[string]paper.Sheet{
		"a5": sheet(t, receipt(paper.A5)), "a4": sheet(t, receipt(paper.A4)), "refusal": refusal.Sheet(),
	} {
		text, ok := tool(t, "pdftotext", "-raw", file(t, s, name), "-")
		if !ok {
			return
		}
		if got, want := words(text), words(htmlText(t, s)); got != want {
			t.Errorf("%s:\nfile %s\npage %s", name, got, want)
		}
	}
}

func TestTheLongestNamesAndThirtyPapersStayOnThePaper(t *testing.T) {
	for _, size := range []paper.Size{paper.A5, paper.A4} {
		s := sheet(t, long(size))
		path := file(t, s, string(size))
		text, ok := tool(t, "pdftotext", "-raw", path, "-")
		if !ok {
			return
		}
		text = pageNumber.ReplaceAllString(text, "\n")
		// The table's header stands again on each page.
		header := words("TT Tên giấy tờ Hình thức Số bản")
		got := strings.ReplaceAll(words(text), header, "")
		want := strings.ReplaceAll(words(htmlText(t, s)), header, "")
		if got != want {
			t.Errorf("%s: the file does not say what the page says:\n%s\n%s", size, got, want)
		}
		for i := range 30 {
			if !strings.Contains(got, words(fmt.Sprintf("Giấy tờ thứ %d: văn bản", i+1))) {
				t.Errorf("%s: paper %d is missing", size, i+1)
			}
		}
		keep(t, path, "receipt-long-"+string(size))
	}
}

func TestTheCodeIsReadBackFromTheInkedPaper(t *testing.T) {
	for name, r := range map[string]paper.Receipt{"a5": receipt(paper.A5), "a4": receipt(paper.A4), "long": long(paper.A5)} {
		path := file(t, sheet(t, r), name)
		picture := strings.TrimSuffix(path, ".pdf")
		if _, ok := tool(t, "pdftoppm", "-mono", "-r", "200", "-f", "1", "-l", "1", "-singlefile", path, picture); !ok {
			return
		}
		said, ok := tool(t, "zbarimg", "-q", "--raw", picture+".pbm")
		if ok && strings.TrimSpace(said) != track {
			t.Errorf("%s: the code says %q", name, said)
		}
		keep(t, path, "receipt-"+name)
	}
}

func TestThePaperIsThatOfItsDay(t *testing.T) {
	old, now := receipt(paper.A5), receipt(paper.A5)
	now.Received = time.Date(2025, 9, 15, 8, 0, 0, 0, calendar.Local)
	if strings.Contains(htmlText(t, sheet(t, old)), "bản 3") || !strings.Contains(htmlText(t, sheet(t, now)), "bản 3") {
		t.Error("the version of the procedure belongs on the receipt since TT 03/2025")
	}
	if paper.SetOn(calendar.MustDay("2025-09-14")).Basis != "TT 01/2018/TT-VPCP" || paper.SetOn(calendar.MustDay("2025-09-15")).Basis != "TT 03/2025/TT-VPCP" {
		t.Error("the set of forms is not that of the day")
	}
}

// keep leaves a picture of every page in the folder for screenshots, when one is named.
func keep(t *testing.T, path, name string) {
	t.Helper()
	if folder := os.Getenv(browser.Shots); folder != "" {
		tool(t, "pdftoppm", "-png", "-r", "80", path, filepath.Join(folder, name))
	}
}
