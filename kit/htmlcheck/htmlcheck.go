// Package htmlcheck reads a page as a careful proof-reader does: what is missing for
// people who listen to it, what the content security policy would block, what a template
// left behind. It is for tests.
package htmlcheck

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Page fails the test for every fault of a page.
func Page(t testing.TB, body string) {
	t.Helper()
	for _, fault := range Faults(body) {
		t.Error("html: " + fault)
	}
}

// Faults are what is wrong with a page, in its own order; empty when nothing is.
func Faults(body string) []string {
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return []string{err.Error()}
	}
	p := &page{ids: map[string]int{}, labelled: map[string]bool{}}
	p.collect(root)
	p.whole()
	for _, n := range p.all {
		p.element(n)
	}
	p.leftovers(body)
	return p.faults
}

// page is a parsed page and what was found.
type page struct {
	all      []*html.Node
	ids      map[string]int
	labelled map[string]bool // ids that a label names
	level    int             // of the last heading
	faults   []string
}

func (p *page) fault(format string, args ...any) {
	p.faults = append(p.faults, fmt.Sprintf(format, args...))
}

func (p *page) collect(n *html.Node) {
	if n.Type == html.ElementNode {
		p.all = append(p.all, n)
		if id, ok := find(n, "id"); ok {
			p.ids[id]++
		}
		if n.Data == "label" {
			p.labelled[attr(n, "for")] = true
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.collect(c)
	}
}

// whole checks what a page has once.
func (p *page) whole() {
	count := map[string]int{}
	for _, n := range p.all {
		if n.Namespace == "" { // a drawing has titles of its own
			count[n.Data]++
		}
		if n.Data == "html" && attr(n, "lang") == "" {
			p.fault("<html> has no lang")
		}
		if n.Data == "title" && n.Parent.Data == "head" && text(n) == "" {
			p.fault("<title> is empty")
		}
	}
	for _, one := range []string{"title", "main", "h1"} {
		if count[one] != 1 {
			p.fault("%d <%s> instead of one", count[one], one)
		}
	}
	for id, n := range p.ids {
		if n > 1 {
			p.fault("id %q stands %d times", id, n)
		}
		if id == "" || strings.ContainsAny(id, " \t\n") {
			p.fault("id %q is empty or has blanks", id)
		}
	}
}

// left matches what templates and formats leave behind when they were given too little.
var left = regexp.MustCompile(`<no value>|&lt;no value&gt;|%!|\{\{|\}\}|ZgotmplZ|<nil>|&lt;nil&gt;`)

func (p *page) leftovers(body string) {
	for _, at := range left.FindAllStringIndex(body, 5) {
		from, to := max(0, at[0]-30), min(len(body), at[1]+30)
		p.fault("left over: …%s…", strings.Join(strings.Fields(body[from:to]), " "))
	}
}
