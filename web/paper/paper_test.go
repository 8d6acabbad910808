package paper_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cchc/kit/browser"
	"cchc/web/paper"

	"golang.org/x/net/html"
)

// file writes a sheet as PDF into the test's folder.
func file(t testing.TB, s paper.Sheet) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.pdf")
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

// words of a text, joined where a line ended inside a hyphenated or broken word.
func words(s string) string { return strings.Join(strings.Fields(s), "") }

var pageNumber = regexp.MustCompile(`\f\d+\n`)

// withoutHeaders takes out of a text what stands again on each page: the page's number and
// the header of the table.
func withoutHeaders(text string, s paper.Sheet) string {
	text = words(pageNumber.ReplaceAllString(text, "\n"))
	for _, part := range s.Parts {
		if table, is := part.(paper.Table); is {
			header := ""
			for _, c := range table.Columns {
				header += c.Title
			}
			text = strings.ReplaceAll(text, words(header), "")
		}
	}
	return text
}

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

// keep leaves a picture of every page in the folder for screenshots, when one is named.
func keep(t *testing.T, path, name string) {
	t.Helper()
	if folder := os.Getenv(browser.Shots); folder != "" {
		tool(t, "pdftoppm", "-png", "-r", "70", "-l", "3", path, filepath.Join(folder, name))
	}
}
