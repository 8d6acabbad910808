package htmlcheck

import (
	"strings"

	"golang.org/x/net/html"
)

func find(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, key string) string {
	value, _ := find(n, key)
	return value
}

// each calls visit for every element inside n.
func each(n *html.Node, visit func(*html.Node)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			visit(c)
		}
		each(c, visit)
	}
}

// first is the first element of a name inside n, nil for none.
func first(n *html.Node, name string) *html.Node {
	var found *html.Node
	each(n, func(c *html.Node) {
		if found == nil && c.Data == name {
			found = c
		}
	})
	return found
}

// text is what a reader hears of n.
func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data)
	}
	if attr(n, "aria-hidden") == "true" {
		return ""
	}
	var words []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if t := text(c); t != "" {
			words = append(words, t)
		}
	}
	return strings.Join(words, " ")
}

// show is the opening tag, as a person finds it in the source.
func show(n *html.Node) string {
	out := "<" + n.Data
	for _, key := range []string{"id", "name", "class", "href", "src", "type"} {
		if value, ok := find(n, key); ok {
			out += " " + key + `="` + value + `"`
		}
	}
	return out + ">"
}
